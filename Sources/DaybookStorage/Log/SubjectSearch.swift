/// The records of one subject on their way out of the log, over as many read windows as it takes.
struct SubjectSearch<R: BitwiseCopyable> {
    private let subject: UInt64
    private let last: UInt64
    private let limit: Int
    private(set) var records: [R] = []
    /// Where to go on: all before it is searched.
    private var next: UInt64
    /// The group whose merged run is being followed.
    private var group: RunGroup?

    init(of subject: UInt64, through last: UInt64, limit: Int) {
        self.subject = subject
        self.last = last
        self.limit = limit
        self.next = subject
    }

    /// Goes on until everything is found or the window is over, which counts each run that is
    /// searched and each block that is scanned.
    ///
    /// - Returns: whether everything is found.
    mutating func advance(
        in view: Transaction,
        _ window: inout ReadWindow
    ) throws(StorageError) -> Bool {
        let head = try view.head().sequence
        let end = min(head, last)
        while next <= end, records.count < limit {
            let block = next >> Limits.blockShift
            if group == nil { group = try mergedGroup(from: block, head: head, view) }
            if let group {
                try follow(group, through: end, view, &window)
            } else {
                _ = try collect(fromBlock: block, through: end, view)
                next = (block &+ 1) << Limits.blockShift
            }
            // A scanned block has about 1,000 pages, a searched one a few.
            if window.isOver() { break }
        }
        return next > end || records.count >= limit
    }

    /// The greatest complete group that begins at a block and has a merged run which knows the
    /// subject: one that began before it.
    private func mergedGroup(
        from block: UInt64,
        head: UInt64,
        _ view: Transaction
    ) throws(StorageError) -> RunGroup? {
        let complete = (head &+ 1) >> Limits.blockShift
        for level in (0..<view.levels.highest).reversed() {
            let group = view.levels.group(level &+ 1, of: block)
            guard group.firstBlock == block, group.end <= complete, group.firstSequence > subject
            else { continue }
            if unsafe try view.value(.subjects, key: group.key) != nil { return group }
        }
        return nil
    }

    /// Collects from the blocks that a merged run names, and leaves the group behind.
    private mutating func follow(
        _ group: RunGroup,
        through end: UInt64,
        _ view: Transaction,
        _ window: inout ReadWindow
    ) throws(StorageError) {
        // A rebuild may have removed it since the last window.
        guard let run = unsafe try view.run(of: group) else {
            self.group = nil
            return
        }
        var offset = next >> Limits.blockShift &- group.firstBlock
        var index = unsafe run.firstIndex(notBefore: subject << 16 | offset)
        while unsafe index < run.count, unsafe run[index] >> 16 == subject {
            let named = unsafe run[index] & 0xFFFF
            guard named >= offset, named < group.blocks else {
                throw StorageError.damagedIndex(
                    "a merged run of the subject index names a block that is not its own",
                    at: group.key
                )
            }
            next = (group.firstBlock &+ named) << Limits.blockShift
            guard next <= end, records.count < limit else { return }
            guard try collect(fromBlock: group.firstBlock &+ named, through: end, view) else {
                throw StorageError.damagedIndex(
                    "two runs of the subject index differ",
                    at: group.key
                )
            }
            next &+= 1 << Limits.blockShift
            if window.isOver() { return }
            offset = named &+ 1
            index += 1
        }
        next = group.end << Limits.blockShift
        self.group = nil
    }

    /// Adds the subject's records of one block, by its run or, where it has none, by a scan.
    ///
    /// - Returns: false if the block has a run and the subject is not in it.
    private mutating func collect(
        fromBlock block: UInt64,
        through end: UInt64,
        _ view: Transaction
    ) throws(StorageError) -> Bool {
        guard let run = unsafe try view.run(of: view.levels.group(0, of: block)) else {
            try scan(block, through: end, view)
            return true
        }
        let first = unsafe run.firstIndex(notBefore: subject << 16)
        var index = first
        while unsafe index < run.count, records.count < limit {
            let entry = unsafe run[index]
            guard entry >> 16 == subject else { break }
            let sequence = block << Limits.blockShift | entry & 0xFFFF
            guard sequence <= end else { return true }
            records.append(try record(at: sequence, view))
            index += 1
        }
        return index > first
    }

    /// A record that a run names; its own subject decides.
    private func record(at sequence: UInt64, _ view: Transaction) throws(StorageError) -> R {
        let found: R?? = unsafe try view.fact(at: sequence) { bytes in
            unsafe Record.subject(bytes, at: 0) == subject
                ? unsafe Record.load(bytes, as: R.self) : nil
        }
        guard let record = found ?? nil else {
            throw StorageError.damagedIndex(
                "the subject index and a record differ",
                at: sequence
            )
        }
        return record
    }

    private mutating func scan(
        _ block: UInt64,
        through end: UInt64,
        _ view: Transaction
    ) throws(StorageError) {
        var window = ReadWindow.unlimited
        let first = max(next, block << Limits.blockShift)
        do {
            _ = unsafe try view.eachPage(
                from: first,
                through: min(first | 0xFFFF, end),
                window: &window
            ) { page in
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
