internal import DaybookDomain
package import DaybookStorage

/// Folds projections from the log: at open, on command, and to prove that the same facts give the
/// same answer.
package enum Replayer {
    /// Folds the facts from `first` through `last` into a projection, a page of the log at a time.
    ///
    /// - Returns: The sequence of the last fact folded, or `first − 1` if there was none.
    /// - Throws: The log's `StorageError`.
    /// - Complexity: O(facts); pages are read in place, bodies only where a projection asks for
    ///   them.
    @discardableResult
    package static func fold<P: Projection>(
        _ log: Log,
        into projection: inout P,
        from first: UInt64 = 1,
        through last: UInt64 = .max,
        progress: ((UInt64) -> Bool)? = nil
    ) throws -> UInt64 {
        let bodies = Bodies { sequence in
            // A body that can't be read is a body that is not there; verify names the damage.
            (try? log.body(at: sequence)) ?? nil
        }
        var untilReport = reportInterval
        return try log.scan(Fact.self, from: first, through: last) { page in
            projection.apply(page, bodies: bodies)
            guard let progress else { return true }
            untilReport -= page.count
            guard untilReport <= 0, let newest = page.indices.last else { return true }
            untilReport = reportInterval
            return progress(page[newest].sequence)
        }
    }

    /// Folds on from a position, which tells at each moment what has been folded, also when an
    /// error is thrown.
    package static func fold<P: Projection>(
        _ log: Log,
        into projection: inout P,
        after position: inout UInt64,
        through last: UInt64 = .max
    ) throws {
        let bodies = Bodies { sequence in (try? log.body(at: sequence)) ?? nil }
        try log.scan(Fact.self, from: position + 1, through: last) { page in
            projection.apply(page, bodies: bodies)
            position &+= UInt64(page.count)
            return true
        }
    }

    private static let reportInterval = 1 << 17
}
