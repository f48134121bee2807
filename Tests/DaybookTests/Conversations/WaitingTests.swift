import Daybook
import DaybookTesting
import Testing

@Suite("Who waits, now and then")
struct WaitingTests {
    private let temporary: TemporaryBook
    private let book: Book

    init() async throws {
        // A Monday, 9:00 in Berlin.
        temporary = try TemporaryBook(start: try #require(Instant(rfc3339: "2026-11-23T08:00:00Z")))
        book = try temporary.open()
        try await book.configure(try EndToEndTests.sample(), actor: "anna")
    }

    private func instant(_ text: String) throws -> Instant {
        try #require(Instant(rfc3339: text))
    }

    /// How many are late as of an instant.
    private func late(asOf text: String) throws -> Int? {
        let now = try instant(text)
        let rows = try book.responseTimes(by: .total, asOf: now)
        return rows.first?.late
    }

    /// A message of a channel, as the command has it.
    @discardableResult
    private func receive(_ channel: Channel, in conversation: UInt64 = 0) async throws -> UInt64 {
        var incoming = Incoming(.message)
        incoming.conversation = conversation
        let receipt = try await book.submit(
            .receive(incoming),
            channel: channel,
            actorClass: .patient
        )
        return receipt.first
    }

    @Test(
        "a platform's window closes by the patient's last message, not by the one they wait since"
    )
    func replyWindow() async throws {
        let start = temporary.clock.now
        let whatsapp = try await receive(.whatsapp)
        let messenger = try await receive(.messenger)
        let mail = try await receive(.email)
        temporary.clock.advance(seconds: 3_600)
        try await receive(.whatsapp, in: whatsapp)
        let closing = Dictionary(
            uniqueKeysWithValues: try book.waitingRequests().map {
                ($0.conversation, $0.replyWindowClosesAt)
            }
        )
        let hour: Int64 = 3_600_000
        #expect(closing[whatsapp] == start.advanced(byMilliseconds: 25 * hour))
        #expect(closing[messenger] == start.advanced(byMilliseconds: 7 * 24 * hour))
        #expect(closing[mail] == .some(nil))
        func conversations(_ from: Int64, _ end: Int64) throws -> [UInt64] {
            try book.closingWindows(
                from: start.advanced(byMilliseconds: from * hour),
                before: start.advanced(byMilliseconds: end * hour)
            ).map(\.conversation)
        }
        #expect(try conversations(0, 25).isEmpty)
        #expect(try conversations(25, 26) == [whatsapp])
        #expect(try conversations(25, 169) == [whatsapp, messenger])
        #expect(try conversations(26, 169) == [messenger])
        // Staff who open it again wrote nothing to the platform.
        try await book.submit(.close(conversation: whatsapp, reason: .thanks), actor: "anna")
        temporary.clock.advance(seconds: 3_600)
        try await book.submit(.reopen(conversation: whatsapp), actor: "anna")
        let again = try #require(
            try book.waitingRequests().first { $0.conversation == whatsapp }
        )
        #expect(again.since == start.advanced(byMilliseconds: 2 * hour))
        #expect(again.replyWindowClosesAt == start.advanced(byMilliseconds: 25 * hour))
    }

