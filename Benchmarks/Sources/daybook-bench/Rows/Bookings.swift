import Daybook
internal import Histogram

/// Bookings by so many callers: each waits for its durable answer before it asks for the next time.
struct BookingRun: Sendable {
    var perSecond = 0.0
    var p50 = 0.0
    var p99 = 0.0
    var p999 = 0.0
    /// Commits for a thousand bookings.
    var commits = 0.0
    /// LMDB's own commits a second, just before or just after, whichever were the faster; `nil` where nothing
    /// measures them.
    var limit: Double?

    private static let duration = Duration.seconds(3)
    /// Five-minute visits of a day of 16 hours.
    private static let perDay = 192
    private static let days = 390

    static func of(_ callers: Int, _ bench: Bench) async throws -> BookingRun {
        try await bench.once("bookings-\(callers)") {
            let before = try commitsPerSecond(bench)
            var run = try await measure(callers, bench)
            let after = try commitsPerSecond(bench)
            run.limit = before.map { max($0, after ?? 0) }
            return run
        }
    }

    /// The limit, where Python can measure it.
    private static func commitsPerSecond(_ bench: Bench) throws -> Double? {
        do {
            return try bench.commitsPerSecond()
        } catch let skipped as Skipped {
            Talk.say("  limit skipped: \(skipped.reason)")
            return nil
        }
    }

    private static func measure(_ callers: Int, _ bench: Bench) async throws -> BookingRun {
        let path = try bench.fresh("bookings")
        defer { bench.remove(path) }
        let book = try await SampleClinic.open(at: path, hours: SampleClinic.longHours)
        let service = try book.clinic().number(ofService: "quick")
        let resources = try (1...SampleClinic.practitioners).map {
            try book.clinic().number(ofResource: "dr-\($0)")
        }
        // Opens the tables and expands the hours before the clock runs.
        let offset = SampleClinic.practitioners * perDay
        for number in 0..<50 {
            let receipt = try await book.submit(
                .book(request(number, service, resources)),
                channel: .phone,
                actor: "bench"
            )
            try demand(receipt.refusal == nil, "a free time was refused")
        }
        let before = try book.head()
        let start = ContinuousClock.now
        let latencies = try await withThrowingTaskGroup(of: [UInt64].self) { group in
            for caller in 0..<callers {
                group.addTask {
                    try await book.keepBooking(
                        until: start + duration,
                        numbers: stride(
                            from: offset + caller,
                            to: SampleClinic.practitioners * perDay * days,
                            by: callers
                        )
                    ) { request($0, service, resources) }
                }
            }
            var all: [UInt64] = []
            for try await some in group { all += some }
            return all
        }
        let seconds = (ContinuousClock.now - start).inSeconds
        let after = try book.head()
        try demand(
            after.sequence - before.sequence == latencies.count && !latencies.isEmpty,
            "the log grew by \(after.sequence - before.sequence) for \(latencies.count) bookings"
        )
        var histogram = Histogram<UInt32>(
            lowestDiscernibleValue: 1_000,
            highestTrackableValue: 60_000_000_000,
            numberOfSignificantValueDigits: .three
        )
        for nanoseconds in latencies { histogram.record(min(nanoseconds, 60_000_000_000)) }
        func milliseconds(_ percent: Double) -> Double {
            Double(histogram.valueAtPercentile(percent)) / 1e6
        }
        book.close()
        return BookingRun(
            perSecond: Double(latencies.count) / seconds,
            p50: milliseconds(50),
            p99: milliseconds(99),
            p999: milliseconds(99.9),
            commits: Double(after.commit - before.commit) * 1_000 / Double(latencies.count)
        )
    }

    /// A time of its own for each number: all practitioners in turn, then the next five minutes.
    private static func request(
        _ number: Int,
        _ service: UInt16,
        _ resources: [UInt16]
    ) -> TimeRequest {
        let slot = number / resources.count
        let minute = (1 + slot / perDay) * 1_440 + 360 + slot % perDay * 5
        return TimeRequest(
            service: service,
            resource: resources[number % resources.count],
            start: SampleClinic.midnight.advanced(by: minute),
            party: UInt64(number + 1)
        )
    }
}

extension Book {
    /// Books one time after the other until a moment, and returns how long each took, in nanoseconds.
    @concurrent
    fileprivate func keepBooking(
        until end: ContinuousClock.Instant,
        numbers: StrideTo<Int>,
        _ request: @Sendable (Int) -> TimeRequest
    ) async throws -> [UInt64] {
        var taken: [UInt64] = []
        var now = ContinuousClock.now
        for number in numbers {
            let receipt = try await submit(
                .book(request(number)),
                channel: .phone,
                actor: "bench"
            )
            try demand(receipt.refusal == nil, "a free time was refused")
            let answered = ContinuousClock.now
            let parts = (answered - now).components
            taken.append(
                UInt64(parts.seconds) * 1_000_000_000 + UInt64(parts.attoseconds / 1_000_000_000)
            )
            now = answered
            if now >= end { break }
        }
        return taken
    }
}

enum BookingRows {
    static let callers = [1, 16, 256, 1_024]

    static var all: [Measurement] {
        callers.flatMap { callers in
            [throughput(callers)]
                + [("p50", \BookingRun.p50), ("p99", \.p99), ("p99.9", \.p999)].map {
                    latency(callers, $0.0, $0.1)
                } + [commits(callers)]
        }
    }

    private static func words(_ callers: Int) -> String {
        callers == 1 ? "1 caller" : "\(callers) callers"
    }

    private static func throughput(_ callers: Int) -> Measurement {
        let reach: [Goal] = callers == 1 ? [.ofLimit(0.8)] : callers == 256 ? [.timesPeer(40)] : []
        return Measurement("booking, \(words(callers))", "bookings/s", reach: reach) { bench in
            let run = try await BookingRun.of(callers, bench)
            return try await Measured(run.perSecond)
                .beside(limitNamed: "LMDB's one-fact commits") { try limit(run) }
                .beside(peerOf: bench) {
                    let clients = callers == 1 ? 1 : 64
                    return (
                        try await bench.postgres().figure("bookingsPerSecond\(clients)"),
                        "PostgreSQL 15, \(clients) client\(clients == 1 ? "" : "s")"
                    )
                }
        }
    }

    private static func latency(
        _ callers: Int,
        _ name: String,
        _ value: any KeyPath<BookingRun, Double> & Sendable
    ) -> Measurement {
        let reach: [Goal] = callers == 256 && name == "p99" ? [.ofLimit(0.2)] : []
        return Measurement(
            "booking latency \(name), \(words(callers))",
            "ms",
            moreIsBetter: false,
            reach: reach
        ) { bench in
            let run = try await BookingRun.of(callers, bench)
            return try Measured(run[keyPath: value]).beside(limitNamed: "one commit of LMDB") {
                1_000 / (try limit(run))
            }
        }
    }

    private static func commits(_ callers: Int) -> Measurement {
        Measurement(
            "booking, \(words(callers)), commits for a thousand",
            "commits",
            moreIsBetter: false
        ) { bench in
            Measured(try await BookingRun.of(callers, bench).commits)
        }
    }

    private static func limit(_ run: BookingRun) throws -> Double {
        guard let limit = run.limit else { throw Skipped(reason: "Python's lmdb is not installed") }
        return limit
    }
}
