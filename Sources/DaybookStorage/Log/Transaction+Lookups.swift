internal import CLMDB

extension Transaction {
    /// The head of the log as this transaction sees it.
    func head() throws(StorageError) -> LogHead {
        let cursor = try cursor(.commits)
        guard let entry = unsafe try cursor.move(MDB_LAST) else {
            return try LogMeta.read(self).emptyHead
        }
        let number = unsafe try cursor.integerKey(entry)
        // Each append and each query of a subject asks for the head: the row's fixed part has it,
        // and the thousands of command ids behind it need not be copied.
        let fixed = unsafe [UInt8](entry.value.prefix(CommitRecord.fixedBytes))
        guard let head = LogHead(commit: number, fixed: fixed) else {
            throw StorageError(
                .damaged,
                "the row of a commit is too short",
                table: "commits",
                position: number
            )
        }
        return head
    }

    /// The last commit; nil in an empty log.
    func lastCommit() throws(StorageError) -> CommitRecord? {
        let cursor = try cursor(.commits)
        guard let entry = unsafe try cursor.move(MDB_LAST) else { return nil }
        let number = unsafe try cursor.integerKey(entry)
        return unsafe try decode(number, [UInt8](entry.value))
    }

    /// A commit by its number; nil if the log does not reach it.
    func commit(_ number: UInt64) throws(StorageError) -> CommitRecord? {
        guard let bytes = try bytes(.commits, key: number, limit: Limits.commitValueBytes) else {
            return nil
        }
        return try decode(number, bytes)
    }

    private func decode(
        _ number: UInt64,
        _ bytes: [UInt8]
    ) throws(StorageError) -> CommitRecord {
        guard let commit = CommitRecord(number: number, decoding: bytes) else {
            throw StorageError(
                .damaged,
                "the row of a commit contradicts itself",
                nextStep: "run verify, then restore",
                table: "commits",
                position: number
            )
        }
        return commit
    }

    /// The last commit for which `holds` is true, where it is true for a first part of the log.
    ///
    /// - Complexity: O(log commits).
    func lastCommit(
        where holds: (CommitRecord) -> Bool
    ) throws(StorageError) -> CommitRecord? {
        guard let last = try lastCommit() else { return nil }
        if holds(last) { return last }
        var low: UInt64 = 0
        var high = last.number
        var found: CommitRecord?
        while high &- low > 1 {
            let middle = low &+ (high &- low) / 2
            guard let commit = try commit(middle) else {
                throw StorageError(
                    .damaged,
                    "a commit is missing",
                    table: "commits",
                    position: middle
                )
            }
            if holds(commit) {
                low = middle
                found = commit
            } else {
                high = middle
            }
        }
        return found
    }

    /// The commit that holds a sequence; nil if the log does not reach it.
    func commit(containing sequence: UInt64) throws(StorageError) -> CommitRecord? {
        let found = try lastCommit { $0.firstSequence <= sequence }
        guard let found, sequence >= 1, found.lastSequence >= sequence else { return nil }
        return found
    }

    /// The body of a fact; nil if it has none.
    func body(at sequence: UInt64) throws(StorageError) -> [UInt8]? {
        try bytes(.bodies, key: sequence, limit: Limits.bodyBytes)
    }

    /// Sealed bytes of a fact; nil if it has none or they were deleted.
    func sealed(at sequence: UInt64, part: UInt8) throws(StorageError) -> [UInt8]? {
        guard sequence <= Limits.sequence else { return nil }
        return try bytes(
            .sealed,
            key: sequence << 8 | UInt64(part),
            limit: Limits.sealedBytes
        )
    }

    /// What is remembered of a command; nil if the id is new.
    func commandRow(_ id: [UInt8]) throws(StorageError) -> CommandRow? {
        guard id.count == Limits.commandIDBytes else { return nil }
        guard let value = try bytes(.commands, key: id, limit: Limits.rowBytes + 8) else {
            return nil
        }
        guard let commit = value.littleEndian(at: 0, as: UInt64.self) else {
            throw StorageError(
                .damaged,
                "the row of a command is cut short",
                nextStep: "run verify, then restore",
                table: "commands"
            )
        }
        return CommandRow(commit: commit, bytes: [UInt8](value[8...]))
    }

    /// The token of a contact address by its keyed hash; nil if it is unknown.
    func party(_ hash: [UInt8]) throws(StorageError) -> UInt64? {
        guard hash.count == Limits.partyHashBytes else { return nil }
        guard let value = try bytes(.parties, key: hash, limit: PartyEntry.bytes) else {
            return nil
        }
        guard let token = PartyEntry.decode(value, hash: hash) else {
            throw StorageError(
                .damaged,
                "the token of a party is not what was written",
                nextStep: "run verify, then restore",
                table: "parties"
            )
        }
        return token
    }

    /// A free value of the table `meta`; nil if there is none.
    func meta(_ key: String) throws(StorageError) -> [UInt8]? {
        let name = [UInt8](key.utf8)
        guard !name.isEmpty, name.count <= Limits.metaKeyBytes else { return nil }
        return try bytes(.meta, key: name, limit: Limits.metaValueBytes)
    }
}
