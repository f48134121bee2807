extension CommitBatch {
    /// Takes in a commit of a log with everything that belongs to it.
    ///
    /// - Throws: ``StorageError``; `damaged` if something of it is missing.
    mutating func append(
        commit number: UInt64,
        of view: Transaction,
        withSealed: Bool
    ) throws {
        guard let commit = try view.commit(number) else {
            throw StorageError(
                .damaged,
                "a commit is missing",
                table: "commits",
                position: number
            )
        }
        var entry = Entry(number: number, recordedAt: commit.recordedAt)
        entry.facts = try appendFacts(of: commit, view)
        entry.bodies = try appendBodies(of: commit, view)
        entry.commands = try appendCommands(of: commit, view)
        entry.seals = try appendSeals(of: commit, view, withSealed)
        entry.digest = bytes.count..<(bytes.count + commit.digest.count)
        bytes += commit.digest
        append(entry)
    }

    private mutating func appendFacts(
        of commit: CommitRecord,
        _ view: Transaction
    ) throws -> Range<Int> {
        let start = bytes.count
        guard commit.factCount > 0 else { return start..<start }
        var window = ReadWindow.unlimited
        _ = unsafe try view.eachPage(
            from: commit.firstSequence,
            through: commit.lastSequence,
            window: &window
        ) { page in
            unsafe bytes.append(contentsOf: page)
            return true
        }
        return start..<bytes.count
    }

    private mutating func appendBodies(
        of commit: CommitRecord,
        _ view: Transaction
    ) throws -> Range<Int> {
        let start = bytes.count
        guard commit.bodyCount > 0 else { return start..<start }
        var window = ReadWindow.unlimited
        _ = try view.eachValue(
            .bodies,
            from: commit.firstSequence,
            through: commit.lastSequence,
            limit: Limits.bodyBytes,
            window: &window
        ) { sequence, body in
            Chain.append(body: body[...], sequence: sequence, to: &bytes)
            return true
        }
        return start..<bytes.count
    }

    private mutating func appendCommands(
        of commit: CommitRecord,
        _ view: Transaction
    ) throws(StorageError) -> Range<Int> {
        let start = bytes.count
        let ids = commit.commandIDBytes
        for place in stride(from: 0, to: ids.count, by: Limits.commandIDBytes) {
            let id = place..<(place + Limits.commandIDBytes)
            guard let value = unsafe try view.value(.commands, key: ids, id),
                value.count >= 8, value.count <= Limits.rowBytes + 8
            else {
                throw StorageError(
                    .damaged,
                    "the row of a listed command is missing",
                    table: "commands",
                    position: commit.number
                )
            }
            bytes.append(contentsOf: ids[id])
            bytes.append(littleEndian: UInt32(truncatingIfNeeded: value.count - 8))
            unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: value[8...]))
        }
        return start..<bytes.count
    }

    private mutating func appendSeals(
        of commit: CommitRecord,
        _ view: Transaction,
        _ withSealed: Bool
    ) throws(StorageError) -> Range<Int> {
        let start = bytes.count
        for seal in commit.seals {
            let content = withSealed ? try view.sealed(at: seal.sequence, part: seal.part) : nil
            seal.append(to: &bytes)
            bytes.append(content == nil ? 0 : 1)
            bytes.append(littleEndian: UInt32(truncatingIfNeeded: content?.count ?? 0))
            if let content { bytes += content }
        }
        return start..<bytes.count
    }
}
