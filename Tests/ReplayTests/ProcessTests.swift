import Daybook
import DaybookDomain
import DaybookTesting
import Testing

@Suite("Two processes and one book")
struct ProcessTests {
    @Test("a process that replays while another appends agrees with it at its position")
    func replayWhileAppending() async throws {
        let bed = try await Bed()
        let path = bed.temporary.path
        let replays = Task.detached {
            try (0..<12).map { _ in
                try DaybookProgram(["replay", "--dir", path, "-o", "json"])
            }
        }
        for slot in bed.slots.prefix(300) {
            try await bed.book.submit(.book(bed.request(slot)), actor: "anna")
        }
        var positions: Set<Int> = []
        for replay in try await replays.value {
            #expect(replay.status == 0)
            let report = try JSONCursor(parsing: Array(replay.output.utf8))
            let position = try report.required("position").int(in: 0...Int.max)
            let expected = try Answers.digest(
                of: BookProjections.self,
                in: bed.book,
                through: UInt64(position)
            )
            #expect(try report.required("digest").string() == expected, "at \(position)")
            positions.insert(position)
        }
        #expect(!positions.isEmpty)
    }
}

/// A clinic with a few hundred free times, for tests that fight over them.
struct Bed {
    let temporary: TemporaryBook
    let book: Book
    let service: UInt16
    let slots: [FreeSlot]

    static let start = "2026-03-02T07:00:00Z"

    init() async throws {
        temporary = try TemporaryBook(
            start: try #require(Instant(rfc3339: Bed.start)),
            seed: 3
        )
        book = try temporary.open()
        try await book.configure(
            try Repository.bytes("schemas/examples/clinic.json"),
            actor: "anna"
        )
        (service, slots) = try Bed.times(of: book)
    }

    static func times(of book: Book) throws -> (service: UInt16, slots: [FreeSlot]) {
        let service = try #require(try book.clinic().service(key: "consultation"))
        let now = try #require(Instant(rfc3339: Bed.start))
        let window = now.minute..<now.minute.advanced(by: 30 * 1_440)
        return (
            service.number,
            try book.freeSlots(service: service.number, in: window, asOf: now, count: 1_200)
        )
    }

    func request(_ slot: FreeSlot) -> TimeRequest {
        TimeRequest(service: service, resource: slot.resource, start: slot.start)
    }
}
