internal import CLMDB

extension Transaction {
    /// Hands the entries of an integer-keyed table from `first` through `last` to `body`.
    ///
    /// - Returns: the key to go on from if the window ended, else nil.
    func eachValue(
        _ table: Table,
        from first: UInt64,
        through last: UInt64,
        limit: Int,
        window: inout ReadWindow,
        _ body: (UInt64, [UInt8]) throws -> Bool
    ) throws -> UInt64? {
        let cursor = try cursor(table)
        var entry = unsafe try cursor.seek(first)
        while let found = unsafe entry {
            let key = unsafe try cursor.integerKey(found)
            guard key <= last else { return nil }
            guard unsafe found.value.count <= limit else {
                throw StorageError(
                    .damaged,
                    "a value is over its limit",
                    table: table.name,
                    position: key
                )
            }
            guard unsafe try body(key, [UInt8](found.value)) else { return nil }
            if window.isOver() { return key == .max ? nil : key &+ 1 }
            unsafe entry = try cursor.move(MDB_NEXT)
        }
        return nil
    }

    /// Hands the remembered commands from `first` through `last` to `body`.
    ///
    /// - Returns: the id to go on from if the window ended, else nil.
    func eachCommand(
        from first: [UInt8],
        through last: [UInt8],
        window: inout ReadWindow,
        _ body: ([UInt8], CommandRow) throws -> Bool
    ) throws -> [UInt8]? {
        let cursor = try cursor(.commands)
        var entry = unsafe try cursor.seek(first)
        while let found = unsafe entry {
            let id = unsafe [UInt8](found.key)
            // Over: what comes next is where the following window begins.
            if window.isOver() { return id }
            guard !last.lexicographicallyPrecedes(id) else { return nil }
            guard unsafe found.value.count >= 8, unsafe found.value.count <= Limits.rowBytes + 8
            else {
                throw StorageError(.damaged, "a command's row has a wrong size", table: "commands")
            }
            let row = unsafe CommandRow(
                commit: UInt64(littleEndian: found.value.loadUnaligned(as: UInt64.self)),
                bytes: [UInt8](found.value.dropFirst(8))
            )
            guard try body(id, row) else { return nil }
            unsafe entry = try cursor.move(MDB_NEXT)
        }
        return nil
    }
}
