import ArgumentParser
import Daybook

/// A look at what the book said before.
struct PastOptions: ParsableArguments {
    @Option(
        name: [.customLong("at"), .customLong("as-of")],
        help: "What the book said then: at this position, or by this instant or day's begin."
    )
    var at: String?

    /// What the book says, now or then.
    func view(of book: Book) throws -> BookView {
        guard let at else {
            return try book.view(
                at: .max,
                now: Instant(milliseconds: book.options.clock())
            )
        }
        if let position = UInt64(at) { return try book.view(at: position) }
        return try book.view(asOf: try Names(try book.clinic()).instant(at, option: "--at"))
    }

    /// What the book says, now or then, of who waits and how fast patients were answered: free time
    /// is not worked out for it.
    func responses(of book: Book) throws -> ResponseView {
        guard let at else {
            return try book.responseView(now: Instant(milliseconds: book.options.clock()))
        }
        if let position = UInt64(at) { return try book.responseView(at: position) }
        // Only what names no zone is read by the clinic's.
        let instant =
            try Instant(rfc3339: at)
            ?? Names(try book.responseView().clinic).instant(at, option: "--at")
        return try book.responseView(asOf: instant)
    }

    /// The position that a text names: a number, or what was recorded by an instant.
    static func position(_ text: String, option: String, in book: Book) throws -> UInt64 {
        let end = try book.head().sequence
        if let position = UInt64(text) { return min(position, end) }
        return try book.position(
            recordedBy: try Names(try book.clinic()).instant(text, option: option)
        )
    }
}
