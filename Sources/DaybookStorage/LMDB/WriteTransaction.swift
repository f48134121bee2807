internal import CLMDB

/// The write transaction: begun and ended on one thread, rolled back unless committed.
@safe
struct WriteTransaction: ~Copyable {
    let view: Transaction
    private let environment: Environment
    private var isOpen = true

    init(_ environment: Environment) throws(StorageError) {
        self.view = try environment.begin(writing: true)
        self.environment = environment
    }

    deinit {
        if isOpen { environment.abort(view) }
    }

    /// Whether the volume has room for what can be left out.
    var hasRoom: Bool { environment.hasRoom }

    /// Makes everything durable: two flushes. On any error the environment writes no more.
    mutating func commit() throws(StorageError) {
        isOpen = false
        try environment.commit(view)
    }

    /// Stores a value under an integer key.
    func put(
        _ table: Table,
        key: UInt64,
        value: ArraySlice<UInt8>,
        flags: Int32 = 0
    ) throws(StorageError) {
        var key = key
        let code = unsafe withUnsafeMutablePointer(to: &key) { name in
            unsafe value.withUnsafeBytes { bytes in
                unsafe put(
                    table,
                    UnsafeRawBufferPointer(start: name, count: 8),
                    bytes,
                    flags
                )
            }
        }
        guard code == MDB_SUCCESS else {
            throw StorageError(lmdb: code, table: table.name, position: key, doing: "writing")
        }
    }

    /// Stores a value under a byte key; false if `flags` forbid to overwrite and there is one.
    func put(
        _ table: Table,
        key: ArraySlice<UInt8>,
        value: ArraySlice<UInt8>,
        flags: Int32 = 0
    ) throws(StorageError) -> Bool {
        let code = unsafe key.withUnsafeBytes { name in
            unsafe value.withUnsafeBytes { bytes in unsafe put(table, name, bytes, flags) }
        }
        if code == MDB_KEYEXIST { return false }
        guard code == MDB_SUCCESS else {
            throw StorageError(lmdb: code, table: table.name, doing: "writing")
        }
        return true
    }

    /// Stores a whole array under an integer key.
    func put(
        _ table: Table,
        key: UInt64,
        value: [UInt8],
        flags: Int32 = 0
    ) throws(StorageError) {
        try put(table, key: key, value: value[...], flags: flags)
    }

    /// Stores a whole array under a byte key.
    func put(
        _ table: Table,
        key: [UInt8],
        value: [UInt8],
        flags: Int32 = 0
    ) throws(StorageError) -> Bool {
        try put(table, key: key[...], value: value[...], flags: flags)
    }

    /// LMDB reads key and value during the call only and writes through neither.
    @unsafe
    func put(
        _ table: Table,
        _ key: UnsafeRawBufferPointer,
        _ value: UnsafeRawBufferPointer,
        _ flags: Int32
    ) -> Int32 {
        var name = unsafe MDB_val(
            mv_size: key.count,
            mv_data: UnsafeMutableRawPointer(mutating: key.baseAddress)
        )
        var data = unsafe MDB_val(
            mv_size: value.count,
            mv_data: UnsafeMutableRawPointer(mutating: value.baseAddress)
        )
        return unsafe mdb_put(
            view.pointer,
            view.tables[table],
            &name,
            &data,
            UInt32(bitPattern: flags)
        )
    }

    /// Removes a key; false if there is none.
    func delete(_ table: Table, key: UInt64) throws(StorageError) -> Bool {
        var key = key
        let code = unsafe withUnsafeMutablePointer(to: &key) { name in
            unsafe delete(table, UnsafeRawBufferPointer(start: name, count: 8))
        }
        return try deleted(code, table)
    }

    /// Removes a key; false if there is none.
    func delete(_ table: Table, key: [UInt8]) throws(StorageError) -> Bool {
        let code = unsafe key.withUnsafeBytes { unsafe delete(table, $0) }
        return try deleted(code, table)
    }

    @unsafe
    private func delete(_ table: Table, _ key: UnsafeRawBufferPointer) -> Int32 {
        var name = unsafe MDB_val(
            mv_size: key.count,
            mv_data: UnsafeMutableRawPointer(mutating: key.baseAddress)
        )
        return unsafe mdb_del(view.pointer, view.tables[table], &name, nil)
    }

    private func deleted(_ code: Int32, _ table: Table) throws(StorageError) -> Bool {
        if code == MDB_NOTFOUND { return false }
        guard code == MDB_SUCCESS else {
            throw StorageError(lmdb: code, table: table.name, doing: "deleting")
        }
        return true
    }
}
