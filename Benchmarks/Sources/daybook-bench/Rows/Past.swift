import Daybook

/// Looks into the past, at positions all over the log, from the snapshots that are kept along it.
enum PastRows {
    static let all: [Measurement] = [
        Measurement(
            "as of a past position: one service's free starts, a month by day",
            "ms",
            moreIsBetter: false,
            reach: [.atMost(50)]
        ) { bench in
            try measured(bench) { view in
                let service = view.clinic.services.first?.number ?? 0
                let month = view.now.minute..<view.now.minute.advanced(by: 30 * 1_440)
                let counts = view.slots.freeCounts(service: service, in: month, now: view.now)
                try demand(counts.contains { $0.count > 0 }, "nothing was free then")
            }
        },
        Measurement(
            "as of a past position: response times by channel",
            "ms",
            moreIsBetter: false,
            reach: [.timesPeer(100)]
        ) { bench in
            let measured = try measured(bench) { view in
                let answered = view.responses.report(by: .channel).reduce(0) { $0 + $1.answered }
                try demand(answered > 0, "nobody was answered by then")
            }
            return try await measured.beside(peerOf: bench) {
                let sqlite = try ResponseRows.peer(bench)
                return (
                    try sqlite.figure("seconds") * 1e3,
                    (sqlite.words["version"] ?? "SQLite") + ", as of the end"
                )
            }
        },
    ]

    /// The median over positions spread over the log behind its first tenth; no position twice.
    private static func measured(
        _ bench: Bench,
        _ ask: (BookView) throws -> Void
    ) throws -> Measured {
        let simulated = try bench.simulated()
        let book = try simulated.book()
        let past = try book.savePastSnapshots()
        let last = simulated.head.sequence
        var random = Seeded(17)
        var taken: [Double] = []
        for _ in 0..<25 {
            let position = last / 10 + random.next() % (last - last / 10)
            let seconds = try Stopwatch.seconds {
                let view = try book.view(at: position)
                try demand(view.position == position, "it ended at \(view.position)")
                try ask(view)
            }
            taken.append(seconds * 1e3)
        }
        return Measured(
            Stopwatch.median(taken),
            note: "\(past.written + past.found) snapshots along the log; the longest of 25 took "
                + "\(Figure.text(taken.max() ?? 0)) ms"
        )
    }
}
