internal import CLMDB
internal import Glibc
internal import Synchronization

extension Environment {
    /// Frees the places of readers whose process has died.
    func sweepReaders() throws(StorageError) -> Int {
        try checkProcess()
        var dead: Int32 = 0
        let code = unsafe mdb_reader_check(pointer, &dead)
        guard code == MDB_SUCCESS else {
            throw StorageError(lmdb: code, doing: "sweeping readers")
        }
        return Int(dead)
    }

    /// The same now and then, so that a dead reader keeps pages for a bounded number of appends
    /// only; and the reserve of space is made again, if there is room. What fails here keeps no
    /// append from being done.
    func tidyUpSometimes() {
        let appends = appendsSinceSweep.wrappingAdd(1, ordering: .relaxed).newValue
        guard appends >= Limits.appendsPerSweep else { return }
        appendsSinceSweep.store(0, ordering: .relaxed)
        _ = try? sweepReaders()
        refillReserve()
    }

    /// Read transactions in progress, of all processes.
    func readers() throws(StorageError) -> [LogReader] {
        try checkProcess()
        var info = unsafe MDB_envinfo()
        var code = unsafe mdb_env_info(pointer, &info)
        var text: [UInt8] = []
        if code == MDB_SUCCESS {
            code = unsafe withUnsafeMutablePointer(to: &text) { lines in
                // Safe: called back on this thread before the call returns, with the pointer given.
                unsafe mdb_reader_list(
                    pointer,
                    { line, lines in
                        guard let line = unsafe line, let lines = unsafe lines else { return 0 }
                        let bytes = unsafe UnsafeBufferPointer(start: line, count: strlen(line))
                        unsafe lines.assumingMemoryBound(to: [UInt8].self).pointee
                            .append(contentsOf: bytes.map { UInt8(bitPattern: $0) })
                        return 0
                    },
                    lines
                )
            }
        }
        guard code >= MDB_SUCCESS else {
            throw StorageError(lmdb: code, doing: "listing readers")
        }
        return unsafe Environment.readers(in: text, newest: UInt64(info.me_last_txnid))
    }

    /// LMDB tells its readers as text: process, thread, and the transaction whose view it is, or "-"
    /// for a place that is taken but reads nothing.
    static func readers(in text: [UInt8], newest: UInt64) -> [LogReader] {
        text.split(separator: 0x0A).compactMap { line in
            let words = line.split(separator: 0x20)
            guard words.count == 3, let process = Int32(String(decoding: words[0], as: UTF8.self)),
                let view = UInt64(String(decoding: words[2], as: UTF8.self))
            else { return nil }
            return LogReader(process: process, transactionsBehind: newest - min(view, newest))
        }
    }
}
