internal import DaybookEngine
internal import DaybookStorage
internal import Synchronization

/// A projection that an open book keeps and folds on when somebody asks: each fact once.
///
/// It begins with the first question, so that a book that is never asked pays nothing.
final class FoldedOn<P: Projection>: Sendable {
    private struct Held {
        var projection = P()
        var position: UInt64 = 0
    }

    private let held = Mutex(Held())

    /// Looks at the projection after everything that is durable now.
    ///
    /// - Complexity: O(facts since the last question).
    func read<Result: Sendable>(
        _ log: Log,
        _ body: (borrowing P) throws -> Result
    ) throws -> Result {
        try held.withLock { state in
            try Replayer.fold(log, into: &state.projection, after: &state.position)
            return try body(state.projection)
        }
    }
}
