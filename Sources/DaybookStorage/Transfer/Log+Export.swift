internal import CLMDB
internal import FoundationEssentials

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
        var next: UInt64 = 1
        while next <= head.commit {
            for line in try lines(from: &next, through: head.commit, withSealed) { try write(line) }
        }
        var partyChain = Chain()
        let parties = withSealed ? try exportParties(into: &partyChain, write) : 0
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

    /// The lines of some commits, read in one view that is let go of before anybody writes them: who
    /// takes them may be slow, as a pipe is.
    private func lines(
        from next: inout UInt64,
        through last: UInt64,
        _ withSealed: Bool
    ) throws -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var bytes = 0
        try environment.readWindow { view in
            var window = ReadWindow(pages: environment.options.windowPages)
            repeat {
                let commit = try view.exportLine(commit: next, withSealed: withSealed)
                let line = try ExportLine.encode(commit)
                bytes += line.count
                lines.append(line)
                next &+= 1
            } while next <= last && bytes < Limits.exportWindowBytes && !window.isOver()
        }
        return lines
    }

    private func exportParties(
        into chain: inout Chain,
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
                    let line = ExportLine.Party(party: hash.hexadecimal, token: "\(token)")
                    lines.append(try ExportLine.encode(line))
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

extension Transaction {
    /// A commit with everything that belongs to it, as an export holds it.
    func exportLine(
        commit number: UInt64,
        withSealed: Bool
    ) throws -> ExportLine.Commit {
        guard let commit = try commit(number) else {
            throw StorageError(
                .damaged,
                "a commit is missing",
                table: "commits",
                position: number
            )
        }
        var facts = Data()
        var bodies: [ExportLine.Body] = []
        if commit.factCount > 0 {
            var window = ReadWindow.unlimited
            _ = unsafe try eachPage(
                from: commit.firstSequence,
                through: commit.lastSequence,
                window: &window
            ) { page in
                unsafe facts.append(contentsOf: page)
                return true
            }
            _ = try eachValue(
                .bodies,
                from: commit.firstSequence,
                through: commit.lastSequence,
                limit: Limits.bodyBytes,
                window: &window
            ) { sequence, bytes in
                bodies.append(ExportLine.Body(sequence: sequence, bytes: Data(bytes)))
                return true
            }
        }
        var commands: [ExportLine.Command] = []
        for id in commit.commandIDs {
            guard let row = try commandRow(id) else {
                throw StorageError(
                    .damaged,
                    "the row of a listed command is missing",
                    table: "commands",
                    position: number
                )
            }
            commands.append(ExportLine.Command(id: id.hexadecimal, row: Data(row.bytes)))
        }
        var seals: [ExportLine.Seal] = []
        for seal in commit.seals {
            let content = withSealed ? try sealed(at: seal.sequence, part: seal.part) : nil
            seals.append(
                ExportLine.Seal(
                    sequence: seal.sequence,
                    part: seal.part,
                    length: seal.length,
                    sha256: seal.digest.hexadecimal,
                    content: content.map { Data($0) }
                )
            )
        }
        return ExportLine.Commit(
            commit: number,
            recordedAt: commit.recordedAt,
            facts: facts,
            bodies: bodies,
            commands: commands,
            seals: seals,
            digest: commit.digest.hexadecimal
        )
    }
}
