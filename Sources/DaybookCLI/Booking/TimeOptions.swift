import ArgumentParser
import Daybook

/// A wish for time, as `hold`, `book` and `series book` take it.
struct TimeOptions: ParsableArguments {
    @OptionGroup var what: WishOptions

    @Option(
        name: .long,
        help: "When it begins: 2026-11-24T10:00 in the clinic's zone, or with an offset."
    )
    var start: String?

    /// The wish in the book's own numbers.
    func request(in book: Book) throws -> TimeRequest {
        guard what.service != nil, let start else {
            throw Failure(
                .usage,
                "a time needs a service and a start",
                at: "--service, --start",
                next: "see `daybook slots` for times that are free"
            )
        }
        let names = Names(try book.clinic())
        return try what.wish(at: try names.start(start), in: book)
    }
}
