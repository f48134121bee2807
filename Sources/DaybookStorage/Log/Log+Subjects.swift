extension Log {
    /// All records of a subject in order, from the subject's own first record on.
    ///
    /// It searches the run of each complete block and scans what has none: the incomplete last
    /// block, or a block whose run was dropped. Each candidate's own subject field decides.
    ///
    /// - Parameters:
    ///   - subject: the sequence of the subject's first fact.
    ///   - last: where to end; whoever has the newest facts at hand need not have them scanned.
    ///   - limit: how many records are returned at most.
    /// - Throws: ``StorageError``.
    /// - Complexity: O(blocks since the subject began × log 65,536 + records + last block).
    package func records<R: BitwiseCopyable>(
        ofSubject subject: UInt64,
        as type: R.Type,
        through last: UInt64 = .max,
        limit: Int = Limits.subjectRecords
    ) throws(StorageError) -> [R] {
        Record.check(type)
        guard subject >= 1, subject <= Limits.sequence else { return [] }
        var records: [R] = []
        var next = subject
        while records.count < limit {
            var window = ReadWindow(pages: environment.options.windowPages / 64)
            let head = try environment.read { view throws(StorageError) in
                let head = min(try view.head().sequence, last)
                while next <= head, records.count < limit {
                    try view.collect(
                        subject,
                        from: next,
                        through: min(next | 0xFFFF, head),
                        limit: limit,
                        into: &records
                    )
                    next = (next | 0xFFFF) &+ 1
                    // A scanned block has about 1,000 pages, a searched one a few.
                    if window.isOver() { break }
                }
                return head
            }
            if next > head { break }
        }
        return records
    }
}

extension Transaction {
    /// Adds the records of a subject within one block.
    fileprivate func collect<R: BitwiseCopyable>(
        _ subject: UInt64,
        from first: UInt64,
        through last: UInt64,
        limit: Int,
        into records: inout [R]
    ) throws(StorageError) {
        let block = first >> Limits.blockShift
        guard let run = unsafe try value(.subjects, key: block) else {
            return try scan(subject, from: first, through: last, limit: limit, into: &records)
        }
        let count = run.count / SubjectRun.entryBytes
        guard run.count <= SubjectRun.bytes, run.count.isMultiple(of: SubjectRun.entryBytes) else {
            throw StorageError(
                .damaged,
                "a run of the subject index has a wrong size",
                nextStep: "rebuild the subject index",
                table: "subjects",
                position: block
            )
        }
        var low = 0
        var high = count
        while low < high {
            let middle = low + (high - low) / 2
            if unsafe entry(run, middle) >> 16 < subject { low = middle + 1 } else { high = middle }
        }
        while low < count, records.count < limit {
            let entry = unsafe entry(run, low)
            guard entry >> 16 == subject else { return }
            let sequence = block << Limits.blockShift | entry & 0xFFFF
            guard sequence <= last else { return }
            let found: R?? = unsafe try fact(at: sequence) { bytes in
                unsafe Record.subject(bytes, at: 0) == subject
                    ? unsafe Record.load(bytes, as: R.self) : nil
            }
            guard let record = found ?? nil else {
                throw StorageError(
                    .damaged,
                    "the subject index and a record differ",
                    nextStep: "rebuild the subject index",
                    table: "subjects",
                    position: sequence
                )
            }
            records.append(record)
            low += 1
        }
    }

    @unsafe
    private func entry(_ run: UnsafeRawBufferPointer, _ index: Int) -> UInt64 {
        unsafe UInt64(
            littleEndian: run.loadUnaligned(
                fromByteOffset: index * SubjectRun.entryBytes,
                as: UInt64.self
            )
        )
    }

    private func scan<R: BitwiseCopyable>(
        _ subject: UInt64,
        from first: UInt64,
        through last: UInt64,
        limit: Int,
        into records: inout [R]
    ) throws(StorageError) {
        var window = ReadWindow.unlimited
        do {
            _ = unsafe try eachPage(from: first, through: last, window: &window) { page in
                for offset in stride(from: 0, to: page.count, by: Limits.recordBytes)
                where unsafe Record.subject(page, at: offset) == subject {
                    guard records.count < limit else { return false }
                    unsafe records.append(
                        page.loadUnaligned(fromByteOffset: offset, as: R.self)
                    )
                }
                return true
            }
        } catch let error as StorageError {
            throw error
        } catch {
            throw StorageError(.damaged, "a block cannot be read", table: "facts", position: first)
        }
    }
}
