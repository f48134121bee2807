import ArgumentParser
import Daybook

/// `daybook explain`.
struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Say why a time is or is not offered, resource by resource, with the facts behind it.",
        discussion: """
            A time is offered exactly when `slots` lists it and `book` accepts it. The facts are
            positions: see `daybook log --after` or `daybook show`.

            Examples:
              daybook explain check-up 2026-11-24T10:00
              daybook explain check-up 2026-11-24T10:00 --resource dr-adler --as-of 241 -o json
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The service's key or number.")
    var service: String

    @Argument(help: "The start: 2026-11-24T10:00 in the clinic's zone, or with an offset.")
    var start: String

    @Option(name: .long, help: "Only with this resource (key or number).")
    var resource: String?

    @OptionGroup var past: PastOptions

    func run() async throws {
        let book = try global.open(readOnly: true)
        let output = StandardOutput()
        try await withBookFailures {
            let view = try past.view(of: book)
            let names = Names(view.clinic)
            let explanation = try book.explain(
                service: try names.service(service).number,
                at: try names.start(start, option: "the start"),
                resource: try resource.map { try names.resource($0).number } ?? 0,
                in: view
            )
            let text = ExplanationText(explanation, names: names)
            if global.output.isJSON {
                try output.write(text.json(isPretty: global.output == .json))
            } else {
                try output.write(text.report, as: global.output)
            }
        }
        try output.flush()
    }
}
