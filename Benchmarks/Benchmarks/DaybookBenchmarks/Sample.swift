import Benchmark
import Daybook

/// A small simulated log in memory of the page cache, and the loops over it.
enum Sample {
    private static let facts = 200_000

    /// The book, made when the first benchmark asks for it.
    private static let book: Result<Book, any Error> = Result {
        var random = SystemRandomNumberGenerator()
        let path = "/tmp/daybook-benchmarks-" + String(random.next(), radix: 36)
        let head = try Book.simulate(at: path, SimulationPlan(seed: 7, facts: facts))
        var options = BookOptions()
        options.clock = { head.recordedAt.milliseconds }
        options.usesSnapshots = false
        return try Book(opening: path, options: options)
    }

    static func register() {
        Benchmark("Replay, both projections") { benchmark in
            let book = try book.get()
            for _ in benchmark.scaledIterations {
                var projections = BookProjections()
                try book.replay(&projections)
                blackHole(projections)
            }
        }
        Benchmark("Replay, free time") { benchmark in
            let book = try book.get()
            for _ in benchmark.scaledIterations {
                var projection = SlotAvailability()
                try book.replay(&projection)
                blackHole(projection)
            }
        }
        Benchmark("Replay, response times") { benchmark in
            let book = try book.get()
            for _ in benchmark.scaledIterations {
                var projection = ResponseTimes()
                try book.replay(&projection)
                blackHole(projection)
            }
        }
        Benchmark("Starts by day, ten practitioners, a month") { benchmark in
            let book = try book.get()
            let start = try book.head().recordedAt.minute
            let month = start..<start.advanced(by: 30 * 1_440)
            for _ in benchmark.scaledIterations {
                blackHole(try book.freeCounts(service: 1, in: month))
            }
        }
        Benchmark("Response times by channel") { benchmark in
            let book = try book.get()
            for _ in benchmark.scaledIterations {
                blackHole(try book.responseTimes(by: .channel))
            }
        }
        Benchmark("Decide a booking", configuration: .init(scalingFactor: .kilo)) { benchmark in
            let book = try book.get()
            var slots = SlotAvailability()
            let last = try book.replay(&slots)
            let now = try book.head().recordedAt
            var state = slots.state
            state.prepareOpenTime(around: now)
            let window = now.minute..<now.minute.advanced(by: 30 * 1_440)
            let requests = try book.freeSlots(service: 1, in: window, count: 100).map {
                TimeRequest(service: 1, resource: $0.resource, start: $0.start)
            }
            let context = DecisionContext(
                now: now,
                occurredAt: now,
                channel: .desk,
                actor: .staff,
                next: last + 1
            )
            benchmark.startMeasurement()
            for number in benchmark.scaledIterations {
                let request = requests[number % requests.count]
                blackHole(try Decider.decide(.book(request), in: context, given: state))
            }
            benchmark.stopMeasurement()
        }
    }
}
