import ArgumentParser
import Daybook

/// `daybook readings list`.
struct ReadingsList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Print how many messages each reader read, and how many were corrected.",
        discussion: """
            What nobody corrected counts as right: the share says the more the more messages people
            look at. A version of 0 stands for messages from before versions were kept. What a better
            reader would make of old messages shows `daybook reread`.

            Examples:
              daybook readings
              daybook readings -o jsonl
            """
    )

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let book = try global.open(readOnly: true)
        let rows = try await withBookFailures { try book.readings() }
        var report = Report(
            title: rows.isEmpty ? "nothing has been read yet" : nil,
            columns: [
                Column("channel"), Column("version", alignment: .trailing),
                Column("read", alignment: .trailing), Column("corrected", alignment: .trailing),
                Column("right", alignment: .trailing), Column("wanted"),
            ]
        )
        for row in rows {
            let wanted = ReadingCorrection.Intent.allCases.compactMap { intent in
                row.intents[intent].map { "\(intent.name) \($0)" }
            }
            report.append([
                .string(row.channel.name), .integer(Int(row.readerVersion)),
                .count(Int(clamping: row.read)), .count(Int(clamping: row.corrected)),
                row.rightPerMille.map { .double(Double($0) / 1_000, decimals: 3) } ?? .none,
                wanted.isEmpty ? .none : .string(wanted.joined(separator: ", ")),
            ])
        }
        let output = StandardOutput()
        try output.write(report, as: global.output)
        try output.flush()
    }
}
