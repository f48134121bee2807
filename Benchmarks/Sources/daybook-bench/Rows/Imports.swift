import Daybook
import Foundation

/// Writing many facts at once.
enum ImportRows {
    private static func facts(_ bench: Bench) -> Int { min(bench.options.facts, 1_000_000) }

    /// As busy as ten million facts in two years: so many commits would otherwise be nearly empty.
    private static func plan(_ bench: Bench) -> SimulationPlan {
        SimulatedBook.plan(facts(bench), seed: 8)
    }

    static let all: [Measurement] = [
        Measurement("simulate: decide, append, commit", "facts/s") {
            bench in
            let path = try bench.fresh("import-simulated")
            defer { bench.remove(path) }
            let plan = plan(bench)
            var last: UInt64 = 0
            let seconds = try Stopwatch.seconds {
                last = try Book.simulate(at: path, plan).sequence
            }
            try demand(last >= plan.facts / 5 * 4, "only \(last) facts")
            return try beside(Measured(Double(last) / seconds), bench)
        },
        Measurement("import of an export", "facts/s", reach: [.atLeast(1e6)]) { bench in
            let (source, target) = (
                try bench.fresh("import-source"), try bench.fresh("import-target")
            )
            let file = bench.options.directory + "/import.jsonl"
            defer {
                for path in [source, target, file] { bench.remove(path) }
            }
            let head = try Book.simulate(at: source, plan(bench))
            try Book(opening: source).exportLog(to: file)
            var imported: BookHead?
            let seconds = try Stopwatch.seconds {
                imported = try Book.importLog(from: file, into: target)
            }
            try demand(imported?.digest == head.digest, "the import differs")
            return try beside(Measured(Double(head.sequence) / seconds), bench)
        },
    ]

    private static func beside(_ measured: Measured, _ bench: Bench) throws -> Measured {
        try measured.beside(limitNamed: "LMDB's bulk append, from Python") {
            try bench.bulkAppend(facts(bench)).figure("bulkFactsPerSecond")
        }
    }
}
