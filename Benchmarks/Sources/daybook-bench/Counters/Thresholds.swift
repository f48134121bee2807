import Foundation

/// The counters of one toolchain as they were accepted, and what was counted now held against them.
struct Thresholds {
    /// How far above its threshold a counter may lie: a share of it, and half of one.
    static let tolerance = 1.05

    private let path: String
    private var accepted: [String: Double] = [:]

    /// Those in `Benchmarks/Thresholds`, by the toolchain's name; none if there is no such file yet.
    init(toolchain: String) throws {
        path = Place.package + "/Benchmarks/Thresholds/" + toolchain + ".json"
        guard let data = FileManager.default.contents(atPath: path) else { return }
        accepted = try JSONDecoder().decode([String: Double].self, from: data)
    }

    /// Counts everything and prints it beside its threshold.
    ///
    /// - Parameter isUpdating: Whether what was counted is accepted from now on.
    /// - Returns: 0, or 1 if a counter is above its threshold or has none.
    func check(_ bench: Bench, isUpdating: Bool) async throws -> Int32 {
        var counted: [String: Double] = [:]
        var hasFailed = false
        print("| Counter | Counted | Threshold | |\n| --- | --- | --- | --- |")
        for counter in CounterRows.all {
            let value = try await counter.count(bench)
            counted[counter.work] = value
            let limit = accepted[counter.work]
            let isWithin = limit.map { value <= $0 * Thresholds.tolerance + 0.5 } ?? isUpdating
            hasFailed = hasFailed || !isWithin
            let threshold = limit.map(Figure.text) ?? "none"
            print(
                "| \(counter.work) | \(Figure.text(value)) | \(threshold) | \(isWithin ? "" : "ABOVE") |"
            )
        }
        guard isUpdating else { return hasFailed ? 1 : 0 }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try (encoder.encode(counted) + Data("\n".utf8)).write(to: URL(fileURLWithPath: path))
        Talk.say("wrote \(path)")
        return 0
    }
}
