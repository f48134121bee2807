import Daybook
import DaybookTesting

/// Three weeks in which everything that can become of an appointment and of an answer happens: held
/// and given up, moved, missed by mistake, delivered, read, opened again, withdrawn.
///
/// It made the golden log `weeks-unsealed`.
struct CourseOfWeeks: Course {
    var stage: Stage

    /// Plays all of it.
    mutating func play() async throws {
        try await configure("clinic")
        try await bookTimes()
        try await holdTimes()
        try await write()
        try await changeTimes()
        try await endDays()
        try await configure("clinic-small")
    }

    private mutating func configure(_ name: String) async throws {
        let file = try Repository.bytes("schemas/examples/\(name).json")
        try await submit(.configure(book.difference(to: file)))
    }

    private mutating func freeTime(service: UInt16, days: Int = 12) throws -> FreeSlot? {
        let now = clock.now
        let window = now.minute..<now.minute.advanced(by: days * 1_440)
        return try book.freeSlots(service: service, in: window, asOf: now, count: 90)
            .randomElement(using: &random)
    }

    private mutating func request(service: UInt16) throws -> TimeRequest? {
        guard let slot = try freeTime(service: service) else { return nil }
        return TimeRequest(
            service: service,
            resource: slot.resource,
            start: slot.start,
            party: random.next() | 1
        )
    }

    private mutating func bookTimes() async throws {
        for round in 0..<30 {
            clock.advance(seconds: 60)
            guard let request = try request(service: UInt16(round % 6 + 1)) else { continue }
            try await submit(.book(request))
        }
    }

    private mutating func holdTimes() async throws {
        for round in 0..<8 {
            clock.advance(seconds: 40)
            guard let request = try request(service: 2) else { continue }
            let hold = try await submit(.hold(request, minutes: 20)).first
            clock.advance(seconds: 300)
            switch round % 4 {
            case 0: try await submit(.confirmHold(subject: hold, party: request.party))
            case 1: try await submit(.releaseHold(subject: hold))
            case 2: try await submit(.extendHold(subject: hold, minutes: 45))
            default: continue
            }
        }
    }

    /// A patient writes, is offered two times, and sends the token of the second back: that books.
    /// Another is answered, thanks, and asks again.
    private mutating func write() async throws {
        let opened = try await receive("first", from: "petra", "Anything next week?")
        clock.advance(seconds: 1_200)
        let start = clock.now.minute.advanced(by: 5 * 1_440)
        let starts = try book.freeSlots(
            service: 1,
            in: start..<start.advanced(by: 3 * 1_440),
            asOf: clock.now,
            count: 2
        ).map(\.start)
        let offer = try await book.offer(
            to: opened,
            service: 1,
            starts: starts,
            actor: "anna",
            id: id()
        )
        clock.advance(seconds: 600)
        _ = try await receive(
            "second",
            from: "petra",
            offer.times.last?.token ?? "",
            reference: "first"
        )

        let other = try await receive("third", from: "otto", "Is the practice open on Friday?")
        clock.advance(seconds: 5_000)
        let reply = try await submit(.respond(conversation: other, sent: false, ifHead: 0)).first
        for outcome in [Command.ReplyOutcome.sent, .delivered, .read] {
            clock.advance(seconds: 20)
            try await submit(.reportReply(reply: reply, outcome: outcome))
        }
        clock.advance(seconds: 900)
        _ = try await receive("fourth", from: "otto", "Thank you!", reference: "third")
        try await submit(.close(conversation: other, reason: .thanks))
        clock.advance(seconds: 60)
        try await submit(.reopen(conversation: other))
        clock.advance(seconds: 60)
        try await submit(.access(sequence: other, purpose: .treatment))
    }

    /// The number of the conversation that the mail belongs to.
    private func receive(
        _ name: String,
        from sender: String,
        _ text: String,
        reference: String? = nil
    ) async throws -> UInt64 {
        var lines = [
            "From: \(sender)@example.org", "To: praxis@example.com", "Subject: A time",
            "Message-ID: <\(name)@example.org>", "Date: Mon, 02 Mar 2026 10:00:00 +0000",
        ]
        if let reference { lines.append("In-Reply-To: <\(reference)@example.org>") }
        let mail = RawMessage(
            channel: .email,
            body: Array((lines + ["", text, ""]).joined(separator: "\r\n").utf8),
            receivedAt: clock.now
        )
        let adapter = EmailAdapter(addresses: ["praxis@example.com"])
        let received = try await book.receive(mail, with: adapter)
        return received.first?.message?.subject ?? 0
    }

    private mutating func changeTimes() async throws {
        clock.advance(seconds: 8 * 3_600)
        for (index, subject) in try appointments().enumerated() {
            clock.advance(seconds: 45)
            switch index % 4 {
            case 0:
                guard let old = try book.appointment(subject),
                    let slot = try freeTime(service: old.service)
                else { continue }
                try await submit(
                    .reschedule(subject: subject, start: slot.start, resource: slot.resource)
                )
            case 1: try await submit(.cancel(subject: subject, reason: .patient))
            default: continue
            }
        }
        let start = clock.now.minute.advanced(by: 20 * 1_440)
        let block = try await submit(.block(resource: 1, start: start, length: 60)).first
        try await submit(.unblock(subject: block))
        try await submit(.block(resource: 2, start: start, length: 120))
    }

    /// Three weeks later: who came, who did not, and what was recorded by mistake.
    private mutating func endDays() async throws {
        clock.advance(seconds: 21 * 86_400)
        for (index, subject) in try appointments().enumerated() {
            clock.advance(seconds: 5)
            let steps: [Command.Step] =
                switch index % 4 {
                case 0: [.arrive, .checkIn, .fulfil]
                case 1: [.reinstate, .noShow]
                case 2: [.noShow, .reinstate, .arrive]
                default: [.enteredInError]
                }
            for step in steps { try await submit(.progress(subject: subject, step: step)) }
        }
    }

    private func appointments() throws -> [UInt64] {
        try book.facts(from: 1, through: .max)
            .filter { $0.kind == .appointmentBooked }.map(\.subject)
            .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    @discardableResult
    private mutating func submit(_ command: Command) async throws -> Receipt {
        try await book.submit(
            command,
            id: id(),
            channel: .desk,
            actor: "anna"
        )
    }
}
