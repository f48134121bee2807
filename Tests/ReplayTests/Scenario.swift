import Daybook
import DaybookTesting

/// Two weeks of a sample clinic, from the wire formats in `Tests/Fixtures` to the last answer.
///
/// It made the golden logs, and makes fresh ones for the tests that need keys. To see what this version would
/// write, set `DAYBOOK_GOLDEN_OUT` to an empty directory and run the test that makes new golden logs.
struct Scenario {
    let book: Book
    let clock: ManualClock
    private var random: SeededGenerator
    private var received: [Received] = []

    static let start = "2026-03-02T08:00:05Z"
    private static let mails = [
        "gmail-app-german", "gmail-web-reply", "iphone-choice", "outlook-desktop", "thunderbird-flowed",
        "apple-mail-macos", "bounce", "out-of-office-german", "duplicate-first", "duplicate-second",
        "forwarded-rfc822", "html-only", "koi8-r", "list", "malformed-truncated",
    ]

    init(_ book: Book, clock: ManualClock, seed: UInt64) {
        self.book = book
        self.clock = clock
        random = SeededGenerator(seed)
    }

    /// Plays all of it.
    mutating func play() async throws {
        try await submit(.configure(book.difference(to: Repository.bytes("schemas/examples/clinic.json"))))
        try await takeIn()
        try await bookTimes()
        try await holdTimes()
        try await chooseOffered()
        try await answer()
        try await changeTimes()
        try await endDays()
    }

    /// Delivers the same messages again.
    mutating func redeliver() async throws -> [Received] {
        let before = received.count
        try await takeIn(times: 1)
        return Array(received[before...])
    }

    private mutating func takeIn(times: Int64 = 90) async throws {
        let adapter = EmailAdapter(addresses: ["praxis@example.com"])
        for name in Scenario.mails {
            let bytes = try Repository.bytes("Tests/Fixtures/mail/\(name).eml")
            clock.advance(seconds: times)
            let mail = RawMessage(channel: .email, body: bytes, receivedAt: clock.now)
            let more = try await book.receive(mail, with: adapter)
            received += more
        }
        for channel in [Channel.messenger, .instagram, .whatsapp] {
            guard
                let secrets = LiveSecrets(
                    current: Array("test-app-secret-0123456789abcdef".utf8),
                    previous: Array("test-app-secret-before-rotation".utf8))
            else { continue }
            let adapter = MetaAdapter(channel: channel, secrets: secrets)
            for delivery in try deliveries("webhook/\(channel.name)") {
                clock.advance(seconds: times / 3)
                try await take(delivery, with: adapter)
            }
        }
        for delivery in try deliveries("form/form") {
            clock.advance(seconds: times / 3)
            try await take(delivery, with: FormAdapter())
        }
    }

    /// Recorded deliveries also hold what must be refused; a refused one appends nothing.
    private mutating func take(
        _ delivery: RecordedDelivery, with adapter: some ChannelAdapter
    ) async throws {
        guard delivery.method == "POST" else { return }
        received += try await outcome(of: delivery, with: adapter)
    }

    private func outcome(
        of delivery: RecordedDelivery, with adapter: some ChannelAdapter
    ) async throws -> [Received] {
        do throws(BookError) {
            return try await book.receive(delivery.message, with: adapter)
        } catch {
            guard error.kind == .input || error.kind == .notPermitted else { throw error }
            return []
        }
    }

    private func deliveries(_ name: String) throws -> [RecordedDelivery] {
        try Repository.bytes("Tests/Fixtures/\(name).jsonl").split(separator: 0x0A).map {
            try RecordedDelivery(line: Array($0))
        }
    }

    /// Staff book by phone and at the desk, some of it in vain.
    private mutating func bookTimes() async throws {
        for round in 0..<24 {
            clock.advance(seconds: 60)
            let service = UInt16(round % 4 + 1)
            let day = clock.now.minute..<clock.now.minute.advanced(by: 10 * 1_440)
            let free = try book.freeSlots(service: service, in: day, asOf: clock.now, count: 60)
            guard let slot = free.randomElement(using: &random) else { continue }
            let request = TimeRequest(
                service: service, resource: slot.resource, start: slot.start,
                party: random.next() | 1)
            try await submit(.book(request), channel: round.isMultiple(of: 3) ? .desk : .phone)
            // The same time again is refused, and the demand stays known.
            if round.isMultiple(of: 5) { try await submit(.book(request), channel: .phone) }
        }
    }

