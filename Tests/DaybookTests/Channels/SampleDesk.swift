import Daybook
import DaybookTesting
import Testing

/// A book of one of the sample clinics on a Tuesday morning, and what comes to it.
struct SampleDesk {
    let temporary: TemporaryBook
    let book: Book
    private let file: String

    /// - Parameters:
    ///   - file: The clinic's, among the examples.
    ///   - change: What is another in it.
    init(_ file: String = "clinic", _ change: (String) -> String = { $0 }) async throws {
        self.file = file
        temporary = try TemporaryBook(start: try #require(Instant(rfc3339: "2026-11-24T08:00:00Z")))
        book = try temporary.open()
        try await configure(change)
    }

    /// Configures the clinic with its file as changed.
    func configure(_ change: (String) -> String) async throws {
        let text = try RepositoryFile.text("schemas/examples/\(file).json")
        try await book.configure(Array(change(text).utf8), actor: "anna")
    }

    /// Takes in a mail of these lines, a minute later.
    @discardableResult
    func receiveMail(_ lines: [String]) async throws -> Received {
        temporary.clock.advance(seconds: 60)
        let message = RawMessage(
            channel: .email,
            body: Array(lines.joined(separator: "\r\n").utf8),
            receivedAt: temporary.clock.now
        )
        return try #require(try await book.receive(message, with: try book.mailAdapter()).first)
    }

    /// The lines of something queued, as the mail that it goes out as.
    func mail(of reply: UInt64) async throws -> [String] {
        try await book.mail(of: reply, sender: "anna").withBytes { bytes in
            String(decoding: bytes, as: UTF8.self)
                .split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
