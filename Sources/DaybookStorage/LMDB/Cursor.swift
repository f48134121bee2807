internal import CLMDB

/// A cursor of one table, closed when it goes out of scope, which must be before its transaction
/// ends. Every scan takes a fresh one: LMDB 0.9.24 keeps flags of an old position on a used one.
@safe
struct Cursor: ~Copyable {
    private let pointer: OpaquePointer
    private let table: Table

    init(pointer: OpaquePointer, table: Table) {
        unsafe self.pointer = pointer
        self.table = table
    }

    deinit {
        unsafe mdb_cursor_close(pointer)
    }

    /// An entry as pointers into the map, valid until the next change or the transaction's end.
    @unsafe
    struct Entry {
        var key: UnsafeRawBufferPointer
        var value: UnsafeRawBufferPointer
    }

    /// Moves by `operation`; nil at the end. `value` has no bytes where LMDB left it untouched.
    @unsafe
    func move(
        _ operation: MDB_cursor_op,
        key: UnsafeRawBufferPointer? = nil,
        value: UnsafeRawBufferPointer? = nil
    ) throws(StorageError) -> Entry? {
        // LMDB only reads through these pointers and replaces them.
        var name = unsafe MDB_val(
            mv_size: key?.count ?? 0,
            mv_data: UnsafeMutableRawPointer(mutating: key?.baseAddress)
        )
        var found = unsafe MDB_val(
            mv_size: value?.count ?? 0,
            mv_data: UnsafeMutableRawPointer(mutating: value?.baseAddress)
        )
        let code = unsafe mdb_cursor_get(pointer, &name, &found, operation)
        if code == MDB_NOTFOUND { return nil }
        guard code == MDB_SUCCESS else {
            throw StorageError(lmdb: code, table: table.name, doing: "moving a cursor")
        }
        return unsafe Entry(
            key: UnsafeRawBufferPointer(start: name.mv_data, count: name.mv_size),
            value: UnsafeRawBufferPointer(start: found.mv_data, count: found.mv_size)
        )
    }

    /// Moves to the first entry whose integer key is at least `key`; nil if there is none.
    @unsafe
    func seek(_ key: UInt64) throws(StorageError) -> Entry? {
        // The storage's integer keys are this machine's words, as LMDB asks.
        var bytes: [UInt8] = []
        bytes.append(littleEndian: UInt64(littleEndian: key))
        return unsafe try seek(bytes)
    }

    /// Moves to the first entry whose key is at least `key`; nil if there is none.
    @unsafe
    func seek(_ key: [UInt8]) throws(StorageError) -> Entry? {
        // The typed error cannot cross the closure of the standard library, so it goes by Result.
        let result = unsafe key.withUnsafeBytes { bytes -> Result<Entry?, StorageError> in
            do throws(StorageError) {
                return unsafe .success(try move(MDB_SET_RANGE, key: bytes))
            } catch {
                return unsafe .failure(error)
            }
        }
        return unsafe try result.get()
    }

    /// The entry's key as an integer.
    @unsafe
    func integerKey(_ entry: Entry) throws(StorageError) -> UInt64 {
        guard unsafe entry.key.count == 8 else {
            throw StorageError(.damaged, "a key is not an integer", table: table.name)
        }
        return unsafe entry.key.loadUnaligned(as: UInt64.self)
    }
}
