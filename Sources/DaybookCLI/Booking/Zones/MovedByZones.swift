import ArgumentParser
import Daybook

/// `daybook moved-by-zones`.
struct MovedByZones: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "moved-by-zones",
        abstract: "List the appointments that newer zone rules would move.",
        discussion: """
            They stay at their recorded instant until `daybook reresolve` says otherwise.

            Example:
              daybook moved-by-zones
            """
    )

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let book = try global.open(readOnly: true)
        let report = try await withBookFailures {
            let clinic = try book.clinic()
            let names = Names(clinic)
            let moved = try book.appointmentsMovedByZones()
            var report = Report(
                title: moved.isEmpty ? "no appointment is moved by zone rules" : nil,
                columns: [
                    Column("appointment", alignment: .trailing), Column("service"),
                    Column("recorded", heading: "recorded instant"),
                    Column("told", heading: "instant of the told time"),
                    Column("toldBy", heading: "told by"),
                ]
            )
            for item in moved {
                let zone = clinic.zone(item.toldBy)
                report.append([
                    .integer(Int(clamping: item.appointment)),
                    .string(names.serviceKey(item.service)), names.text(item.start.instant),
                    names.text(item.resolved.instant),
                    .string(zone.map { "\($0.name) \($0.release)" } ?? "#\(item.toldBy)"),
                ])
            }
            return report
        }
        let output = StandardOutput()
        try output.write(report, as: global.output)
        try output.flush()
    }
}
