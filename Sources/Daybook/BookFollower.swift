internal import DaybookStorage

/// Keeps a copy of a book up to date while the book is in use.
///
/// The copy works out the digest of each commit itself and takes it over only if it is the book's.
/// It is a book of its own without keys: verify it, restore from it, or put it in the lost one's
/// place. Nobody else may write it, and another follower is refused.
public struct BookFollower: ~Copyable {
    /// Held as long as this value lives.
    private let lock: CopyLock
    private var follower: LogFollower

    /// What one look at the book has brought over.
    public struct Shipment: Sendable, Hashable {
        /// Commits appended to the copy.
        public let commits: UInt64
        /// Facts in them.
        public let facts: UInt64
        /// Where the copy ends now.
        public let head: BookHead
    }

    /// Opens the copy at `directory`, which ``Book/backup(to:)`` has made, to follow `book`.
    ///
    /// - Throws: ``BookError``; `mismatch` if it is a copy of another book, `busy` if another
    ///   process keeps it or is still making it.
    public init(_ book: Book, copy directory: String) throws(BookError) {
        do {
            let taken = try CopyLock(writing: directory)
            follower = try LogFollower(
                book.log,
                copy: try Log(opening: directory, options: LogOptions(keepsSpace: false))
            )
            lock = taken
        } catch {
            throw BookError(error)
        }
    }

    /// Brings over everything that is durable in the book now; durable in the copy when this
    /// returns.
    ///
    /// - Throws: ``BookError``; `mismatch` if the book does not go on from where the copy ends,
    ///   because it was cut back or restored: the copy is then as it was.
    public mutating func ship() throws(BookError) -> Shipment {
        do {
            let shipped = try follower.ship()
            return Shipment(
                commits: shipped.commits,
                facts: shipped.facts,
                head: BookHead(shipped.head)
            )
        } catch {
            throw BookError(error)
        }
    }
}
