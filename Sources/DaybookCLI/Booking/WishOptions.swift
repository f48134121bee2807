import ArgumentParser
import Daybook

/// What somebody wishes for, but for when.
struct WishOptions: ParsableArguments {
    @Option(name: .long, help: "The service's key or number.")
    var service: String?

    @Option(name: .long, help: "Only with this resource (key or number).")
    var resource: String?

    @Option(
        name: .long,
        help: "The conversation that asked for it: its contact is whom the time is for."
    )
    var request: UInt64?

    /// The wish for a start, in the book's own numbers.
    func wish(at start: Minute, in book: Book) throws -> TimeRequest {
        let names = Names(try book.clinic())
        guard let service else {
            throw Failure(
                .usage,
                "a time needs a service",
                at: "--service",
                next: "see `daybook slots` for times that are free"
            )
        }
        var wish = TimeRequest(service: try names.service(service).number, start: start)
        if let resource { wish.resource = try names.resource(resource).number }
        if let conversation = try conversation(in: book) {
            wish.party = conversation.party
            wish.cause = conversation.lastMessage
        }
        return wish
    }

    /// The conversation that asked, if one is named.
    func conversation(in book: Book) throws -> Conversation? {
        guard let request else { return nil }
        if let found = try book.conversation(request) { return found }
        throw Failure(
            .badInput,
            "there is no conversation \(request)",
            at: "--request",
            next: "see `daybook inbox` for those that wait"
        )
    }
}
