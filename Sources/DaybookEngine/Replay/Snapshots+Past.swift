internal import DaybookStorage

extension Snapshots {
    /// The shortest stretch of the log whose first snapshot is kept, in facts: folding as many takes
    /// some hundredths of a second.
    package static let stretch: UInt64 = 1 << 19
    /// In how many stretches a log is cut at most: with more facts they are longer.
    package static let stretches: UInt64 = 1_024

    /// The length of the stretches of a log that ends with that sequence: of each the first snapshot
    /// of a book's state is kept, so that a look into the past folds little.
    ///
    /// - Parameter shortest: Of a log of few facts; it doubles until there are at most ``stretches``.
    package static func stride(
        at last: UInt64,
        atLeast shortest: UInt64 = Snapshots.stretch
    ) -> UInt64 {
        var stride = shortest
        while last / stride >= stretches { stride *= 2 }
        return stride
    }

    /// What ``fillPast(of:through:progress:)`` did.
    package struct Filled: Sendable {
        /// How many snapshots were written.
        package var written = 0
        /// How many stretches had theirs.
        package var found = 0
    }

    /// Writes the snapshots that are missing at the beginnings of the log's stretches.
    ///
    /// - Parameter progress: Called with the newest sequence folded; `false` stops.
    /// - Throws: `StorageError`, or what folding throws.
    /// - Complexity: O(facts) for what is missing, and O(bytes) of what is there.
    package func fillPast<P: SnapshotProjection>(
        of type: P.Type,
        through last: UInt64,
        progress: ((UInt64) -> Bool)? = nil
    ) throws -> Filled {
        let stride = Snapshots.stride(at: last, atLeast: stretch)
        var filled = Filled()
        // What was folded for the stretch before, if it had to be.
        var folded: Found<P>?
        var next = stride
        while next <= last, let commit = try log.commit(containing: next) {
            let end = commit.lastSequence
            if try hasFitting(P.self, at: end) {
                filled.found += 1
                folded = nil
            } else {
                var state = try folded ?? newest(P.self, through: end)
                let reached = try Replayer.fold(
                    log,
                    into: &state.projection,
                    from: state.position + 1,
                    through: end,
                    progress: progress
                )
                state.position = max(state.position, reached)
                guard state.position == end else { return filled }
                _ = try save(state.projection, at: end, keepsPast: true)
                filled.written += 1
                folded = state
            }
            next = (end / stride + 1) * stride
        }
        return filled
    }

    /// Whether there is a snapshot of that very position that fits; one that doesn't is removed.
    private func hasFitting<P: SnapshotProjection>(
        _ type: P.Type,
        at position: UInt64
    ) throws(StorageError) -> Bool {
        for file in try directory.files(of: P.name) where file.sequence == position {
            if case .success = try read(file, as: P.self) { return true }
            try directory.remove(file)
        }
        return false
    }
}
