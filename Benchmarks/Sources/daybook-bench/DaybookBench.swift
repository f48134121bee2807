import Foundation

/// The table of `scripts/bench`.
@main
enum DaybookBench {
    static let rows: [Measurement] =
        ReplayRows.all + BookingRows.all + ImportRows.all + QueryRows.all
        + DecisionRows.all + ResponseRows.all + IntakeRows.all + OpeningRows.all + PastRows.all

    static func main() async {
        do {
            let arguments = Array(CommandLine.arguments.dropFirst())
            if arguments.count == 2, arguments[0] == Memory.option {
                try Memory.measure(arguments[1])
                exit(0)
            }
            let options = try Options(arguments)
            exit(try await run(options))
        } catch let error as Options.Wrong {
            Talk.say("bench: \(error)")
            exit(64)
        } catch {
            Talk.say("bench: \(error)")
            exit(1)
        }
    }

    /// Measures what is wanted and prints it.
    ///
    /// - Returns: 0, or 1 if a row gave a wrong answer. A goal that is missed is a row that says so, no failure.
    private static func run(_ options: Options) async throws -> Int32 {
        switch options.mode {
        case .table: break
        case .growth(let lengths): return try await grow(options, lengths)
        case .compare(let base, let now): return try Comparison.run(base: base, now: now)
        case .counters(let toolchain, let isUpdating):
            var counting = options
            counting.facts = CounterRows.facts
            return try await Thresholds(toolchain: toolchain)
                .check(Bench(counting), isUpdating: isUpdating)
        }
        let machine = Machine.describe(options)
        Talk.say(machine)
        let (rows, hasFailed) = try await measure(options)
        let text = options.isJSON ? Table.json(rows) : machine + "\n\n" + Table.text(rows)
        FileHandle.standardOutput.write(Data(text.utf8))
        return hasFailed ? 1 : 0
    }

    /// The same rows at several lengths of the log.
    private static func grow(_ options: Options, _ lengths: [Int]) async throws -> Int32 {
        // Before anything runs: it tells what else the machine does.
        let machine = Machine.describe(options)
        Talk.say(machine)
        var columns: [(facts: Int, rows: [Row])] = []
        var failed = false
        for facts in lengths {
            var options = options
            options.facts = facts
            if options.only.isEmpty { options.only = Growth.rows }
            let (rows, hasFailed) = try await measure(options)
            columns.append((facts, rows))
            failed = failed || hasFailed
        }
        print(machine + "\n\n" + Growth.table(columns))
        return failed ? 1 : 0
    }

    private static func measure(_ options: Options) async throws -> (rows: [Row], hasFailed: Bool) {
        let wanted = rows.filter { options.wants($0.work) }
        guard !wanted.isEmpty else {
            throw Options.Wrong(description: "no row has a name with '\(options.only)'")
        }
        let bench = try Bench(options)
        var rows: [Row] = []
        var hasFailed = false
        for measurement in wanted {
            Talk.say("measuring \(measurement.work)")
            do {
                let measured = try await measurement.measure(bench)
                rows.append(Row(measurement: measurement, measured: measured, missing: nil))
            } catch let skipped as Skipped {
                rows.append(
                    Row(
                        measurement: measurement,
                        measured: nil,
                        missing: "skipped: \(skipped.reason)"
                    )
                )
            } catch {
                hasFailed = true
                Talk.say("  failed: \(error)")
                rows.append(
                    Row(measurement: measurement, measured: nil, missing: "failed: \(error)")
                )
            }
        }
        return (rows, hasFailed)
    }
}
