internal import CLMDB

extension Log {
    /// Writes the whole log as JSON lines: a header, one line a commit, the parties, and an end.
    ///
    /// The commits up to the head at the start are exported, in bounded read windows.
    ///
    /// - Parameters:
    ///   - withSealed: whether sealed content is in it, or its digests only. Without it the export
    ///     holds no ciphertext, and no parties: what it says of persons are tokens.
    ///   - write: takes one line with its line feed; it may throw to stop.
    /// - Returns: the head of the export.
    /// - Throws: ``StorageError``, or what `write` throws.
    package func export(
        withSealed: Bool = true,
        _ write: ([UInt8]) throws -> Void
    ) throws -> LogHead {
        let head = try head()
        try write(
            try ExportLine.encode(
                ExportLine.Header(
                    daybook: "log",
                    format: Log.format,
                    identity: identity.hexadecimal,
                    created: created
                )
            )
        )
        let writer = ExportWriter()
        var batch = CommitBatch()
        var next: UInt64 = 1
        while next <= head.commit {
            try read(from: &next, through: head.commit, withSealed, into: &batch)
            for entry in batch.entries { try write(writer.line(entry, of: batch)) }
        }
        var partyChain = Chain()
        let parties = withSealed ? try exportParties(into: &partyChain, writer, write) : 0
        try write(
            try ExportLine.encode(
                ExportLine.End(
                    end: true,
                    commits: head.commit,
                    parties: parties,
                    partiesDigest: partyChain.finish().hexadecimal,
                    digest: head.digest.hexadecimal
                )
            )
        )
        return head
    }

    /// Reads some commits in one view that is let go of before anybody writes them: who takes them
    /// may be slow, as a pipe is.
    private func read(
        from next: inout UInt64,
        through last: UInt64,
        _ withSealed: Bool,
        into batch: inout CommitBatch
    ) throws {
        batch.removeAll()
        try environment.readWindow { view in
            var window = ReadWindow(pages: environment.options.windowPages)
            repeat {
                try batch.append(commit: next, of: view, withSealed: withSealed)
                next &+= 1
            } while next <= last && batch.bytes.count < Limits.exportWindowBytes && !window.isOver()
        }
    }

    private func exportParties(
        into chain: inout Chain,
        _ writer: ExportWriter,
        _ write: ([UInt8]) throws -> Void
    ) throws -> UInt64 {
        var count: UInt64 = 0
        var from: [UInt8]? = [UInt8](repeating: 0, count: Limits.partyHashBytes)
        while let first = from {
            var lines: [[UInt8]] = []
            from = try environment.readWindow { view in
                var window = ReadWindow(pages: environment.options.windowPages)
                let cursor = try view.cursor(.parties)
                var entry = unsafe try cursor.seek(first)
                while let found = unsafe entry {
                    let hash = unsafe [UInt8](found.key)
                    if window.isOver() { return hash }
                    let value = unsafe [UInt8](found.value)
                    guard let token = PartyEntry.decode(value, hash: hash) else {
                        throw StorageError(
                            .damaged,
                            "the token of a party is not what was written",
                            table: "parties"
                        )
                    }
                    chain.update(ExportLine.chained(party: hash, token: token))
                    lines.append(writer.line(party: hash, token: token))
                    count &+= 1
                    unsafe entry = try cursor.move(MDB_NEXT)
                }
                return nil
            }
            for line in lines { try write(line) }
        }
        return count
    }
}
