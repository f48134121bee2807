import Daybook

/// Reads every word of every fact and does nothing else: what the log's pages can give.
struct RawScan: Projection {
    static let name = "raw-scan"
    static let version: UInt32 = 1
    private(set) var sum: UInt64 = 0
    private(set) var count = 0

    mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies) {
        var sum = sum
        for index in facts.indices {
            let words = facts[index].words
            sum ^= words.0 ^ words.1 ^ words.2 ^ words.3
            sum ^= words.4 ^ words.5 ^ words.6 ^ words.7
        }
        self.sum = sum
        count += facts.count
    }

    func digest(into digest: inout Digest) { digest.absorb(sum) }
}

/// Facts a second of the folds, each beside the others in the same minutes.
struct ReplayFigures {
    var scan = 0.0
    var both = 0.0
    var slots = 0.0
    var responses = 0.0

    static func of(_ bench: Bench) throws -> ReplayFigures {
        try bench.once("replay") { try measure(bench) }
    }

    private static func measure(_ bench: Bench) throws -> ReplayFigures {
        let simulated = try bench.simulated()
        let (book, last) = (try simulated.book(), simulated.head.sequence)
        var digests: Set<String> = []
        var folded = BookProjections()
        func fold<P: Projection>(_ projection: P) throws -> P {
            var projection = projection
            try demand(try book.replay(&projection) == last, "the fold ended early")
            return projection
        }
        let seconds = try Stopwatch.medians(
            rounds: 5,
            of: [
                {
                    let scan = try fold(RawScan())
                    try demand(scan.sum != 0 && scan.count == last, "the scan read nothing")
                },
                { folded = try fold(BookProjections()) },
                { _ = try fold(SlotAvailability()) },
                { _ = try fold(ResponseTimes()) },
            ],
            check: { digests.insert(digest(of: folded)) }
        )
        try demand(
            digests.count == 1 && digests != [digest(of: BookProjections())],
            "replays differ, or are empty"
        )
        let rates = seconds.map { Double(last) / $0 }
        return ReplayFigures(
            scan: rates[0],
            both: rates[1],
            slots: rates[2],
            responses: rates[3]
        )
    }

    static func digest(of projection: some Projection) -> String {
        var digest = Digest()
        projection.digest(into: &digest)
        return digest.hex
    }
}

enum ReplayRows {
    static let scanName = "page scan, every word"

    static let all: [Measurement] = [
        Measurement(
            "replay, both projections, one core",
            "facts/s",
            reach: [.atLeast(40e6), .ofLimit(0.3)]
        ) { bench in
            let figures = try ReplayFigures.of(bench)
            let measured = Measured(figures.both).beside(limit: figures.scan, scanName)
            return try await measured.beside(peerOf: bench) {
                let peer = try bench.eventsourcing()
                return (
                    try peer.figure("eventsPerSecond"), peer.words["version"] ?? "eventsourcing"
                )
            }
        },
        Measurement("replay, free time alone", "facts/s") { bench in
            let figures = try ReplayFigures.of(bench)
            return Measured(figures.slots).beside(limit: figures.scan, scanName)
        },
        Measurement("replay, response times alone", "facts/s") { bench in
            let figures = try ReplayFigures.of(bench)
            return Measured(figures.responses).beside(limit: figures.scan, scanName)
        },
        Measurement(
            "fold of response times beyond the scan, one core",
            "ns a fact",
            moreIsBetter: false,
            reach: [.atMost(15)]
        ) { bench in
            let figures = try ReplayFigures.of(bench)
            return Measured(1e9 / figures.responses - 1e9 / figures.scan)
        },
        Measurement(
            "replay, two cores, a projection each",
            "facts/s",
            reach: [.ofLimit(0.85)]
        ) { bench in
            let figures = try ReplayFigures.of(bench)
            let ideal = min(figures.slots, figures.responses)
            return Measured(try await apart(bench)).beside(limit: ideal, "the slower one alone")
        },
    ]

    /// Facts a second with the projections on a thread each; the digest must be that of the two together.
    private static func apart(_ bench: Bench) async throws -> Double {
        let simulated = try bench.simulated()
        let (book, last) = (try simulated.book(), simulated.head.sequence)
        var together = BookProjections()
        try book.replay(&together)
        let expected = ReplayFigures.digest(of: together)
        var taken: [Double] = []
        for _ in 0..<5 {
            let start = ContinuousClock.now
            async let slots = folded(SlotAvailability(), of: book)
            async let responses = folded(ResponseTimes(), of: book)
            let parts = try await (slots, responses)
            taken.append((ContinuousClock.now - start).inSeconds)
            var digest = Digest()
            parts.0.digest(into: &digest)
            parts.1.digest(into: &digest)
            try demand(digest.hex == expected, "folded apart the projections differ")
        }
        return Double(last) / Stopwatch.median(taken)
    }

    @concurrent
    private static func folded<P: Projection>(_ projection: P, of book: Book) async throws -> P {
        var projection = projection
        try book.replay(&projection)
        return projection
    }
}
