import ArgumentParser
import Daybook

/// `daybook form`.
struct FormCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "form",
        abstract: "What a page of the clinic's form shows and holds: the emergency wording first.",
        discussion: """
            For the program that renders the page; what is sent comes back by `daybook ingest form`.
            The page's token is good for the visitor's session alone.

            Example:
              daybook form --session 9f2c41 -o json
            """
    )

    @OptionGroup var global: GlobalOptions

    @Option(name: .long, help: "form, or nurse.")
    var channel = "form"

    @Option(name: .long, help: "The value of the visitor's cookie daybook-session.")
    var session: String

    @Option(name: .long, help: "The language that the visitor reads, as in de.")
    var language: String?

    func run() async throws {
        let channel = try Names.channel(channel)
        let tag = try language.map { text in
            guard let tag = LanguageTag(text) else {
                throw Failure(
                    .badInput,
                    "'\(text)' is no language",
                    at: "--language",
                    next: "write two or three letters, as in de"
                )
            }
            return tag
        }
        let book = try global.open(readOnly: true, needsKeys: true)
        let page = try await withBookFailures {
            try book.formPage(channel: channel, session: session, language: tag)
        }
        var fields: [(Column, Cell)] = [
            (Column("emergency"), .string(page.emergency)),
            (Column("language"), page.language.map { .string($0.description) } ?? .none),
        ]
        for field in page.hiddenFields { fields.append((Column(field.name), .string(field.value))) }
        let output = StandardOutput()
        try output.write(Record(fields), as: global.output)
        try output.flush()
    }
}