    /// Times are held, extended, given up, turned into bookings, or left to run out.
    private mutating func holdTimes() async throws {
        for round in 0..<8 {
            clock.advance(seconds: 40)
            let window = clock.now.minute..<clock.now.minute.advanced(by: 14 * 1_440)
            let free = try book.freeSlots(service: 2, in: window, asOf: clock.now, count: 80)
            guard let slot = free.randomElement(using: &random) else { continue }
            let request = TimeRequest(
                service: 2, resource: slot.resource, start: slot.start, party: random.next() | 1)
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
    private mutating func chooseOffered() async throws {
        let adapter = EmailAdapter(addresses: ["praxis@example.com"])
        let first = try await book.receive(mail("first", "Do you have anything next week?"), with: adapter)
        received += first
        guard let request = first.first?.message else { return }
        clock.advance(seconds: 1_200)
        let window = clock.now.minute.advanced(by: 5 * 1_440)..<clock.now.minute.advanced(by: 8 * 1_440)
        let starts = try book.freeSlots(service: 1, in: window, asOf: clock.now, count: 9).map(\.start)
        let offer = try await book.offer(
            to: request.subject, service: 1, starts: Array(starts.prefix(2)), actor: "anna",
            id: CommandID.make(at: clock.now.milliseconds, using: &random))
        guard let choice = offer.times.last else { return }
        clock.advance(seconds: 600)
        let second = try await book.receive(mail("second", choice.token), with: adapter)
        received += second
    }

    private func mail(_ name: String, _ text: String) -> RawMessage {
        let lines = [
            "From: Petra Muster <petra@example.org>", "To: praxis@example.com", "Subject: A time",
            "Message-ID: <\(name)@example.org>", "Date: Mon, 02 Mar 2026 10:00:00 +0000", "", text, "",
        ]
        return RawMessage(
            channel: .email, body: Array(lines.joined(separator: "\r\n").utf8),
            receivedAt: clock.now)
    }

    private mutating func answer() async throws {
        for (index, request) in try book.waitingRequests().enumerated() {
            clock.advance(seconds: 240)
            switch index % 4 {
            case 0:
                let receipt = try await submit(
                    .respond(conversation: request.conversation, sent: index % 8 == 0, ifHead: 0))
                guard index % 8 != 0 else { continue }
                clock.advance(seconds: 30)
                let outcome: Command.ReplyOutcome = index % 3 == 0 ? .failed : .sent
                try await submit(.reportReply(reply: receipt.first, outcome: outcome))
            case 1:
                let window = clock.now.minute..<clock.now.minute.advanced(by: 5 * 1_440)
                let starts = try book.freeSlots(service: 1, in: window, asOf: clock.now, count: 40)
                    .shuffled(using: &random).map(\.start)
                try await submit(
                    .offer(
                        conversation: request.conversation, service: 1,
                        starts: Array(Set(starts.prefix(2))).sorted { $0.value < $1.value },
                        minutes: 0))
            case 2: try await submit(.close(conversation: request.conversation, reason: .notNeeded))
            default: continue
            }
        }
    }

    /// The next day: patients move, cancel, arrive and stay away; a room is closed for an hour.
    private mutating func changeTimes() async throws {
        clock.advance(seconds: 20 * 3_600)
        var booked: [UInt64] = []
        for fact in try book.facts(from: 1, through: .max)
        where fact.kind == .appointmentBooked && fact.subject == fact.sequence {
            booked.append(fact.sequence)
        }
        for (index, subject) in booked.enumerated() {
            clock.advance(seconds: 45)
            switch index % 5 {
            case 0: try await submit(.cancel(subject: subject, reason: .patient))
            case 1:
                guard let appointment = try book.appointment(subject) else { continue }
                let window = clock.now.minute..<clock.now.minute.advanced(by: 12 * 1_440)
                let free = try book.freeSlots(
                    service: appointment.service, in: window, asOf: clock.now, count: 90)
                guard let slot = free.randomElement(using: &random) else { continue }
                try await submit(
                    .reschedule(subject: subject, start: slot.start, resource: slot.resource))
            case 2:
                try await submit(.progress(subject: subject, step: .arrive))
                try await submit(.progress(subject: subject, step: .fulfil))
            default: continue
            }
        }
        let start = clock.now.minute.advanced(by: 1_440)
        let receipt = try await submit(.block(resource: 1, start: start, length: 60))
        try await submit(.unblock(subject: receipt.first))
        try await submit(.block(resource: 2, start: start, length: 120))
        if let last = booked.last {
            try await submit(.progress(subject: last, step: .enteredInError))
        }
    }

    /// Two weeks later: who came, who did not, and one absence that was a mistake.
    private mutating func endDays() async throws {
        clock.advance(seconds: 14 * 86_400)
        for (index, fact) in try book.facts(from: 1, through: .max)
            .filter({ $0.kind == .appointmentBooked && $0.subject == $0.sequence }).enumerated()
        {
            clock.advance(seconds: 5)
            let subject = fact.sequence
            if index.isMultiple(of: 3) {
                try await submit(.progress(subject: subject, step: .noShow))
                guard index.isMultiple(of: 9) else { continue }
                try await submit(.progress(subject: subject, step: .reinstate))
            } else {
                try await submit(.progress(subject: subject, step: .checkIn))
                try await submit(.progress(subject: subject, step: .fulfil))
            }
        }
    }

    @discardableResult
    private mutating func submit(_ command: Command, channel: Channel = .desk) async throws -> Receipt {
        try await book.submit(
            command, id: CommandID.make(at: clock.now.milliseconds, using: &random),
            channel: channel, actor: "anna")
    }
}
