// swift-tools-version: 6.1
import PackageDescription

/// The language rules of the main package, as far as tools 6.1 names them.
let rules: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A package of its own: what is measured is what an integrator can reach, and nobody who builds Daybook builds
/// its benchmarks.
let package = Package(
    name: "daybook-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "daybook", path: ".."),
        // Without its traits: the allocation counters' jemalloc is not installed everywhere, so malloc counts read
        // zero here and gate nothing.
        .package(
            url: "https://github.com/ordo-one/benchmark",
            exact: "1.38.1",
            traits: []
        ),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
    ],
    targets: [
        // Counts calls for memory, for `scripts/bench --counters`.
        .target(name: "CAllocations"),
        // The table of `scripts/bench`: wall-clock rows beside their limits and peers.
        .executableTarget(
            name: "daybook-bench",
            dependencies: [
                "CAllocations",
                .product(name: "Daybook", package: "daybook"),
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ],
            swiftSettings: rules
        ),
        // Micro rows with counters for `swift package benchmark`.
        .executableTarget(
            name: "DaybookBenchmarks",
            dependencies: [
                .product(name: "Daybook", package: "daybook"),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "Benchmarks/DaybookBenchmarks",
            swiftSettings: rules,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
        ),
    ]
)
