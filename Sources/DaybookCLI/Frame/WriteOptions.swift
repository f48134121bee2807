import ArgumentParser
import Daybook

/// What every command that changes the book takes.
struct WriteOptions: ParsableArguments {
    @Option(
        name: .long,
        help:
            "The command's id (a UUID): the same id again gives the same answer and changes nothing."
    )
    var id: String?

    /// The id under which the answer is remembered, if one was given.
    func commandID() throws -> CommandID? {
        guard let id else { return nil }
        if let found = CommandID(id) { return found }
        throw Failure(
            .usage,
            "'\(id)' is no UUID",
            at: "--id",
            next: "leave it out to have one made"
        )
    }
}
