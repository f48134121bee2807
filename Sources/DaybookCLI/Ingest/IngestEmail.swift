import ArgumentParser
import Daybook

/// `daybook ingest email`.
struct IngestEmail: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "email",
        abstract:
            "Record mails: files, directories of them, Maildirs, mbox files, or one on standard input.",
        discussion: """
            In a directory *.eml, *.mbox, *.mail and numbered files are taken. Every mail is
            recorded: what can't be read is quarantined, sealed, for a person to look at. In a
            Maildir a mail moves from new to cur when it is durable, so that a call that was cut off
            goes on.

            As a Postfix pipe (the path -): 0 when the mail is recorded, 75 for any fault at all,
            never another code, so that no mail bounces.
              daybook unix - n n - - pipe flags=DRhu user=daybook
                argv=daybook ingest email --dir PATH -

            Examples:
              daybook ingest email ~/Maildir
              daybook ingest email inbox.mbox letter.eml
            """
    )

    @OptionGroup var global: GlobalOptions

    @Option(name: .long, help: "When the mails came in; now unless given.")
    var receivedAt: String?

    @Option(
        name: .customLong("authserv-id"),
        help: ArgumentHelp(
            "The name under which the clinic's own mail server writes Authentication-Results.",
            discussion: """
                A mail that this server says fails DMARC is noted as sender-unverified. Results under
                any other name are not looked at.
                """,
            valueName: "name"
        )
    )
    var authority: String?

    @Argument(
        help: "Mail files, mbox files, directories, Maildirs; - for one mail on standard input."
    )
    var paths: [String]

    func validate() throws {
        guard !paths.contains("-") || paths.count == 1 else {
            throw ValidationError("Standard input is one mail: give - alone.")
        }
    }

    func run() async throws {
        let book = try global.open()
        let output = StandardOutput()
        var report = IngestReport(as: global.output, to: output)
        var intake = try await withBookFailures {
            MailIntake(
                book: book,
                adapter: try book.mailAdapter(),
                actor: global.actorName,
                authority: authority,
                receivedAt: try receivedAt.map {
                    try Names(book.clinic()).instant($0, option: "--received-at")
                }
            )
        }
        for path in paths {
            for file in try await withBookFailures(at: path, { try MailSource.files(at: path) }) {
                try await intake.take(file, into: &report)
            }
        }
        try await intake.finish(into: &report)
        try report.finish()
    }
}
