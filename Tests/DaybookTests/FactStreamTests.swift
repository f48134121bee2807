import Daybook
import DaybookTesting
import Testing

@Suite("Facts as a stream")
struct FactStreamTests {
    @Test("first catches up, then hands on what becomes durable, in order and without a gap")
    func catchUpThenLive() async throws {
        let start = try #require(Instant(rfc3339: "2026-11-23T07:00:00Z"))
        let temporary = try TemporaryBook(start: start)
        let book = try temporary.open()
        try await book.configure(try EndToEndTests.sample(), actor: "anna")
        let before = try book.head().sequence
        let reader = Task {
            var seen: [UInt64] = []
            for try await fact in book.facts(after: 0) {
                seen.append(fact.sequence)
                if fact.kind == .timeBlocked { break }
            }
            return seen
        }
        let resource = try #require(try book.clinic().resources.first)
        let block = try await book.submit(
            .block(resource: resource.number, start: start.minute, length: 60),
            actor: "anna"
        )
        let seen = try await reader.value
        #expect(seen == Array(1...block.first))
        #expect(block.first > before)
    }

    @Test("ends when its task is cancelled")
    func cancellation() async throws {
        let start = try #require(Instant(rfc3339: "2026-11-23T07:00:00Z"))
        let temporary = try TemporaryBook(start: start)
        let book = try temporary.open()
        let reader = Task {
            var count = 0
            for try await _ in book.facts(after: 0) { count += 1 }
            return count
        }
        reader.cancel()
        #expect(try await reader.value == 0)
    }
}
