internal import CLMDB

/// A transaction, and the lookups that every reader and the writer share.
///
/// It borrows LMDB's pointer: whoever began the transaction ends it, after the last use of this
/// value. Nothing read through it may be kept as a pointer beyond a call.
@safe
struct Transaction {
    let pointer: OpaquePointer
    let tables: TableHandles
    let pageBytes: Int
    /// Whether it holds the turn to write.
    let isWriting: Bool
    /// How the runs of the subject index are merged.
    var levels = RunLevels.standard

    /// The value of an integer key as a pointer into the map, valid until the next change or the
    /// transaction's end.
    @unsafe
    func value(_ table: Table, key: UInt64) throws(StorageError) -> UnsafeRawBufferPointer? {
        var key = key
        var found = unsafe MDB_val()
        // Safe: the key outlives the call.
        let code = unsafe withUnsafeMutablePointer(to: &key) { pointer in
            var name = unsafe MDB_val(mv_size: 8, mv_data: UnsafeMutableRawPointer(pointer))
            return unsafe mdb_get(self.pointer, tables[table], &name, &found)
        }
        return unsafe try result(code, found, table, position: key)
    }

    /// The value of a byte key, likewise.
    @unsafe
    func value(_ table: Table, key: [UInt8]) throws(StorageError) -> UnsafeRawBufferPointer? {
        try unsafe value(table, key: key, key.indices)
    }

    /// The value of the byte key that stands in a part of `keys`, likewise.
    @unsafe
    func value(
        _ table: Table,
        key keys: [UInt8],
        _ part: Range<Int>
    ) throws(StorageError) -> UnsafeRawBufferPointer? {
        var found = unsafe MDB_val()
        let code = unsafe keys[part].withUnsafeBytes { bytes in
            // LMDB does not write through a key's pointer.
            var name = unsafe MDB_val(
                mv_size: bytes.count,
                mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress)
            )
            return unsafe mdb_get(self.pointer, tables[table], &name, &found)
        }
        return unsafe try result(code, found, table, position: nil)
    }

    @unsafe
    private func result(
        _ code: Int32,
        _ found: MDB_val,
        _ table: Table,
        position: UInt64?
    ) throws(StorageError) -> UnsafeRawBufferPointer? {
        if code == MDB_NOTFOUND { return nil }
        guard code == MDB_SUCCESS else {
            throw StorageError(
                lmdb: code,
                table: table.name,
                position: position,
                doing: "reading"
            )
        }
        return unsafe UnsafeRawBufferPointer(start: found.mv_data, count: found.mv_size)
    }

    /// A copy of the value of an integer key; nil if there is none.
    func bytes(_ table: Table, key: UInt64, limit: Int) throws(StorageError) -> [UInt8]? {
        guard let value = unsafe try value(table, key: key) else { return nil }
        return unsafe try copy(value, table, limit: limit, position: key)
    }

    /// A copy of the value of a byte key; nil if there is none.
    func bytes(_ table: Table, key: [UInt8], limit: Int) throws(StorageError) -> [UInt8]? {
        guard let value = unsafe try value(table, key: key) else { return nil }
        return unsafe try copy(value, table, limit: limit, position: nil)
    }

    /// A copy of the first bytes, at most `count`, of the value of an integer key; nil if there is
    /// none.
    func beginning(_ table: Table, key: UInt64, count: Int) throws(StorageError) -> [UInt8]? {
        guard let value = unsafe try value(table, key: key) else { return nil }
        return unsafe [UInt8](value.prefix(max(0, count)))
    }

    /// A length that a damaged page invents is refused before it is read.
    @unsafe
    private func copy(
        _ value: UnsafeRawBufferPointer,
        _ table: Table,
        limit: Int,
        position: UInt64?
    ) throws(StorageError) -> [UInt8] {
        guard value.count <= limit else {
            throw StorageError(
                .damaged,
                "a value of \(value.count) bytes is over its limit",
                nextStep: "run verify",
                table: table.name,
                position: position
            )
        }
        return unsafe [UInt8](value)
    }

    /// A fresh cursor on `table`.
    func cursor(_ table: Table) throws(StorageError) -> Cursor {
        var pointer: OpaquePointer?
        let code = unsafe mdb_cursor_open(self.pointer, tables[table], &pointer)
        guard code == MDB_SUCCESS, let pointer = unsafe pointer else {
            throw StorageError(lmdb: code, table: table.name, doing: "opening a cursor")
        }
        return unsafe Cursor(pointer: pointer, table: table)
    }

    /// Entries of a table, as its root records them.
    func entries(_ table: Table) throws(StorageError) -> UInt64 {
        var stat = MDB_stat()
        let code = unsafe mdb_stat(pointer, tables[table], &stat)
        guard code == MDB_SUCCESS else {
            throw StorageError(lmdb: code, table: table.name, doing: "counting")
        }
        return UInt64(stat.ms_entries)
    }
}
