import ArgumentParser
import Daybook

/// `daybook ingest form`.
struct IngestForm: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "form",
        abstract:
            "Record submissions of the clinic's form: bodies as sent, or recorded requests as JSON lines.",
        discussion: """
            A file is one body, JSON if it begins with {, else urlencoded; --content-type says
            otherwise. A file that ends in .jsonl holds recorded requests with their headers, one a
            line. A time of `daybook slots --tokens` in the field `slot` books it.

            Examples:
              daybook ingest form submission.json
              daybook ingest form --content-type application/x-www-form-urlencoded - < body
              daybook ingest form yesterday.jsonl
            """
    )

    @OptionGroup var global: GlobalOptions

    @Option(
        name: .long,
        help: "The type of bodies: application/x-www-form-urlencoded or application/json."
    )
    var contentType: String?

    @Option(name: .long, help: "When the bodies came in; now unless given.")
    var receivedAt: String?

    @Argument(help: "Files, or - for standard input.")
    var paths: [String]

    func run() async throws {
        let book = try global.open()
        let output = StandardOutput()
        var report = IngestReport(as: global.output, to: output)
        var intake = DeliveryIntake(
            book: book,
            secrets: try ChannelSecrets([]),
            actor: global.actorName
        )
        let at = try await withBookFailures {
            try receivedAt.map { try Names(book.clinic()).instant($0, option: "--received-at") }
                ?? Instant(milliseconds: book.options.clock())
        }
        for path in paths {
            let bytes = try await intake.bytes(of: path, into: &report)
            if path.hasSuffix(".jsonl") {
                try await intake.takeLines(bytes, path, into: &report)
            } else {
                try await intake.take(message(bytes, at: at), path, into: &report)
            }
        }
        try await intake.finish(into: &report)
        try report.finish()
    }

    private func message(_ bytes: [UInt8], at instant: Instant) -> RawMessage {
        var body = bytes
        // Editors end a file with a line end, which would be a part of the last field.
        while body.last == 0x0A || body.last == 0x0D { body.removeLast() }
        let headers = contentType.map { [RawMessage.Header(name: "Content-Type", value: $0)] } ?? []
        return RawMessage(channel: .form, body: body, headers: headers, receivedAt: instant)
    }
}
