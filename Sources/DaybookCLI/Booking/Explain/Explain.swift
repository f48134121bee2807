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

    @Option(
        name: .long,
        help: "As the log stood at this position, or at this instant; now unless given."
    )
    var asOf: String?

    func run() async throws {
        let book = try global.open(readOnly: true)
        let output = StandardOutput()
        try await withBookFailures(at: asOf.map { "--as-of \($0)" }) {
            let names = Names(try book.clinic())
            let start = try names.start(start, option: "the start")
            var position = asOf.flatMap { UInt64($0) }
            var now: Instant?
            if let asOf, position == nil {
                let instant = try names.instant(asOf, option: "--as-of")
                position = try book.position(recordedBy: instant)
                now = instant
            }
            let explanation = try book.explain(
                service: try names.service(service).number,
                at: start,
                resource: try resource.map { try names.resource($0).number } ?? 0,
                through: position,
                asOf: now
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
