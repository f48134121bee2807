import ArgumentParser
import Daybook

/// Which book, and who acts: what every command takes.
struct BookPlace: ParsableArguments {
    @Option(name: .long, help: "The book's directory. [DAYBOOK_DIR]")
    var dir: String?

    @Option(name: .long, help: "The key file; beside the book unless given. [DAYBOOK_KEYS]")
    var keys: String?

    @Option(
        name: .long,
        help: "Who acts: a fact of every command. [DAYBOOK_ACTOR, else the login name]"
    )
    var actor: String?

    /// The book's directory, from the option or the environment.
    func directory() throws -> String {
        if let dir { return dir }
        if let path = Environment.value("DAYBOOK_DIR") { return path }
        throw Failure(
            .usage,
            "no book is named",
            at: "--dir",
            next: "give --dir PATH or set DAYBOOK_DIR; `daybook init --dir PATH` makes a book"
        )
    }

    /// Who acts.
    var actorName: String {
        actor ?? Environment.value("DAYBOOK_ACTOR") ?? Environment.value("LOGNAME") ?? "operator"
    }

    /// The options to open or make a book with.
    func bookOptions(readOnly: Bool) -> BookOptions {
        var options = BookOptions()
        options.keyPath = keys ?? Environment.value("DAYBOOK_KEYS")
        options.isReadOnly = readOnly
        if let now = Environment.value("DAYBOOK_NOW").flatMap({ Instant(rfc3339: $0) }) {
            // For demonstrations and tests: the same day each time. A log's time never goes back.
            options.clock = { now.milliseconds }
        }
        return options
    }

    /// Opens the book; faults name the next step.
    func open(readOnly: Bool = false, needsKeys: Bool = false) throws -> Book {
        let path = try directory()
        do {
            var options = bookOptions(readOnly: readOnly)
            options.needsKeys = needsKeys
            return try Book(opening: path, options: options)
        } catch {
            throw Failure(error, at: path)
        }
    }
}
