import DaybookTesting
import Testing

@testable import Daybook
@testable import DaybookStorage

@Suite("A process that can't read back what it committed")
struct BehindTests {
    @Test("hands out the receipts, then answers nothing until the book is opened again")
    func behind() async throws {
        let start = try #require(Instant(rfc3339: "2026-03-02T07:00:00Z"))
        let temporary = try TemporaryBook(start: start, seed: 12)
        let id = CommandID(high: UInt64(start.milliseconds) << 16 | 0x7000, low: 1)
        var acknowledged: Receipt
        do {
            let book = try temporary.open()
            try await book.configure(
                try LocalFile.read(Samples.root + "/schemas/examples/clinic.json"),
                actor: "anna"
            )
            let service = try #require(try book.clinic().service(key: "consultation")).number
            let window = start.minute..<start.minute.advanced(by: 7 * 1_440)
            let slot = try #require(try book.freeSlots(service: service, in: window).first)
            let wish = TimeRequest(service: service, resource: slot.resource, start: slot.start)
            // All places of readers are taken: the commit needs none, and reading it back does.
            var held: [Transaction] = []
            while let reader = try? book.log.environment.begin(writing: false) {
                held.append(reader)
            }
            acknowledged = try await book.submit(.book(wish), id: id, actor: "anna")
            for reader in held { book.log.environment.abort(reader) }
            #expect(acknowledged.refusal == nil)

            // The time is taken; whoever asked now would be told that it is free.
            let questions: [() throws -> Void] = [
                { _ = try book.freeSlots(service: service, in: window) },
                { _ = try book.clinic() },
                { _ = try book.waitingRequests() },
                { _ = try book.responseTimes(by: .total) },
                { _ = try book.saveSnapshot() },
            ]
            for question in questions {
                #expect(throws: BookError.self) { try question() }
                do { try question() } catch let error as BookError {
                    #expect(error.code == "state-behind")
                    #expect(error.kind == .tryAgain)
                    #expect(error.nextStep.hasPrefix("open the book again"))
                }
            }
            await #expect { try await book.submit(.book(wish)) } throws: {
                ($0 as? BookError)?.code == "state-behind"
            }
            // The log itself says what it holds.
            #expect(try book.receipt(of: id)?.answer == acknowledged.answer)
        }
        let book = try temporary.open()
        let again = try book.receipt(of: id)
        #expect(again?.answer == acknowledged.answer)
        let fact = try #require(try book.facts(from: acknowledged.first, through: .max).first)
        let window = fact.start..<fact.start.advanced(by: 1)
        #expect(
            try book.freeSlots(service: fact.service, in: window, resource: fact.resource).isEmpty
        )
    }
}
