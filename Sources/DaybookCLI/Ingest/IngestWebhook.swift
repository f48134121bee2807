import ArgumentParser
import Daybook

/// `daybook ingest webhook`.
struct IngestWebhook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhook",
        abstract:
            "Record webhook deliveries, kept as JSON lines with their headers and raw bodies.",
        discussion: """
            Signatures are checked over the raw bytes. Secrets come from files: --secret, or the
            variable DAYBOOK_SECRET_MESSENGER_FILE and its like for other channels. The questions
            that platforms ask before they deliver (GET) are listed as skipped.

            Example:
              daybook ingest webhook --secret messenger=/etc/daybook/messenger deliveries.jsonl
            """
    )

    @OptionGroup var global: GlobalOptions

    @Option(
        name: .long,
        help: "CHANNEL=FILE, during a rotation CHANNEL=FILE,OLDFILE; once for each channel."
    )
    var secret: [String] = []

    @Argument(help: "Files of JSON lines; - for standard input.")
    var paths: [String]

    func run() async throws {
        let secrets = try ChannelSecrets(secret)
        let book = try global.open()
        let output = StandardOutput()
        var report = IngestReport(as: global.output, to: output)
        var intake = DeliveryIntake(book: book, secrets: secrets, actor: global.actorName)
        for path in paths {
            let bytes = try await intake.bytes(of: path, into: &report)
            try await intake.takeLines(bytes, path, into: &report)
        }
        try await intake.finish(into: &report)
        try report.finish()
    }
}
