import Daybook
import DaybookTesting
import Testing

@Suite("Delivered again")
struct RedeliveryTests {
    @Test("every message of the scenario is recognised, and the log stays as it was")
    func redelivery() async throws {
        let temporary = try TemporaryBook(
            start: try #require(Instant(rfc3339: Scenario.start)),
            seed: 5
        )
        var scenario = Scenario(try temporary.open(), clock: temporary.clock, seed: 5)
        try await scenario.play()
        let before = try scenario.book.head()
        let again = try await scenario.redeliver()
        #expect(!again.isEmpty)
        #expect(again.filter { !$0.receipt.isRepeated }.map(\.kind) == [])
        #expect(try scenario.book.head() == before)
    }

    @Test("an exported and imported book recognises them too")
    func afterImport() async throws {
        let temporary = try TemporaryBook(
            start: try #require(Instant(rfc3339: Scenario.start)),
            seed: 6
        )
        var scenario = Scenario(try temporary.open(), clock: temporary.clock, seed: 6)
        try await scenario.play()
        let export = temporary.directory + "/export.jsonl"
        let before = try scenario.book.exportLog(to: export)
        let moved = temporary.directory + "/moved"
        #expect(try Book.importLog(from: export, into: moved) == before)
        var options = temporary.options
        // The book keeps its identity, so its own keys fit.
        options.keyPath = Book.defaultKeyPath(temporary.path)
        let clock = ManualClock(try #require(Instant(rfc3339: Scenario.start)))
        options.clock = clock.source
        var there = Scenario(try Book(opening: moved, options: options), clock: clock, seed: 6)
        let again = try await there.redeliver()
        #expect(!again.isEmpty)
        #expect(again.filter { !$0.receipt.isRepeated }.map(\.kind) == [])
        #expect(try there.book.head() == before)
    }
}
