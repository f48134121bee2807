import DaybookDomain
import DaybookTesting
import Testing

@testable import Daybook
@testable import DaybookStorage

@Suite("Rebuilding the index of a book")
struct ReindexTests {
    @Test("gives back what is missing, and changes nothing else")
    func missing() throws {
        let temporary = try TemporaryBook(start: Instant(milliseconds: 0), seed: 5)
        let head: LogHead
        do {
            let book = try temporary.open()
            var fact = Fact(.requestReceived)
            fact.kindCode = 250
            let facts = [Fact](repeating: fact, count: 2 << 16)
            try book.log.append(at: 0) { appender in
                _ = try appender.append(contentsOf: facts.span)
            }
            try book.log.append(at: 0) { appender in
                try appender.attempt { transaction throws(StorageError) in
                    _ = try transaction.delete(.subjects, key: 1)
                }
            }
            head = try book.log.head()
        }
        var positions: [UInt64] = []
        #expect(try Book.reindex(temporary.path) { positions.append($0) } == 1)
        #expect(positions == [65_535, 131_071])
        #expect(try Book.reindex(temporary.path) == 0)
        let log = try Log(opening: temporary.path)
        #expect(try log.head() == head)
        guard case .sound = try LogVerifier(log).verify() else {
            Issue.record("the log does not verify")
            return
        }
    }
}
