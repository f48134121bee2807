internal import CLMDB

extension Transaction {
    /// How a pass over facts ended.
    struct Pass {
        /// The sequence to go on from.
        var next: UInt64
        /// Whether the caller's closure, the last sequence or the end of the log ended it; if not,
        /// the window did.
        var isComplete: Bool
    }

    /// Hands every stored page of records from `next` through `last` to `body`, without copying,
    /// cut to that range. Checks that sequences follow each other at both ends of each page.
    ///
    /// - Complexity: one seek and a step per page.
    @unsafe
    func eachPage(
        from first: UInt64,
        through last: UInt64,
        window: inout ReadWindow,
        _ body: (UnsafeRawBufferPointer) throws -> Bool
    ) throws -> Pass {
        var pass = Pass(next: first, isComplete: false)
        guard first <= last else { return Pass(next: first, isComplete: true) }
        let cursor = try cursor(.facts)
        var block = first >> Limits.blockShift
        guard var entry = unsafe try seek(cursor, block: block, sequence: first) else {
            return Pass(next: first, isComplete: true)
        }
        while true {
            // A page at a time; a key with a single value leaves the output untouched.
            var page = unsafe try cursor.move(MDB_GET_MULTIPLE)
            if unsafe page?.value.isEmpty ?? true { unsafe page = entry }
            while let found = unsafe page {
                // The next page is on its way from memory while this one is worked on.
                unsafe page = try cursor.move(MDB_NEXT_MULTIPLE)
                if unsafe page?.value.isEmpty ?? false { unsafe page = nil }
                if let next = unsafe page { unsafe prefetch(next.value) }
                let cut = unsafe try cut(found.value, from: pass.next, through: last)
                if let records = unsafe cut {
                    pass.next &+= UInt64(records.count / Limits.recordBytes)
                    guard unsafe try body(records) else {
                        pass.isComplete = true
                        return pass
                    }
                }
                if pass.next > last {
                    pass.isComplete = true
                    return pass
                }
                if window.isOver() { return pass }
            }
            guard let following = unsafe try cursor.move(MDB_NEXT_NODUP) else {
                pass.isComplete = true
                return pass
            }
            unsafe entry = following
            block &+= 1
            guard unsafe try cursor.integerKey(entry) == block else { throw gap(at: pass.next) }
        }
    }

    /// Asks for all cache lines of a page.
    @unsafe
    @inline(__always)
    private func prefetch(_ page: UnsafeRawBufferPointer) {
        guard let base = page.baseAddress else { return }
        for offset in stride(from: 0, to: page.count, by: Limits.cacheLineBytes) {
            unsafe daybook_prefetch(base + offset)
        }
    }

    /// Positions a fresh cursor at a sequence, or at the first one after it.
    @unsafe
    private func seek(
        _ cursor: borrowing Cursor,
        block: UInt64,
        sequence: UInt64
    ) throws(StorageError) -> Cursor.Entry? {
        guard let entry = unsafe try exact(cursor, block: block, sequence: sequence) else {
            // Either the log ends before, or a record is missing: the next key tells.
            let after = try self.cursor(.facts)
            if unsafe try after.seek(block &+ 1) != nil { throw gap(at: sequence) }
            return nil
        }
        return unsafe entry
    }

    /// The record at `sequence` or the first one after it under the same key.
    @unsafe
    private func exact(
        _ cursor: borrowing Cursor,
        block: UInt64,
        sequence: UInt64
    ) throws(StorageError) -> Cursor.Entry? {
        let key = [block]
        var wanted = [UInt8](repeating: 0, count: Limits.recordBytes)
        wanted.store(bigEndian: sequence, at: 0)
        let result: Result<Cursor.Entry?, StorageError> = unsafe key.withUnsafeBytes { key in
            unsafe wanted.withUnsafeBytes { value in
                do throws(StorageError) {
                    return unsafe .success(
                        try cursor.move(MDB_GET_BOTH_RANGE, key: key, value: value)
                    )
                } catch {
                    return unsafe .failure(error)
                }
            }
        }
        return unsafe try result.get()
    }

    /// The part of a page of records from `first` through `last`; nil if there is none.
    @unsafe
    private func cut(
        _ page: UnsafeRawBufferPointer,
        from first: UInt64,
        through last: UInt64
    ) throws(StorageError) -> UnsafeRawBufferPointer? {
        let size = Limits.recordBytes
        guard page.count >= size, page.count < pageBytes, page.count.isMultiple(of: size) else {
            throw damage(at: first)
        }
        let start = unsafe Record.sequence(page, at: 0)
        let end = unsafe Record.sequence(page, at: page.count - size)
        guard start <= first, end &- start == UInt64(page.count / size - 1) else {
            throw start > first ? gap(at: first) : damage(at: first)
        }
        guard end >= first else { return nil }
        let lower = Int(first &- start) * size
        let upper = Int(min(end, last) &- start &+ 1) * size
        return unsafe UnsafeRawBufferPointer(rebasing: page[lower..<upper])
    }

    private func damage(at sequence: UInt64) -> StorageError {
        StorageError(
            .damaged,
            "the page of a record is not what was written",
            nextStep: "run verify, then restore",
            table: "facts",
            position: sequence
        )
    }

    private func gap(at sequence: UInt64) -> StorageError {
        StorageError(
            .damaged,
            "a record is missing",
            nextStep: "run verify, then restore",
            table: "facts",
            position: sequence
        )
    }

    /// Hands one record to `body`; nil if the log does not reach it.
    @unsafe
    func fact<T>(
        at sequence: UInt64,
        _ body: (UnsafeRawBufferPointer) -> T
    ) throws(StorageError) -> T? {
        guard sequence >= 1, sequence <= Limits.sequence else { return nil }
        let cursor = try cursor(.facts)
        let block = sequence >> Limits.blockShift
        guard let entry = unsafe try exact(cursor, block: block, sequence: sequence) else {
            return nil
        }
        guard unsafe entry.value.count == Limits.recordBytes,
            unsafe Record.sequence(entry.value, at: 0) == sequence
        else { throw damage(at: sequence) }
        return unsafe body(entry.value)
    }
}
