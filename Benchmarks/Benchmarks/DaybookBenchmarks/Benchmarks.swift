import Benchmark
import Daybook

/// The inner loops by counters: instructions where the machine counts them, wall clock beside.
///
/// `scripts/bench` is the table that people read; these are for `swift package benchmark` and its thresholds.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.instructions, .wallClock, .throughput],
        warmupIterations: 3,
        maxDuration: .seconds(2),
        maxIterations: 200
    )
    Sample.register()
}
