import ArgumentParser
import Daybook

/// `daybook access`.
struct AccessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "access",
        abstract: "Show who opened what a person wrote, when and what for.",
        discussion: """
            Each reading is a fact before the text is shown. An erasure changes nothing in this list.

            Examples:
              daybook access be2f0630 -o csv
              daybook access be2f0630 --linked
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The person's token, or its first digits.")
    var party: String

    @Flag(name: .long, help: "Also what the contacts wrote that are linked with them.")
    var linked = false

    func run() async throws {
        let book = try global.open(readOnly: true)
        let (history, names) = try await withBookFailures {
            let token = try PartyToken.find(party, in: book)
            return (try book.accessHistory(of: token, linked: linked), Names(try book.clinic()))
        }
        var report = Report(columns: [
            Column("access", alignment: .trailing), Column("at"), Column("reader"),
            Column("actor"), Column("purpose"), Column("fact", alignment: .trailing),
        ])
        for access in history {
            report.append([
                .integer(Int(clamping: access.access)), names.text(access.at),
                access.reader.isEmpty ? .none : .string(access.reader),
                .string(access.actor.name), .string(access.purpose.name),
                .integer(Int(clamping: access.content)),
            ])
        }
        let output = StandardOutput()
        try output.write(report, as: global.output)
        try output.flush()
    }
}
