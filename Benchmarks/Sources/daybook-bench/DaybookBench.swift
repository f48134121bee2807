import Foundation

/// The table of `scripts/bench`.
@main
enum DaybookBench {
    static let rows: [Measurement] =
        ReplayRows.all + BookingRows.all + ImportRows.all + QueryRows.all
        + DecisionRows.all + ResponseRows.all + IntakeRows.all + OpeningRows.all

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
        let wanted = rows.filter { options.wants($0.work) }
        guard !wanted.isEmpty else {
            throw Options.Wrong(description: "no row has a name with '\(options.only)'")
        }
        let bench = try Bench(options)
        let machine = Machine.describe(options)
        Talk.say(machine)
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
        let text = options.isJSON ? Table.json(rows) : machine + "\n\n" + Table.text(rows)
        FileHandle.standardOutput.write(Data(text.utf8))
        return hasFailed ? 1 : 0
    }
}
