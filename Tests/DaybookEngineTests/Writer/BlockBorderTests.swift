import DaybookDomain
import DaybookEngine
import DaybookStorage
import Testing

@Suite("History across the border of a block of 65,536 facts")
struct BlockBorderTests {
    /// What a course of steps came to.
    struct Course: Equatable {
        var reasons: [Reason] = []
        var counts: [Int] = []
    }

    /// The clinic's definitions take the first places after the filler.
    private static let defined = EngineBook.clinic.count

    @Test(
        "commands are decided as in a short log, wherever their facts lie",
        arguments: [-9, -4, -3, -2, -1, 0, 1, 2],
        [false, true]
    )
    func asInShortLog(offset: Int, together: Bool) throws {
        let short = try course(in: EngineBook(), together: together)
        // The first booking is the fact 65,536 + offset.
        let filler = 65_536 + offset - BlockBorderTests.defined - 1
        let book = try EngineBook(filler: filler)
        #expect(try course(in: book, together: together) == short)
        #expect(
            try book.facts().first { $0.kind == .appointmentBooked }?.sequence
                == UInt64(65_536 + offset)
        )
        let digests = try book.digests()
        #expect(digests.live == digests.replayed)
        guard case .sound = try LogVerifier(book.log).verify() else {
            Issue.record("the log does not verify")
            return
        }
    }

    /// Books three visits and takes each through its day: in commits of its own, or in few.
    private func course(in book: EngineBook, together: Bool) throws -> Course {
        var committer = try book.committer()
        var course = Course()
        func run(_ commands: [Command]) throws -> [UInt64] {
            let batches = together ? [commands] : commands.map { [$0] }
            return try batches.flatMap { batch in
                let results = committer.commit(
                    batch.map { book.submission($0) },
                    at: EngineBook.now
                )
                return try results.map { result in
                    let receipt = try result.get()
                    course.reasons.append(receipt.refusal?.reason ?? .none)
                    if case .accepted(_, let count) = receipt.answer { course.counts.append(count) }
                    return receipt.first
                }
            }
        }
        let visits = try run((0..<3).map { .book(EngineBook.request($0)) })
        let later = EngineBook.request(10).start
        _ = try run([
            .cancel(subject: visits[0], reason: .patient),
            .progress(subject: visits[0], step: .arrive),
            .reschedule(subject: visits[1], start: later, resource: 0),
            .progress(subject: visits[2], step: .arrive),
        ])
        // A committer made anew knows the same.
        if !together { committer = try Committer(book.log, live: book.live) }
        _ = try run([
            .progress(subject: visits[0], step: .reinstate),
            .cancel(subject: visits[1], reason: .provider),
            .cancel(subject: visits[1], reason: .provider),
            .progress(subject: visits[2], step: .fulfil),
            .progress(subject: visits[2], step: .arrive),
            .book(EngineBook.request(10)),
            .book(EngineBook.request(0)),
        ])
        return course
    }
}
