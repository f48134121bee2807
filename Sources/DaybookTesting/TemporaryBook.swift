public import Daybook
internal import FoundationEssentials

/// A book in a directory of its own that goes when the value goes.
///
/// Its clock is manual and its randomness seeded, so that a test is the same each time.
public final class TemporaryBook: Sendable {
    /// The directory that holds the book and its keys.
    public let directory: String
    /// The book's clock.
    public let clock: ManualClock
    /// The seed of its tokens and keys.
    public let seed: UInt64

    /// Makes an empty book.
    ///
    /// - Parameters:
    ///   - start: What its clock shows first.
    ///   - seed: The seed of tokens, keys and nonces.
    public init(start: Instant, seed: UInt64 = 1) throws {
        var random = SystemRandomNumberGenerator()
        let name = "daybook-test-" + String(random.next(), radix: 36)
        directory = FileManager.default.temporaryDirectory.path + "/" + name
        clock = ManualClock(start)
        self.seed = seed
        try FileManager.default.createDirectory(
            atPath: directory,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        try Book.create(at: path, options: options)
    }

    /// The book's own directory.
    public var path: String { directory + "/book" }

    /// Options that open it with its clock and seed.
    public var options: BookOptions {
        var options = BookOptions()
        options.clock = clock.source
        options.random = .seeded(seed)
        return options
    }

    /// Opens the book. Let go of it before opening it again.
    public func open() throws -> Book {
        try Book(opening: path, options: options)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: directory)
    }
}
