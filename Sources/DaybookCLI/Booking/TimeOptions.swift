import ArgumentParser
import Daybook

/// A wish for time, as `hold` and `book` take it.
struct TimeOptions: ParsableArguments {
    @Option(name: .long, help: "The service's key or number.")
    var service: String?

    @Option(
        name: .long,
        help: "When it begins: 2026-11-24T10:00 in the clinic's zone, or with an offset."
    )
    var start: String?

    @Option(name: .long, help: "Only with this resource (key or number).")
    var resource: String?

    @Option(
        name: .long,
        help: "The conversation that asked for it: its contact is whom the time is for."
    )
    var request: UInt64?

    /// The wish in the book's own numbers.
    func request(in book: Book) throws -> TimeRequest {
        guard let service, let start else {
            throw Failure(
                .usage,
                "a time needs a service and a start",
                at: "--service, --start",
                next: "see `daybook slots` for times that are free"
            )
        }
        let names = Names(try book.clinic())
        var wish = TimeRequest(
            service: try names.service(service).number,
            start: try names.start(start)
        )
        if let resource { wish.resource = try names.resource(resource).number }
        if let request {
            guard let conversation = try book.conversation(request) else {
                throw Failure(
                    .badInput,
                    "there is no conversation \(request)",
                    at: "--request",
                    next: "see `daybook inbox` for those that wait"
                )
            }
            wish.party = conversation.party
            wish.cause = conversation.lastMessage
        }
        return wish
    }
}
