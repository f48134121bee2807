import ArgumentParser
import Daybook

/// `daybook conflicts`.
struct ConflictsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conflicts",
        abstract: "List time that another system took although it is booked or held here.",
        discussion: """
            A conflict stays until somebody settles it, the other system gives way, or the
            appointment is moved or cancelled.

            Example:
              daybook conflicts
            """
    )

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let book = try global.open(readOnly: true)
        let output = StandardOutput()
        try await withBookFailures {
            let names = Names(try book.clinic())
            var report = Report(columns: [
                Column("conflict", alignment: .trailing), Column("entry", alignment: .trailing),
                Column("resource"), Column("takenFrom", heading: "taken from"),
                Column("takenTo", heading: "to"), Column("appointment", alignment: .trailing),
                Column("start"), Column("minutes", alignment: .trailing), Column("held"),
            ])
            for conflict in try book.conflicts() {
                let taken = conflict.taken
                report.append([
                    .integer(Int(clamping: conflict.conflict)),
                    .integer(Int(clamping: conflict.entry)),
                    .string(names.resourceKey(taken.resource)), names.text(taken.start.instant),
                    names.text(taken.start.advanced(by: Int(taken.length)).instant),
                    .integer(Int(clamping: conflict.appointment)),
                    names.text(conflict.footprint.start.instant),
                    .integer(Int(conflict.footprint.length)), .bool(conflict.isHold),
                ])
            }
            try output.write(report, as: global.output)
        }
        try output.flush()
    }
}
