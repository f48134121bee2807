internal import CLMDB

extension Appender {
    /// Sets the token of a contact address, by the address's keyed hash.
    package mutating func setParty(_ hash: [UInt8], token: UInt64) throws(StorageError) {
        guard hash.count == Limits.partyHashBytes else {
            throw StorageError(.invalid, "a party's hash has 32 bytes", table: "parties")
        }
        let value = PartyEntry.encode(token, hash: hash)
        try attempt { transaction throws(StorageError) in
            _ = try transaction.put(.parties, key: hash, value: value)
        }
    }

    /// Forgets a contact address; false if it is unknown.
    @discardableResult
    package mutating func removeParty(_ hash: [UInt8]) throws(StorageError) -> Bool {
        guard hash.count == Limits.partyHashBytes else { return false }
        var found = false
        try attempt { transaction throws(StorageError) in
            found = try transaction.delete(.parties, key: hash)
        }
        hasDeleted = hasDeleted || found
        return found
    }

    /// Forgets every entry of the index of contacts that `isGone` says is to go, by its value.
    ///
    /// - Returns: how many were forgotten.
    /// - Complexity: O(entries).
    @discardableResult
    package mutating func removeParties(
        where isGone: (UInt64, borrowing Appender) throws(StorageError) -> Bool
    ) throws(StorageError) -> Int {
        var gone: [[UInt8]] = []
        let cursor = try transaction.view.cursor(.parties)
        var entry = unsafe try cursor.seek([UInt8](repeating: 0, count: Limits.partyHashBytes))
        while let found = unsafe entry {
            let hash = unsafe [UInt8](found.key)
            let value = unsafe [UInt8](found.value)
            guard let token = PartyEntry.decode(value, hash: hash) else {
                throw StorageError(
                    .damaged,
                    "the token of a party is not what was written",
                    nextStep: "run verify, then restore",
                    table: "parties"
                )
            }
            if try isGone(token, self) { gone.append(hash) }
            unsafe entry = try cursor.move(MDB_NEXT)
        }
        for hash in gone { try removeParty(hash) }
        return gone.count
    }

    /// Deletes sealed content; its seal stays, so that the chain still verifies. The bytes may
    /// stay readable in free pages: only the destruction of their key makes them unreadable.
    ///
    /// - Returns: false if there is none.
    @discardableResult
    package mutating func deleteSealed(
        at sequence: UInt64,
        part: UInt8
    ) throws(StorageError) -> Bool {
        guard sequence <= Limits.sequence else { return false }
        var found = false
        try attempt { transaction throws(StorageError) in
            found = try transaction.delete(.sealed, key: sequence << 8 | UInt64(part))
        }
        hasDeleted = hasDeleted || found
        return found
    }

    /// Keeps a small value of the engine's own under `key`. It is neither chained nor exported, so
    /// it must be something that can be worked out again.
    package mutating func putMeta(_ key: String, _ value: [UInt8]) throws(StorageError) {
        let name = [UInt8](key.utf8)
        guard !name.isEmpty, name.count <= Limits.metaKeyBytes,
            value.count <= Limits.metaValueBytes, !LogMeta.reserved.contains(name)
        else {
            throw StorageError(
                .invalid,
                "the key or value is too long, or the key belongs to the log",
                table: "meta"
            )
        }
        try attempt { transaction throws(StorageError) in
            _ = try transaction.put(.meta, key: name, value: value)
        }
    }
}
