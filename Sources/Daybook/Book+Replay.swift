internal import DaybookDomain
public import DaybookEngine
internal import DaybookStorage

extension Book {
    /// Folds a projection from the log: from nothing, or on from where it stood.
    ///
    /// - Parameters:
    ///   - projection: Folded in place.
    ///   - first: The first sequence to fold; 1 folds from zero.
    ///   - last: The last; the end of the log by default.
    ///   - progress: Called now and then with the newest sequence folded; `false` stops.
    /// - Returns: The sequence of the last fact folded; `first − 1` if there was none.
    @discardableResult
    public func replay<P: Projection>(
        _ projection: inout P,
        from first: UInt64 = 1,
        through last: UInt64 = .max,
        progress: ((UInt64) -> Bool)? = nil
    ) throws(BookError) -> UInt64 {
        do {
            return try Replayer.fold(
                log,
                into: &projection,
                from: first,
                through: last,
                progress: progress
            )
        } catch {
            throw BookError(error)
        }
    }

    /// The digest of the queried state and the position it stands at: that of a replay through
    /// there, or something was lost on the way.
    package func liveDigest() throws(BookError) -> (position: UInt64, digest: String) {
        try refresh()
        return live.read { projections, position in
            var digest = Digest()
            projections.digest(into: &digest)
            return (position, digest.hex)
        }
    }

    /// The facts after a position: first all that are there, then each new one as it becomes
    /// durable, also those of other processes. Ends when its task is cancelled.
    ///
    /// - Parameter position: The last sequence already seen; 0 begins with the first fact.
    public func facts(after position: UInt64) -> FactStream {
        FactStream(book: self, position: position)
    }
}
