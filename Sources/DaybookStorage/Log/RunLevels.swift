/// How the runs of the subject index are merged: those of single blocks, level 0, into runs of groups
/// of blocks, and those into runs of greater groups.
///
/// The format has one such measure, ``standard``; another lets a small log have several levels.
struct RunLevels: Sendable, Hashable {
    /// Binary logarithm of how many groups make one of the next level.
    var fanOutShift: UInt64
    /// The highest level.
    var highest: UInt64
    /// Entries a merged run may have; a longer one is not kept.
    var entries: Int

    static let standard = RunLevels(
        fanOutShift: Limits.mergedRunShift,
        highest: Limits.mergedRunLevels,
        entries: Limits.mergedRunEntries
    )
    /// Where the level stands in a key of the table `subjects`.
    static let keyShift: UInt64 = 56

    /// The group of a level that a block lies in.
    func group(_ level: UInt64, of block: UInt64) -> RunGroup {
        let shift = level &* fanOutShift
        return RunGroup(level: level, number: block >> shift, shift: shift)
    }

    /// The groups of which a block is the last one, itself first.
    func completed(by block: UInt64) -> [RunGroup] {
        (0...highest).map { group($0, of: block) }.filter { $0.end == block &+ 1 }
    }

    /// The groups one level below that make up a merged one.
    func members(of merged: RunGroup) -> [RunGroup] {
        let below = merged.level &- 1
        return stride(
            from: merged.firstBlock,
            to: merged.end,
            by: 1 << Int(below &* fanOutShift)
        ).map { group(below, of: $0) }
    }

    /// Bytes of the longest run of a level.
    func bytes(at level: UInt64) -> Int {
        level == 0 ? SubjectRun.bytes : entries * SubjectRun.entryBytes
    }

    /// The keys of the table `subjects` at which there is no run, in a log of so many complete
    /// blocks.
    func unusedKeys(blocks: UInt64) -> [ClosedRange<UInt64>] {
        let within = (0...highest).map { level in
            group(level, of: blocks).key...((level &+ 1) << RunLevels.keyShift &- 1)
        }
        return within + [(highest &+ 1) << RunLevels.keyShift ... .max]
    }
}
