import DaybookEngine
import DaybookTesting
import Testing

@testable import Daybook
@testable import DaybookStorage

/// While a commit makes its meta page durable it is the newest already, and readers still get the view
/// before it: whoever looks in between must look again.
@Suite("A commit that readers are not shown yet")
struct UnseenCommitTests {
    let temporary: TemporaryBook
    let start: Instant

    init() throws {
        start = try #require(Instant(rfc3339: "2026-03-02T07:00:00Z"))
        temporary = try TemporaryBook(start: start, seed: 21)
    }

    private func configured() async throws -> Book {
        let book = try temporary.open()
        try await book.configure(
            try LocalFile.read(Samples.root + "/schemas/examples/clinic.json"),
            actor: "anna"
        )
        return book
    }

    @Test("is folded by the next question, and was not by this one")
    func folded() async throws {
        let book = try await configured()
        let service = try #require(try book.clinic().service(key: "consultation")).number
        let window = start.minute..<start.minute.advanced(by: 7 * 1_440)
        let slot = try #require(try book.freeSlots(service: service, in: window).first)
        let taken = slot.start..<slot.start.advanced(by: 1)
        let isFree = {
            try !book.freeSlots(service: service, in: taken, resource: slot.resource).isEmpty
        }
        #expect(try isFree())
        // As another process would: its writer folds into a state of its own.
        let other = try Writer(book.log, live: LiveState(), clock: book.options.clock)
        let wish = TimeRequest(service: service, resource: slot.resource, start: slot.start)
        let receipt = try await other.submit(
            try book.submission(
                .book(wish),
                id: nil,
                channel: .desk,
                actor: "ben",
                actorClass: .staff
            )
        )
        #expect(receipt.refusal == nil)
        other.stop()

        let newest = try book.log.environment.newestTransaction()
        let shown = try ShownTransaction(ofBook: temporary.path, newest: newest)
        try shown.set(to: newest - 1)
        #expect(try isFree(), "it reads what readers are shown")
        try shown.set(to: newest)
        #expect(try !isFree(), "what it read is not taken for the newest")
        #expect(try book.log.unread(since: newest) == nil)
    }

    @Test("is shipped by the next look of a copy that follows, and was not by this one")
    func shipped() async throws {
        let book = try await configured()
        let copy = temporary.directory + "/copy"
        try book.backup(to: copy)
        var follower = try BookFollower(book, copy: copy)
        #expect(try follower.ship().commits == 0)
        try await book.configure(
            try LocalFile.read(Samples.root + "/schemas/examples/clinic-small.json"),
            actor: "anna"
        )
        let newest = try book.log.environment.newestTransaction()
        let shown = try ShownTransaction(ofBook: temporary.path, newest: newest)
        try shown.set(to: newest - 1)
        let remembered = try #require(try book.log.unread(since: newest - 2))
        #expect(try follower.ship().commits == 0)
        try shown.set(to: newest)
        #expect(try book.log.unread(since: remembered) == newest)
        let shipment = try follower.ship()
        #expect(shipment.commits == 1)
        #expect(try shipment.head == book.head())
    }
}
