package import DaybookStorage

/// The snapshots of a book's projections, a file each: written at the end of a commit, read only if
/// they fit.
package struct Snapshots: Sendable {
    /// How many of each projection are kept: the newest, and the one before in case that is
    /// damaged. Those of a book's own state are kept all along the log too, see ``stride(at:atLeast:)``.
    package static let kept = 2

    let log: Log
    let directory: SnapshotDirectory
    let stretch: UInt64

    /// The snapshots of the book that the log is of.
    package init(of log: Log, stretch: UInt64 = Snapshots.stretch) {
        self.log = log
        self.stretch = max(1, stretch)
        directory = SnapshotDirectory(ofBook: log.directory)
    }

    /// What looking for a snapshot gave.
    package struct Found<P: SnapshotProjection>: Sendable {
        /// The projection as it stood after ``position``; empty if no snapshot fits.
        package var projection = P()
        /// The last sequence it has folded; 0 if no snapshot fits.
        package var position: UInt64 = 0
        /// Those that were there and don't fit, the newest first.
        package var ignored: [IgnoredSnapshot] = []
    }

    /// The newest snapshot of a projection that fits the log and has folded nothing beyond `last`.
    ///
    /// - Throws: The log's `StorageError`; a snapshot that can't be read is ignored with its
    ///   reason.
    /// - Complexity: O(bytes of the snapshot).
    package func newest<P: SnapshotProjection>(
        _ type: P.Type = P.self,
        through last: UInt64 = .max
    ) throws(StorageError) -> Found<P> {
        var found = Found<P>()
        let files: [SnapshotDirectory.File]
        do throws(StorageError) {
            files = try directory.files(of: P.name)
        } catch {
            found.ignored.append(IgnoredSnapshot(file: "", reason: error.description))
            return found
        }
        for file in files where file.sequence <= last {
            switch try read(file, as: P.self) {
            case .success(let projection):
                found.projection = projection
                found.position = file.sequence
                return found
            case .failure(let ignored): found.ignored.append(ignored.snapshot)
            }
        }
        return found
    }

    struct Ignored: Error {
        var snapshot: IgnoredSnapshot
    }

    func read<P: SnapshotProjection>(
        _ file: SnapshotDirectory.File,
        as type: P.Type
    ) throws(StorageError) -> Result<P, Ignored> {
        func ignored(_ reason: String) -> Result<P, Ignored> {
            .failure(Ignored(snapshot: IgnoredSnapshot(file: file.name, reason: reason)))
        }
        switch try directory.read(file, for: log, name: P.name, version: P.version) {
        case .ignored(let reason): return ignored(reason)
        case .payload(let payload, let binding):
            guard binding.sequence == file.sequence else { return ignored("it has another's name") }
            do {
                return .success(try P(decoding: payload))
            } catch {
                return ignored("its payload can't be read: \(error)")
            }
        }
    }

    /// What was written.
    package struct Saved: Sendable {
        /// The last sequence it has folded.
        package let position: UInt64
        /// Its length, without the file's header.
        package let byteCount: Int
    }

    /// Writes a snapshot of a projection that has folded the facts through `position`, and removes
    /// all but the newest ``kept``.
    ///
    /// - Parameter keepsPast: Whether the first snapshot of each stretch of the log is kept too.
    /// - Throws: `StorageError`; `invalid` if no commit ends with that position.
    package func save<P: SnapshotProjection>(
        _ projection: P,
        at position: UInt64,
        keepsPast: Bool = false
    ) throws(StorageError) -> Saved {
        guard let commit = try log.commit(containing: position), commit.lastSequence == position
        else {
            throw StorageError(
                .invalid,
                "no commit ends with the sequence \(position)",
                nextStep: "take a snapshot where a commit ends",
                position: position
            )
        }
        let payload = projection.encode()
        let binding = SnapshotBinding(
            log: log,
            name: P.name,
            version: P.version,
            head: commit.head
        )
        try directory.write(payload, binding)
        try dropOld(P.self, after: position, keepsPast: keepsPast)
        return Saved(position: position, byteCount: payload.count)
    }

    /// Keeps what was just written and the newest that fit. Later ones are looked at first, since
    /// those of a history that a restore has undone would otherwise push out what fits.
    private func dropOld<P: SnapshotProjection>(
        _ type: P.Type,
        after saved: UInt64,
        keepsPast: Bool
    ) throws(StorageError) {
        var left = Snapshots.kept
        let files = try directory.files(of: P.name)
        let stride = Snapshots.stride(at: files.first?.sequence ?? saved, atLeast: stretch)
        for (index, file) in files.enumerated() {
            let before = index + 1 < files.count ? files[index + 1].sequence : 0
            if keepsPast, file.sequence / stride > before / stride { continue }
            var isKept = left > 0
            if isKept, file.sequence > saved {
                let reading = try directory.read(
                    file,
                    for: log,
                    name: P.name,
                    version: P.version
                )
                if case .ignored = reading { isKept = false }
            }
            if isKept { left -= 1 } else { try directory.remove(file) }
        }
        try directory.removePartial(of: P.name, before: saved)
    }
}
