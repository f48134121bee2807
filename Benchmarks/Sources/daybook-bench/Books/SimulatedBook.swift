import Daybook
import Foundation

/// The simulated clinic's log, made once and kept for the next run.
final class SimulatedBook {
    let path: String
    let head: BookHead
    private var opened: Book?

    init(_ options: Options) throws {
        let plan = SimulatedBook.plan(options.facts)
        let path = options.directory + "/simulated-\(plan.facts)-\(plan.weeks)w"
        let mark = path + "/complete"
        if options.isFresh || !FileManager.default.fileExists(atPath: mark) {
            for leftover in [path, path + ".keys"] {
                try? FileManager.default.removeItem(atPath: leftover)
            }
            Talk.say("  simulating \(options.facts) facts")
            _ = try Book.simulate(at: path, plan)
            try Data().write(to: URL(fileURLWithPath: mark))
        }
        self.path = path
        head = try Book(opening: path).head()
        try demand(
            head.sequence >= UInt64(options.facts) / 5 * 4,
            "the simulated log has \(head.sequence) facts"
        )
        Talk.say("  the simulated log has \(head.sequence) facts")
    }

    /// The clinic of a log of so many facts: 200 practitioners at the pace of ten million facts in two
    /// years, so that a longer log is a longer time and not a clinic beyond what it can take.
    static func plan(_ facts: Int, seed: UInt64 = 7) -> SimulationPlan {
        var plan = SimulationPlan(seed: seed, facts: facts)
        plan.weeks = max(4, facts * 104 / 10_000_000)
        return plan
    }

    /// The book with its clock at the end of its log; without snapshots, so that replays are replays.
    func book() throws -> Book {
        if let opened { return opened }
        let book = try SimulatedBook.open(path, at: head)
        opened = book
        return book
    }

    /// Lets go of the book, so that it can be opened otherwise.
    func close() {
        opened?.close()
        opened = nil
    }

    static func open(_ path: String, at head: BookHead, withSnapshots: Bool = false) throws -> Book
    {
        var options = BookOptions()
        let end = head.recordedAt.milliseconds
        options.clock = { end }
        options.usesSnapshots = withSnapshots
        return try Book(opening: path, options: options)
    }
}
