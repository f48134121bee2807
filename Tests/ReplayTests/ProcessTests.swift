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

    @Test("two processes that book the same times leave no gap and no double booking")
    func bothAppend() async throws {
        let bed = try await Bed()
        let before = try bed.book.head()
        let directory = bed.temporary.directory
        let child = Task {
            _ = await #expect(processExitsWith: .success) { [directory = directory as String] in
                try await Rival(directory: directory).bookEverything(seed: 2)
            }
        }
        // The rival begins first: from then on both are at it.
        while try bed.book.head() == before { try await Task.sleep(for: .milliseconds(1)) }
        try await bed.bookEverything(seed: 1)
        await child.value

        let head = try bed.book.head()
        let facts = try bed.book.facts(from: 1, through: .max)
        #expect(facts.map(\.sequence) == Array(1...head.sequence))
        #expect(Self.doubleBookings(in: facts).isEmpty)
        #expect(try bed.book.verify() == .sound(try Self.sound(bed.book)))

        let rival = try LocalFile.read(directory + "/rival")
        let said = String(decoding: rival, as: UTF8.self).split(separator: " ")
        let position = try #require(said.first.flatMap { UInt64($0) })
        #expect(
            try said.last.map(String.init)
                == Answers.digest(of: BookProjections.self, in: bed.book, through: position)
        )
    }

    private static func sound(_ book: Book) throws -> LogVerification.Sound {
        guard case .sound(let sound) = try book.verify() else {
            throw BookError(.damaged, code: "damaged", "the log is damaged")
        }
        return sound
    }

    /// A naive count: every minute of every resource belongs to one appointment.
    private static func doubleBookings(in facts: [Fact]) -> [UInt64] {
        var taken: [UInt64: UInt64] = [:]
        var found: [UInt64] = []
        for fact in facts where fact.kind == .appointmentBooked {
            for minute in 0..<Int(fact.length) {
                let value = fact.start.advanced(by: minute).value
                let key = UInt64(fact.resource) << 32 | UInt64(UInt32(bitPattern: value))
                if let other = taken[key], other != fact.subject { found.append(fact.sequence) }
                taken[key] = fact.subject
            }
        }
        return found
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

    func bookEverything(seed: UInt64) async throws {
        try await Rival.bookEverything(in: book, service: service, slots: slots, seed: seed)
    }
}

/// What the other process does: the same, in another order.
struct Rival {
    let directory: String

    func bookEverything(seed: UInt64) async throws {
        var options = BookOptions()
        let now = try #require(Instant(rfc3339: Bed.start)).milliseconds
        options.clock = { now }
        let book = try Book(opening: directory + "/book", options: options)
        let (service, slots) = try Bed.times(of: book)
        try await Rival.bookEverything(in: book, service: service, slots: slots, seed: seed)
        let position = try book.head().sequence
        let digest = try Answers.digest(of: BookProjections.self, in: book, through: position)
        try LocalFile.write(Array("\(position) \(digest)".utf8), to: directory + "/rival")
    }

    /// 64 tasks, each with its share of the times, all at once.
    static func bookEverything(
        in book: Book,
        service: UInt16,
        slots: [FreeSlot],
        seed: UInt64
    ) async throws {
        var random = SeededGenerator(seed)
        let order = slots.shuffled(using: &random)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for share in 0..<64 {
                group.addTask {
                    for index in stride(from: share, to: order.count, by: 64) {
                        let slot = order[index]
                        try await book.submit(
                            .book(
                                TimeRequest(
                                    service: service,
                                    resource: slot.resource,
                                    start: slot.start
                                )
                            ),
                            actor: "task \(share)"
                        )
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
