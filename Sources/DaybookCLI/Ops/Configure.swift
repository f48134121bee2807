import ArgumentParser
import Daybook

/// `daybook configure`.
struct Configure: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Set the clinic to what clinic.json says; appends only the difference.",
        discussion:
            "A wrong file names the path inside it, what was expected and what was found, and appends nothing."
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The clinic file; - for standard input.")
    var file: String

    @Flag(
        name: .long,
        help: "List what would change and which bookings it would strand; append nothing."
    )
    var dryRun = false

    @Flag(
        name: .long,
        help: "Take over newer time-zone rules of this machine for zones already recorded."
    )
    var updateZones = false

    func run() async throws {
        let book = try global.open()
        let report = try await withBookFailures(at: file) {
            let bytes = try LocalFile.read(file, limit: 4 << 20)
            let clinic = try book.clinic()
            let definitions = try book.difference(to: bytes, updatingZones: updateZones)
            var report = Report(
                title: dryRun ? "would change" : "changed",
                columns: [Column("change"), Column("kind"), Column("key"), Column("what")],
                rows: []
            )
            for change in ClinicChange.describe(definitions, against: clinic) {
                report.append([
                    .string(change.action.rawValue), .string(change.sort.rawValue),
                    .string(change.key),
                    .string(change.details.joined(separator: ", ")),
                ])
            }
            if dryRun, !definitions.isEmpty {
                let names = Names(clinic)
                for booking in try book.bookingsStranded(by: definitions) {
                    report.append([
                        .string("strands"), .string("appointment"),
                        .string("\(booking.appointment)"),
                        .string(
                            "\(Text.instant(booking.start.instant, in: names.zone)) "
                                + "\(names.resourceKey(booking.resource)): \(booking.reason.name)"
                        ),
                    ])
                }
            }
            if !dryRun, !definitions.isEmpty {
                let receipt = try await book.submit(
                    .configure(definitions),
                    channel: .system,
                    actor: global.actorName
                )
                if let refusal = receipt.refusal { throw Failure(refusal, doing: "configuring") }
            }
            return report
        }
        let output = StandardOutput()
        try output.write(report, as: global.output)
        try output.flush()
    }
}
