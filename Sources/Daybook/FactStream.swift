public import DaybookDomain

/// The facts of a book in order: catch-up, then live.
public struct FactStream: AsyncSequence, Sendable {
    /// A stored fact.
    public typealias Element = Fact
    let book: Book
    let position: UInt64

    /// How many facts are read at a time.
    private static let window: UInt64 = 4_096
    /// How long the end of the log is left alone before it is looked at again, in milliseconds.
    private static let pollMilliseconds: Int64 = 25

    /// Walks the facts; ``next()`` waits at the end of the log.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let book: Book
        var position: UInt64
        var buffer: [Fact] = []
        var index = 0

        /// The next fact; waits for it where the log ends.
        public mutating func next() async throws(BookError) -> Fact? {
            while index == buffer.count {
                if Task.isCancelled { return nil }
                buffer = try book.facts(
                    from: position + 1,
                    through: position + FactStream.window
                )
                index = 0
                if buffer.isEmpty {
                    do {
                        try await Task.sleep(for: .milliseconds(FactStream.pollMilliseconds))
                    } catch {
                        return nil
                    }
                }
            }
            let fact = buffer[index]
            index += 1
            position = fact.sequence
            return fact
        }
    }

    /// Begins at the stream's first position.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(book: book, position: position)
    }
}