    @Test(
        "a platform's signed time is believed up to seven days behind receipt, and never ahead of it"
    )
    func signedTime() async throws {
        let receipt = temporary.clock.now
        let week: Int64 = 7 * 86_400_000
        for (ahead, isBelieved) in [
            (-1, true), (-week, true), (-week - 1, false), (1, false), (3_600_000, false),
        ] as [(Int64, Bool)] {
            var incoming = Incoming(.message)
            incoming.occurredAt = receipt.advanced(byMilliseconds: ahead)
            let taken = try await book.submit(
                .receive(incoming),
                channel: .whatsapp,
                actorClass: .patient
            )
            let request = try #require(
                try book.waitingRequests().first { $0.conversation == taken.first }
            )
            let since = isBelieved ? receipt.advanced(byMilliseconds: ahead) : receipt
            #expect(request.since == since, "\(ahead) ms ahead")
        }
    }

    @Test("a past inbox is that of its position, whatever was answered since")
    func past() async throws {
        let first = try await receive(.whatsapp)
        temporary.clock.advance(seconds: 600)
        try await receive(.whatsapp, in: first)
        let second = try await receive(.email)
        let position = try book.head().sequence
        let then = temporary.clock.now
        temporary.clock.advance(seconds: 600)
        try await receive(.whatsapp, in: first)
        try await book.submit(
            .respond(conversation: second, sent: true, ifHead: 0),
            actor: "anna"
        )
        #expect(try book.waitingRequests().map(\.conversation) == [first])
        for view in [try book.view(at: position), try book.view(asOf: then)] {
            let waiting = try book.waitingRequests(in: view)
            #expect(waiting.map(\.conversation) == [first, second])
            #expect(
                waiting.first?.replyWindowClosesAt
                    == then.advanced(byMilliseconds: 86_400_000)
            )
        }
    }

    @Test("what a past view says of who waits longest and who is due next is what was said then")
    func pastOrder() async throws {
        var said:
            [(view: ResponseView, at: Instant, due: [WaitingRequest], all: [WaitingRequest])] =
                []
        var open: [UInt64] = []
        for number in 0..<24 {
            let channels: [Channel] = [.email, .whatsapp, .messenger, .form]
            open.append(try await receive(channels[number % 4]))
            temporary.clock.advance(seconds: 1_700)
            if number % 3 == 2 {
                try await book.submit(
                    .respond(conversation: open.removeFirst(), sent: true, ifHead: 0),
                    actor: "anna"
                )
            }
            let now = temporary.clock.now
            let view = try book.responseView(at: try book.head().sequence, now: now)
            let end = now.advanced(byMilliseconds: 7_200_000)
            said.append((view, now, try book.dueRequests(before: end), try book.waitingRequests()))
            // What comes next is recorded after the instant that is asked about.
            temporary.clock.advance(seconds: 1)
        }
        for (view, now, due, all) in said {
            let again = try book.responseView(asOf: now)
            #expect(again.position == view.position)
            for view in [view, again] {
                let end = now.advanced(byMilliseconds: 7_200_000)
                #expect(try book.waitingRequests(in: view) == all)
                #expect(try book.longestWaiting(3, in: view) == Array(all.prefix(3)))
                #expect(try book.dueRequests(before: end, in: view) == due)
                #expect(
                    try book.dueRequests(before: end, count: 2, in: view) == Array(due.prefix(2))
                )
                #expect(
                    try book.dueRequests(from: now, before: end, in: view)
                        == due.filter { $0.due.map { now <= $0 } ?? false }
                )
                let whole = try book.view(at: view.position, now: now)
                #expect(
                    view.responses.report(by: .channelDay, asOf: now)
                        == whole.responses.report(by: .channelDay, asOf: now)
                )
                #expect(view.clinic.channel(.email) == whole.clinic.channel(.email))
            }
        }
    }

    @Test("who is late depends on the instant alone; who was answered late stays so")
    func lateness() async throws {
        // Mail is due within 4 opening hours: Monday 8 to 12 and 13 to 17, so at 14:00.
        let mail = try await receive(.email)
        #expect(try late(asOf: "2026-11-23T13:00:00Z") == 0)
        #expect(try late(asOf: "2026-11-23T13:00:00.001Z") == 1)
        #expect(try late(asOf: "2026-11-23T12:59:00Z") == 0, "nothing was noted down")
        let next = try instant("2026-11-24T08:00:00Z")
        let channel = try #require(try book.responseTimes(by: .channel, asOf: next).first)
        #expect(channel.channel == .email && channel.late == 1)
        temporary.clock.advance(seconds: 6 * 3_600)
        try await book.submit(.respond(conversation: mail, sent: true, ifHead: 0), actor: "anna")
        #expect(try late(asOf: "2026-11-30T12:00:00Z") == 0)
        let now = temporary.clock.now
        let row = try #require(
            try book.waitHistory().report(by: .service, asOf: now).first
        )
        #expect(row.answered == 1 && row.answeredLate == 1 && row.late == 0)
    }

    @Test("a history that stays open says what one from nothing says, after every message")
    func incremental() async throws {
        for number in 0..<6 {
            let conversation = try await receive(.email)
            temporary.clock.advance(seconds: 900)
            if number % 2 == 0 {
                try await book.submit(
                    .respond(conversation: conversation, sent: true, ifHead: 0),
                    actor: "anna"
                )
            }
            let whole = try book.waitHistory(through: try book.head().sequence)
            #expect(try book.waitHistory().waits == whole.waits)
            #expect(try book.waitHistory().episodes == whole.episodes)
            #expect(whole.waits.count == number + 1)
        }
    }
}
