// swift-tools-version: 6.2
import PackageDescription

/// The language rules of the main package.
let rules: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A package of its own: nobody who builds Daybook builds what feeds it noise. `scripts/fuzz` gives
/// the compiler and the linker what libFuzzer needs.
let package = Package(
    name: "daybook-fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "daybook", path: "../.."),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        // libFuzzer's driver, which the linker finds in the compiler's own libraries.
        .target(name: "CFuzzer"),
        .executableTarget(
            name: "daybook-fuzz",
            dependencies: [
                "CFuzzer", .product(name: "Daybook", package: "daybook"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: rules
        ),
    ]
)
