import DaybookDomain
import DaybookStorage
import Synchronization
import Testing

@testable import DaybookEngine

@Suite("The writer")
struct WriterTests {
    @Test("overload is refused at once with a code, and what was taken is still answered")
    func overload() async throws {
        let book = try EngineBook()
        _ = try book.committer()
        let gate = Gate()
        let writer = try Writer(book.log, live: book.live, clock: gate.pass)
        let same = book.booking(0)
        let answers = Mutex<[Result<Receipt, EngineError>]>([])
        let take: @Sendable (Result<Receipt, EngineError>) -> Void = { result in
            answers.withLock { $0.append(result) }
        }
        // The first is taken out and waits for the clock; the inbox fills behind it.
        writer.submit(same, take)
        try await gate.visited()
        for _ in 0..<EngineLimits.inboxCommands { writer.submit(same, take) }
        #expect(answers.withLock { $0.count } == 0)
        writer.submit(same, take)
        #expect(answers.withLock { $0.map(\.code) } == [.overloaded])
        gate.open()
        writer.stop()
        let all = answers.withLock { $0.dropFirst() }
        #expect(all.count == EngineLimits.inboxCommands + 1)
        #expect(try all.count { try !$0.get().isRepeated } == 1)
        #expect(Set(try all.map { try $0.get().answer }).count == 1)
        writer.submit(same, take)
        #expect(answers.withLock { $0.last?.code } == .stopped)
    }

    @Test("the inbox is bounded in bytes too, and room that was made can be used again")
    func boundedInBytes() throws {
        let book = try EngineBook()
        var large = book.submission(.receive(Incoming(.message)))
        large.sealed = [.init(part: 0, bytes: [UInt8](repeating: 0, count: 60 << 20))]
        let inbox = Inbox()
        let refused = (0..<6).map { _ in inbox.put(.init(submission: large) { _ in })?.code }
        #expect(refused == [nil, nil, nil, nil, .overloaded, .overloaded])
        #expect(inbox.put(.init(submission: book.booking(0)) { _ in }) == nil)
        // A batch ends where its bytes do, but is never empty.
        #expect(inbox.take()?.count == 2)
        #expect(inbox.put(.init(submission: large) { _ in }) == nil)
        #expect(inbox.put(.init(submission: large) { _ in }) == nil)
        #expect(inbox.put(.init(submission: large) { _ in })?.code == .overloaded)
    }

    @Test("cancelling a caller never cancels its command, whose receipt can be asked for by id")
    func cancelled() async throws {
        let book = try EngineBook()
        _ = try book.committer()
        let gate = Gate()
        let writer = try Writer(book.log, live: book.live, clock: gate.pass)
        let submissions = (0..<8).map { book.booking($0) }
        let callers = submissions.map { submission in
            Task { try await writer.submit(submission) }
        }
        try await gate.visited()
        for caller in callers { caller.cancel() }
        gate.open()
        for (caller, submission) in zip(callers, submissions) {
            let receipt = try await caller.value
            #expect(receipt.refusal == nil)
            #expect(try book.remembered(submission.id) == receipt.answer)
        }
        writer.stop()
        #expect(try book.facts().count { $0.kind == .appointmentBooked } == 8)
    }

    @Test("a long list of commands waits for room instead of being refused, and keeps its order")
    func longList() async throws {
        let book = try EngineBook()
        _ = try book.committer()
        let gate = Gate()
        let writer = try Writer(book.log, live: book.live, clock: gate.pass)
        let same = book.booking(0)
        writer.submit(same) { _ in }
        try await gate.visited()
        // Others leave room for three.
        for _ in 0..<EngineLimits.inboxCommands - 3 { writer.submit(same) { _ in } }
        let list = (1...20).map { book.booking($0) }
        let answers = Task { await writer.submit(all: list) }
        // Most often it meets the full inbox; what it is answered must be the same either way.
        try await Task.sleep(for: .milliseconds(20))
        gate.open()
        let receipts = try await answers.value.map { try $0.get() }
        writer.stop()
        #expect(receipts.map(\.id) == list.map(\.id))
        #expect(receipts.allSatisfy { $0.refusal == nil && !$0.isRepeated })
        #expect(receipts.map(\.first) == receipts.map(\.first).sorted())
    }

    @Test("stopping answers what waits")
    func stopping() async throws {
        let book = try EngineBook()
        _ = try book.committer()
        let gate = Gate()
        let writer = try Writer(book.log, live: book.live, clock: gate.pass)
        let answers = Mutex<[Result<Receipt, EngineError>]>([])
        for slot in 0..<50 {
            writer.submit(book.booking(slot)) { result in answers.withLock { $0.append(result) } }
        }
        gate.open()
        writer.stop()
        #expect(
            try answers.withLock { try $0.map { try $0.get().refusal } }
                == Array(repeating: nil, count: 50)
        )
    }
}
