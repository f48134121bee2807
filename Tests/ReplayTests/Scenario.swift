import Daybook
import DaybookTesting

/// Two days of a sample clinic, from the wire formats in `Tests/Fixtures` to the last answer.
///
/// It made the golden logs, and makes fresh ones for the tests that need keys. To see what this
/// version would write, set `DAYBOOK_GOLDEN_OUT` to an empty directory and run the test that makes
/// new golden logs.
struct Scenario: Course {
    var stage: Stage
    private var received: [Received] = []

    static let start = "2026-03-02T08:00:05Z"
    private static let mails = [
        "gmail-app-german", "gmail-web-reply", "iphone-choice", "outlook-desktop",
        "thunderbird-flowed",
        "apple-mail-macos", "bounce", "out-of-office-german", "duplicate-first", "duplicate-second",
        "forwarded-rfc822", "html-only", "koi8-r", "list", "malformed-truncated",
    ]

    init(stage: Stage) {
        self.stage = stage
    }

    /// Plays all of it.
    mutating func play() async throws {
        try await submit(
            .configure(book.difference(to: Repository.bytes("schemas/examples/clinic.json")))
        )
        try await takeIn()
        try await bookTimes()
        try await answer()
        try await changeTimes()
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
                    previous: Array("test-app-secret-before-rotation".utf8)
                )
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
        _ delivery: RecordedDelivery,
        with adapter: some ChannelAdapter
    ) async throws {
        guard delivery.method == "POST" else { return }
        received += try await outcome(of: delivery, with: adapter)
    }

    private func outcome(
        of delivery: RecordedDelivery,
        with adapter: some ChannelAdapter
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
                service: service,
                resource: slot.resource,
                start: slot.start,
                party: random.next() | 1
            )
            try await submit(.book(request), channel: round.isMultiple(of: 3) ? .desk : .phone)
            // The same time again is refused, and the demand stays known.
            if round.isMultiple(of: 5) { try await submit(.book(request), channel: .phone) }
        }
    }

    private mutating func answer() async throws {
        for (index, request) in try book.waitingRequests().enumerated() {
            clock.advance(seconds: 240)
            switch index % 4 {
            case 0:
                let receipt = try await submit(
                    .respond(conversation: request.conversation, sent: index % 8 == 0, ifHead: 0)
                )
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
                        conversation: request.conversation,
                        service: 1,
                        starts: Array(Set(starts.prefix(2))).sorted { $0.value < $1.value },
                        minutes: 0
                    )
                )
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
                guard let old = try book.appointment(subject)?.footprints.first else { continue }
                let start = old.start.advanced(by: Int(random.next() % 12) * 20)
                try await submit(.reschedule(subject: subject, start: start, resource: 0))
            case 2:
                try await submit(.progress(subject: subject, step: .arrive))
                try await submit(.progress(subject: subject, step: .fulfil))
            case 3: try await submit(.progress(subject: subject, step: .noShow))
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

    @discardableResult
    private mutating func submit(_ command: Command, channel: Channel = .desk) async throws
        -> Receipt
    {
        try await book.submit(
            command,
            id: id(),
            channel: channel,
            actor: "anna"
        )
    }
}
