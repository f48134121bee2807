import ArgumentParser
import Daybook

/// What every command takes that prints rows: which book, who acts, how to print.
struct GlobalOptions: ParsableArguments {
    @OptionGroup var place: BookPlace

    @Option(name: [.customShort("o"), .customLong("output")], help: "table, json, jsonl or csv.")
    var output: OutputFormat = .standard

    /// The book's directory, from the option or the environment.
    func directory() throws -> String { try place.directory() }

    /// Who acts.
    var actorName: String { place.actorName }

    /// The options to open or make a book with.
    func bookOptions(readOnly: Bool) -> BookOptions { place.bookOptions(readOnly: readOnly) }

    /// Opens the book; faults name the next step.
    func open(readOnly: Bool = false, needsKeys: Bool = false) throws -> Book {
        try place.open(readOnly: readOnly, needsKeys: needsKeys)
    }
}

extension OutputFormat: ExpressibleByArgument {}
