internal import CLMDB

extension PartyEntry {
    /// What has become of one contact address: another token, or none.
    struct Change {
        var hash: [UInt8]
        var token: UInt64?
    }

    /// What makes the parties of `old` those of `new`, at most `limit` of it.
    ///
    /// - Throws: ``StorageError``; `damaged` for an entry that is not what was written.
    /// - Complexity: O(entries of both): the table is in no commit, so nothing tells what is new.
    static func changes(
        from old: Transaction,
        to new: Transaction,
        limit: Int
    ) throws(StorageError) -> [Change] {
        let left = try old.cursor(.parties)
        let right = try new.cursor(.parties)
        var before = unsafe try left.move(MDB_FIRST)
        var after = unsafe try right.move(MDB_FIRST)
        var changes: [Change] = []
        while changes.count < limit {
            let had = unsafe before.map { unsafe [UInt8]($0.key) }
            let has = unsafe after.map { unsafe [UInt8]($0.key) }
            guard had != nil || has != nil else { break }
            if let has, had.map({ has.lexicographicallyPrecedes($0) }) ?? true {
                changes.append(Change(hash: has, token: unsafe try token(of: after, hash: has)))
                unsafe after = try right.move(MDB_NEXT)
            } else if let had, has.map({ had.lexicographicallyPrecedes($0) }) ?? true {
                changes.append(Change(hash: had, token: nil))
                unsafe before = try left.move(MDB_NEXT)
            } else if let has {
                let now = unsafe try token(of: after, hash: has)
                if unsafe try token(of: before, hash: has) != now {
                    changes.append(Change(hash: has, token: now))
                }
                unsafe before = try left.move(MDB_NEXT)
                unsafe after = try right.move(MDB_NEXT)
            }
        }
        return changes
    }

    @unsafe
    private static func token(
        of entry: Cursor.Entry?,
        hash: [UInt8]
    ) throws(StorageError) -> UInt64? {
        guard let entry = unsafe entry,
            let token = unsafe decode([UInt8](entry.value), hash: hash)
        else {
            throw StorageError(
                .damaged,
                "the token of a party is not what was written",
                nextStep: "run verify, then restore",
                table: "parties"
            )
        }
        return token
    }
}
