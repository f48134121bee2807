import Daybook
import DaybookTesting
import Testing

@Suite("How soon an answer is wanted")
struct PriorityTests {
    private func desk() async throws -> SampleDesk {
        try await SampleDesk("clinic-words") {
            $0.replacing(
                #""telegram": { "acknowledge": true,"#,
                with: #""telegram": { "target": { "within": "4h", "clock": "calendar", "#
                    + #""urgent": { "within": "30m" } },"#
            )
        }
    }

    @Test("moves when it is due, from the moment on at which it is said")
    func moves() async throws {
        let desk = try await self.desk()
        let conversation = try await desk.receive()
        #expect(try desk.due == 14_400)
        let before = try desk.book.view(at: conversation)
        _ = try await desk.receive(in: conversation, urgent: true)
        #expect(try desk.due == 1_800)
        #expect(try await desk.prioritise(conversation, .urgent) == .unchanged)
        #expect(try await desk.prioritise(conversation, .routine) == nil)
        #expect(try desk.due == 14_400)
        #expect(try await desk.prioritise(conversation, .urgent) == nil)
        let then = try #require(try desk.book.waitingRequests(in: before).first)
        #expect(then.due == then.since.advanced(byMilliseconds: 14_400_000) && !then.isUrgent)
        desk.temporary.clock.advance(seconds: 3_600)
        let rows = try desk.book.responseTimes(by: .channel)
        #expect(rows.first { $0.channel == .telegram }?.late == 1)
        let now = desk.temporary.clock.now
        #expect(try desk.book.dueRequests(before: now).map(\.conversation) == [conversation])
        #expect(try desk.book.dueRequests(from: now, before: .init(milliseconds: .max)).isEmpty)
        #expect(try desk.book.longestWaiting().map(\.conversation) == [conversation])
        _ = try await desk.book.respond(
            to: conversation,
            text: PHI("Kommen Sie gleich."),
            sent: true,
            actor: "anna"
        )
        let wait = try #require(try desk.book.waitHistory().waits.first)
        #expect(wait.isLate && wait.priority == .urgent)
        #expect(try await desk.prioritise(conversation, .routine) == .notWaiting)
        #expect(try desk.book.dueRequests(before: now).isEmpty)
        #expect(try desk.book.longestWaiting(3).isEmpty)
        // A new wait is as soon as what it begins with.
        _ = try await desk.receive(in: conversation)
        #expect(try desk.due == 14_400)
    }

    @Test("is asked for where there is a conversation")
    func unknown() async throws {
        let desk = try await self.desk()
        #expect(try await desk.prioritise(99, .urgent) == .unknown)
    }
}

extension SampleDesk {
    /// A message; gives the conversation.
    fileprivate func receive(in conversation: UInt64 = 0, urgent: Bool = false) async throws
        -> UInt64
    {
        temporary.clock.advance(seconds: 600)
        var incoming = Incoming(.message)
        incoming.party = 9
        incoming.conversation = conversation
        incoming.urgent = urgent
        let receipt = try await book.submit(
            .receive(incoming),
            channel: .telegram,
            actorClass: .patient
        )
        return conversation == 0 ? receipt.first : conversation
    }

    fileprivate func prioritise(_ conversation: UInt64, _ priority: Priority) async throws
        -> Reason?
    {
        try await book.submit(.prioritise(conversation: conversation, priority), actor: "anna")
            .refusal?.reason
    }

    /// How long after the beginning of the first wait its answer is due, in seconds.
    fileprivate var due: Int64 {
        get throws {
            let request = try #require(try book.waitingRequests().first)
            let due = try #require(request.due)
            return (due.milliseconds - request.since.milliseconds) / 1_000
        }
    }
}
