// swift-tools-version: 6.2
import PackageDescription

/// The same language rules for every target; each line says what it buys.
let rules: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    // Every use of an unsafe construct is marked where it stands.
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    // `any P` shows where dispatch is dynamic.
    .enableUpcomingFeature("ExistentialAny"),
    // A member is visible only through the import that brings it.
    .enableUpcomingFeature("MemberImportVisibility"),
    // Imports do not leak into the public interface by accident.
    .enableUpcomingFeature("InternalImportsByDefault"),
    // An async function stays on its caller's executor unless it says otherwise.
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "daybook",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Daybook", targets: ["Daybook"]),
        .library(name: "DaybookTesting", targets: ["DaybookTesting"]),
        .executable(name: "daybook", targets: ["DaybookCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
    ],
    targets: [
        // The only door to C.
        .systemLibrary(
            name: "CLMDB",
            pkgConfig: "lmdb",
            providers: [.apt(["liblmdb-dev"]), .brew(["lmdb"])]
        ),
        // Imports nothing: no Foundation, no clock, no input or output, no personal data.
        .target(name: "DaybookDomain", swiftSettings: rules),
        // Opaque 64-byte records, their chain and their durability. Never the domain.
        .target(
            name: "DaybookStorage",
            dependencies: ["CLMDB", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: rules
        ),
        // Writer, projections, queries, replay. Never the intake, so it cannot name PHI.
        .target(
            name: "DaybookEngine",
            dependencies: [
                "DaybookDomain", "DaybookStorage",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ],
            swiftSettings: rules
        ),
        // Channel adapters and the vault. Never the engine.
        .target(
            name: "DaybookIntake",
            dependencies: ["DaybookDomain", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: rules
        ),
        // clinic.json, CloudEvents, FHIR, iCalendar, CSV: bytes in and out, bounded.
        .target(name: "DaybookFormats", dependencies: ["DaybookDomain"], swiftSettings: rules),
        // The product: `Book` wires intake and engine.
        .target(
            name: "Daybook",
            dependencies: [
                "DaybookDomain", "DaybookStorage", "DaybookEngine", "DaybookIntake",
                "DaybookFormats", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: rules
        ),
        // What integrators test with.
        .target(
            name: "DaybookTesting",
            dependencies: ["Daybook", "DaybookDomain", "DaybookEngine", "DaybookIntake"],
            swiftSettings: rules
        ),
        // The command `daybook`.
        .executableTarget(
            name: "DaybookCLI",
            dependencies: [
                "Daybook",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: rules
        ),
        // Books in a process of its own, which tests may kill at any moment.
        .executableTarget(
            name: "TestClerk",
            dependencies: ["Daybook"],
            path: "Tests/TestClerk",
            swiftSettings: rules
        ),
        .testTarget(
            name: "DaybookDomainTests",
            dependencies: ["DaybookDomain"],
            swiftSettings: rules
        ),
        .testTarget(
            name: "DaybookStorageTests",
            dependencies: [
                "DaybookStorage", "CLMDB", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: rules
        ),
        .testTarget(
            name: "DaybookEngineTests",
            // The year of a simulated clinic is played by the product itself.
            dependencies: ["Daybook", "DaybookEngine", "DaybookDomain", "DaybookStorage"],
            swiftSettings: rules
        ),
        .testTarget(
            name: "DaybookIntakeTests",
            // The adapters that ship keep the contract that integrators hold theirs against.
            dependencies: [
                "DaybookIntake", "DaybookDomain", "DaybookFormats", "DaybookTesting",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: rules
        ),
        .testTarget(
            name: "DaybookFormatsTests",
            dependencies: ["DaybookFormats", "DaybookDomain"],
            swiftSettings: rules
        ),
        .testTarget(
            name: "DaybookTests",
            dependencies: ["Daybook", "DaybookTesting"],
            swiftSettings: rules
        ),
        .testTarget(
            name: "ReplayTests",
            // The command itself is run by some of the tests, as another process.
            dependencies: ["Daybook", "DaybookTesting", "DaybookCLI", "TestClerk"],
            exclude: ["Golden"],
            swiftSettings: rules
        ),
        .testTarget(name: "DaybookCLITests", dependencies: ["DaybookCLI"], swiftSettings: rules),
    ]
)
