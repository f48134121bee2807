import ArgumentParser
import Daybook

/// `daybook approvals`.
struct Approvals: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the wishes for a time that wait for your approval.",
        discussion: """
            Each keeps its time until it is confirmed, declined, or runs out.

            Example:
              daybook approvals
            """
    )

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let book = try global.open(readOnly: true)
        let report = try await withBookFailures {
            let names = Names(try book.clinic())
            let pending = try book.pendingRequests()
            var report = Report(
                title: pending.isEmpty ? "nothing waits for approval" : nil,
                columns: [
                    Column("appointment", alignment: .trailing), Column("start"),
                    Column("minutes", alignment: .trailing), Column("service"),
                    Column("resources"), Column("until", heading: "kept until"),
                ]
            )
            for wish in pending {
                let first = wish.footprints.first
                report.append([
                    .integer(Int(clamping: wish.subject)),
                    first.map { names.text($0.start.instant) } ?? .none,
                    first.map { .integer(Int($0.length)) } ?? .none,
                    .string(names.serviceKey(wish.service)),
                    .string(
                        wish.footprints.map { names.resourceKey($0.resource) }
                            .joined(separator: " ")
                    ), names.text(wish.holdExpiry),
                ])
            }
            return report
        }
        let output = StandardOutput()
        try output.write(report, as: global.output)
        try output.flush()
    }
}
