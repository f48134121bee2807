import Foundation

/// Two checkouts measured in turn on one machine: the rows that both have, and how much slower one became.
enum Comparison {
    /// A row above it fails: it takes a tenth more time than it did, or more.
    static let worst = 1.1

    /// What is read of a row of `--json`.
    private struct Entry: Decodable {
        let work: String
        let unit: String
        let ours: Double?
    }

    /// Prints the comparison of runs of `--json`.
    ///
    /// - Parameters:
    ///   - base: Files of the checkout that is compared with.
    ///   - now: Files of this one.
    /// - Returns: 0, or 1 if a row became worse by more than ``worst``.
    static func run(base: [String], now: [String]) throws -> Int32 {
        let (before, _) = try medians(of: base)
        let (after, order) = try medians(of: now)
        var hasFailed = false
        print("| Work | Unit | Base | Now | Ratio | |\n| --- | --- | --- | --- | --- | --- |")
        for work in order {
            guard let old = before[work], let new = after[work], old.value > 0, new.value > 0 else {
                continue
            }
            let isRate = DaybookBench.rows.first { $0.work == work }?.moreIsBetter ?? false
            let ratio = isRate ? old.value / new.value : new.value / old.value
            let isWorse = ratio > worst
            hasFailed = hasFailed || isWorse
            print(
                "| \(work) | \(new.unit) | \(Figure.text(old.value)) | \(Figure.text(new.value)) "
                    + "| \(Figure.text(ratio)) | \(isWorse ? "WORSE" : "") |"
            )
        }
        return hasFailed ? 1 : 0
    }

    private static func medians(
        of files: [String]
    ) throws -> (values: [String: (value: Double, unit: String)], order: [String]) {
        var taken: [String: [Double]] = [:]
        var units: [String: String] = [:]
        var order: [String] = []
        for file in files {
            let data = try Data(contentsOf: URL(fileURLWithPath: file))
            for entry in try JSONDecoder().decode([Entry].self, from: data) {
                guard let ours = entry.ours else { continue }
                if taken[entry.work] == nil { order.append(entry.work) }
                taken[entry.work, default: []].append(ours)
                units[entry.work] = entry.unit
            }
        }
        var values: [String: (value: Double, unit: String)] = [:]
        for (work, rounds) in taken {
            values[work] = (Stopwatch.median(rounds), units[work] ?? "")
        }
        return (values, order)
    }
}
