extension Transaction {
    /// What the run of a group is to hold, worked out from what is below it: a block's from its
    /// facts, a merged one from the runs that it merges. Nil if a merged run is not to be kept.
    func derivedRun(of group: RunGroup) throws(StorageError) -> [UInt64]? {
        group.level == 0
            ? try subjectRun(ofBlock: group.number) : try mergedRun(of: group)
    }

    /// Which blocks of a group have facts of which subjects that began before it:
    /// subject << 16 | how many of the group's blocks lie before, sorted, each once.
    ///
    /// - Returns: nil if a run below is missing or has a wrong size, or if the merged one would be
    ///   over its limit: what it would tell is then searched one level below.
    /// - Complexity: O(entries below that are taken over), and a sort of at most
    ///   ``RunLevels/entries``.
    private func mergedRun(of group: RunGroup) throws(StorageError) -> [UInt64]? {
        var entries: [UInt64] = []
        for member in levels.members(of: group) {
            guard let value = unsafe try value(.subjects, key: member.key),
                let run = unsafe StoredRun(value, limit: levels.bytes(at: member.level))
            else { return nil }
            let offset = member.firstBlock &- group.firstBlock
            for index in unsafe 0..<run.count {
                let entry = unsafe run[index]
                // Sorted by subject: what began before the group comes first.
                guard entry >> 16 < group.firstSequence else { break }
                let within = member.level == 0 ? 0 : entry & 0xFFFF
                let merged = entry & ~0xFFFF | offset | within
                if merged == entries.last { continue }
                guard entries.count < levels.entries else { return nil }
                entries.append(merged)
            }
        }
        entries.sort()
        return entries
    }

    /// The stored run of a group; nil if there is none.
    ///
    /// - Throws: ``StorageError``; `damaged` if it has a wrong size.
    @unsafe
    func run(of group: RunGroup) throws(StorageError) -> StoredRun? {
        guard let value = unsafe try value(.subjects, key: group.key) else { return nil }
        guard let run = unsafe StoredRun(value, limit: levels.bytes(at: group.level)) else {
            throw StorageError.damagedIndex(
                "a run of the subject index has a wrong size",
                at: group.key
            )
        }
        return unsafe run
    }

    /// The first key of the table `subjects` at which there should be nothing; nil if all is well.
    ///
    /// - Complexity: a seek a level.
    func strayRun() throws(StorageError) -> UInt64? {
        let blocks = (try head().sequence &+ 1) >> Limits.blockShift
        for keys in levels.unusedKeys(blocks: blocks) {
            let cursor = try cursor(.subjects)
            guard let entry = unsafe try cursor.seek(keys.lowerBound) else { return nil }
            let key = unsafe try cursor.integerKey(entry)
            if keys.contains(key) { return key }
        }
        return nil
    }
}

extension StorageError {
    /// The subject index is not what its facts make it: it can be worked out again.
    static func damagedIndex(_ what: String, at position: UInt64) -> StorageError {
        StorageError(
            .damaged,
            what,
            nextStep: "rebuild the subject index",
            table: Table.subjects.name,
            position: position
        )
    }
}
