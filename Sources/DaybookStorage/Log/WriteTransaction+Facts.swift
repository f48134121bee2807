internal import CLMDB

extension WriteTransaction {
    /// Appends the packed records of `records` from the byte `start`, the first with the sequence
    /// `first`, each under the key of its block.
    ///
    /// `MDB_APPENDDUP` refuses a record out of order: an assertion that costs nothing.
    func putFacts(
        _ records: [UInt8],
        from start: Int,
        first: UInt64
    ) throws(StorageError) {
        let size = Limits.recordBytes
        var failed: (code: Int32, sequence: UInt64)?
        unsafe records.withUnsafeBytes { bytes in
            var sequence = first
            for offset in stride(from: start, to: bytes.count, by: size) {
                var block = sequence >> Limits.blockShift
                let record = unsafe UnsafeRawBufferPointer(
                    rebasing: bytes[offset..<(offset + size)]
                )
                let code = unsafe withUnsafeMutablePointer(to: &block) { key in
                    unsafe put(
                        .facts,
                        UnsafeRawBufferPointer(start: key, count: 8),
                        record,
                        MDB_APPENDDUP
                    )
                }
                guard code == MDB_SUCCESS else {
                    failed = (code, sequence)
                    return
                }
                sequence &+= 1
            }
        }
        if let failed {
            throw StorageError(
                lmdb: failed.code,
                table: "facts",
                position: failed.sequence,
                doing: "appending"
            )
        }
    }
}
