internal import CLMDB

extension Appender {
    /// Appends commits of another log of the same history, one after the other, each as in
    /// ``append(_:of:mismatch:)``. The append must have begun at the first one's instant.
    mutating func append(
        _ batch: CommitBatch,
        mismatch: (CommitBatch.Entry, String) -> StorageError
    ) throws(StorageError) {
        for (index, entry) in batch.entries.enumerated() {
            let ended = try append(entry, of: batch) { mismatch(entry, $0) }
            let next = index + 1 < batch.entries.count ? batch.entries[index + 1] : entry
            beginCommit(after: ended, at: next.recordedAt)
        }
    }

    /// Appends a commit of another log of the same history, and checks that it gets the digest that
    /// it has there.
    ///
    /// - Parameter mismatch: makes the error that names the commit's place and what does not fit.
    private mutating func append(
        _ entry: CommitBatch.Entry,
        of batch: CommitBatch,
        mismatch: (String) -> StorageError
    ) throws(StorageError) -> CommitRecord {
        do throws(StorageError) {
            return try appended(entry, of: batch, mismatch)
        } catch {
            // What breaks a rule of the log is wrong where the commit comes from.
            guard error.code.kind == .misuse else { throw error }
            throw mismatch(error.message)
        }
    }

    private mutating func appended(
        _ entry: CommitBatch.Entry,
        of batch: CommitBatch,
        _ mismatch: (String) -> StorageError
    ) throws(StorageError) -> CommitRecord {
        contentPages = 0
        guard entry.number == commitNumber, entry.recordedAt == recordedAt else {
            throw mismatch("its number or instant does not follow")
        }
        let first = nextSequence
        try append(packed: batch.bytes[entry.facts])
        var previous = first &- 1
        var place = entry.bodies.lowerBound
        while place < entry.bodies.upperBound {
            let body = batch.body(at: place)
            guard body.sequence > previous, body.sequence < nextSequence,
                body.bytes.count <= Limits.bodyBytes
            else { throw mismatch("a body is of no fact of the commit") }
            previous = body.sequence
            try write(body: batch.bytes[body.bytes], at: body.sequence)
            place = body.bytes.upperBound
        }
        place = entry.commands.lowerBound
        while place < entry.commands.upperBound {
            let command = batch.command(at: place)
            try append(command: batch.bytes[command.id], row: batch.bytes[command.row])
            place = command.row.upperBound
        }
        try appendSeals(entry, of: batch, from: first, mismatch)
        let ended = try endCommit()
        guard ended.digest[...] == batch.bytes[entry.digest] else {
            throw mismatch("the chain reaches another digest")
        }
        return ended
    }

    private mutating func appendSeals(
        _ entry: CommitBatch.Entry,
        of batch: CommitBatch,
        from first: UInt64,
        _ mismatch: (String) -> StorageError
    ) throws(StorageError) {
        var place = entry.seals.lowerBound
        while place < entry.seals.upperBound {
            let (seal, content, end) = batch.seal(at: place)
            guard seal.sequence >= first, seal.sequence < nextSequence else {
                throw mismatch("a seal is of no fact of the commit")
            }
            let bytes = content.map { batch.bytes[$0] }
            if let bytes {
                guard bytes.count == Int(seal.length), Chain.digest(of: bytes) == seal.digest
                else { throw mismatch("sealed content is not what was sealed") }
            }
            try write(seal: seal, content: bytes)
            place = end
        }
        guard seals.count <= Limits.sealsPerCommit else {
            throw mismatch("it has too many seals")
        }
    }
}
