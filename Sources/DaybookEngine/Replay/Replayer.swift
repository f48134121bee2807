internal import DaybookDomain
package import DaybookStorage

/// Folds projections from the log: at open, on command, and to prove that the same facts give the
/// same answer.
package enum Replayer {
    /// Folds the facts from `first` through `last` into a projection, a page of the log at a time.
    ///
    /// - Returns: The sequence of the last fact folded, or `first − 1` if there was none.
    /// - Throws: The log's `StorageError`.
    /// - Complexity: O(facts); pages are read in place, bodies only of facts that carry one.
    @discardableResult
    package static func fold<P: Projection>(
        _ log: Log,
        into projection: inout P,
        from first: UInt64 = 1,
        through last: UInt64 = .max,
        progress: ((UInt64) -> Bool)? = nil
    ) throws -> UInt64 {
        var untilReport = reportInterval
        return try log.scan(Fact.self, from: first, through: last) { page in
            projection.apply(page, bodies: try bodies(of: page, in: log))
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
        try log.scan(Fact.self, from: position + 1, through: last) { page in
            projection.apply(page, bodies: try bodies(of: page, in: log))
            position &+= UInt64(page.count)
            return true
        }
    }

    /// The bodies of a page's facts, read before any of them is folded: a body that can't be read is
    /// an error, never an absence, and nothing is folded by half.
    private static func bodies(
        of page: Span<Fact>,
        in log: Log
    ) throws(StorageError) -> Bodies {
        // Bodies are rare: one look at the marks of all facts passes most pages over.
        var marks: UInt8 = 0
        for index in page.indices { marks |= page[index].flags.rawValue }
        guard FactFlags(rawValue: marks).contains(.body) else { return Bodies { _ in nil } }
        var found: [UInt64: [UInt8]] = [:]
        for index in page.indices where page[index].flags.contains(.body) {
            let sequence = page[index].sequence
            found[sequence] = try log.body(at: sequence)
        }
        return Bodies { [found] in found[$0] }
    }

    private static let reportInterval = 1 << 17
}
