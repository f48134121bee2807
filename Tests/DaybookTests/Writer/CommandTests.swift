import Daybook
import DaybookTesting
import Testing

@Suite("A command")
struct CommandTests {
    let temporary: TemporaryBook
    let book: Book
    let service: UInt16
    let slots: [FreeSlot]

    init() async throws {
        let start = try #require(Instant(rfc3339: "2026-03-02T07:00:00Z"))
        temporary = try TemporaryBook(start: start, seed: 4)
        book = try temporary.open()
        try await book.configure(
            try LocalFile.read(Samples.root + "/schemas/examples/clinic.json"),
            actor: "anna"
        )
        service = try #require(try book.clinic().service(key: "consultation")).number
        let window = start.minute..<start.minute.advanced(by: 14 * 1_440)
        slots = try book.freeSlots(service: service, in: window, count: 200)
    }

    private func booking(_ slot: FreeSlot) -> Command {
        .book(TimeRequest(service: service, resource: slot.resource, start: slot.start))
    }

    private func mint(_ low: UInt64) -> CommandID {
        CommandID(high: UInt64(temporary.clock.now.milliseconds) << 16 | 0x7000, low: low)
    }

    @Test("64 tasks that race for the same times get each time once, and see what they got")
    func race() async throws {
        let (book, slots, service) = (book, slots, service)
        let before = try book.head()
        let commands = slots.map(booking)
        let receipts = try await withThrowingTaskGroup(of: [Receipt].self) { group in
            for task in 0..<64 {
                group.addTask {
                    var receipts: [Receipt] = []
                    for step in 0..<40 {
                        let index = (task * 29 + step * 37) % slots.count
                        let receipt = try await book.submit(commands[index], actor: "task \(task)")
                        receipts.append(receipt)
                        // Whoever got a receipt sees its effect, whoever got the time.
                        let left = try book.freeSlots(
                            service: service,
                            in: slots[index].start..<slots[index].start.advanced(by: 1),
                            resource: slots[index].resource
                        )
                        #expect(left.isEmpty)
                    }
                    return receipts
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let accepted = receipts.filter { $0.refusal == nil }
        let facts = try book.facts(from: before.sequence + 1, through: .max)
        let booked = facts.filter { $0.kind == .appointmentBooked }
        #expect(facts.map(\.sequence) == Array(before.sequence + 1...(try book.head().sequence)))
        #expect(Set(booked.map(\.sequence)) == Set(accepted.map(\.first)))
        #expect(booked.count == accepted.count)
        #expect(Set(booked.map { "\($0.resource) \($0.start.value)" }).count == booked.count)
        for refused in receipts.compactMap(\.refusal) {
            #expect(refused.reason == .taken)
        }
        #expect(try book.head().commands == before.commands + UInt64(receipts.count))
    }

    @Test("the same id again gives the first answer and stores nothing", arguments: [false, true])
    func repeated(isRefused: Bool) async throws {
        let wanted = isRefused ? 0 : 1
        let other = try await book.submit(booking(slots[0]), actor: "ben")
        let first = try await book.submit(booking(slots[wanted]), id: mint(1), actor: "anna")
        #expect((first.refusal != nil) == isRefused)
        // Where it was refused, the reason is gone by now; the answer stays.
        let gone = try await book.submit(.cancel(subject: other.first, reason: .patient))
        #expect(gone.refusal == nil)
        let head = try book.head()
        for _ in 0..<3 {
            let again = try await book.submit(booking(slots[wanted]), id: mint(1), actor: "carl")
            #expect(again.answer == first.answer)
            #expect(again.commit == first.commit)
            #expect(again.isRepeated)
        }
        #expect(try book.head() == head)
        #expect(try book.receipt(of: mint(1))?.answer == first.answer)
        #expect(try book.receipt(of: mint(2)) == nil)
    }

    @Test("the same id many times at once is one command")
    func repeatedAtOnce() async throws {
        let (book, command, id) = (book, booking(slots[0]), mint(1))
        let receipts = try await withThrowingTaskGroup(of: Receipt.self) { group in
            for _ in 0..<64 { group.addTask { try await book.submit(command, id: id) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(receipts.count { !$0.isRepeated } == 1)
        #expect(Set(receipts.map(\.answer)).count == 1)
        #expect(Set(receipts.map(\.commit)).count == 1)
    }

    @Test("the same id with another content is a conflict, and the first answer stays")
    func conflict() async throws {
        let first = try await book.submit(booking(slots[0]), id: mint(1), actor: "anna")
        let head = try book.head()
        await #expect {
            try await book.submit(booking(slots[1]), id: mint(1), actor: "anna")
        } throws: { error in
            (error as? BookError)?.code == "conflict" && (error as? BookError)?.kind == .input
        }
        #expect(try book.head() == head)
        #expect(try book.receipt(of: mint(1))?.answer == first.answer)
    }
}
