/// Every bound of the storage, in one place. `schemas/log.md` repeats those that are format.
package enum Limits {
    /// Bytes of a record.
    package static let recordBytes = 64
    /// The greatest sequence: a record's subject field holds 48 bits.
    package static let sequence: UInt64 = (1 << 48) - 1
    /// Facts of one commit.
    package static let factsPerCommit = 1 << 20
    /// Commands of one commit.
    package static let commandsPerCommit = 1 << 16
    /// Seals of one commit.
    package static let sealsPerCommit = 1 << 16
    /// Pages of 4 KiB that bodies and sealed content of one commit may fill, each rounded up. LMDB
    /// keeps at most 131,071 changed pages; facts and commands at their own limits need about
    /// 40,000.
    package static let contentPagesPerCommit = 48 << 10
    /// Bytes of such a page, whatever a machine's own pages are: a commit that one machine takes,
    /// another can import.
    package static let contentPageBytes = 4 << 10
    /// Bytes of a row of the table `commits`: a commit at its other limits.
    package static let commitValueBytes = 72 + commandsPerCommit * 16 + sealsPerCommit * 48
    /// Bytes of a command's row.
    package static let rowBytes = 1 << 10
    /// Bytes of a command's id.
    package static let commandIDBytes = 16
    /// Bytes of a body.
    package static let bodyBytes = 1 << 20
    /// Bytes of one sealed content.
    package static let sealedBytes = 32 << 20
    /// Bytes of the keyed hash of a contact address.
    package static let partyHashBytes = 32
    /// Bytes of the identity of a log.
    package static let identityBytes = 16
    /// Bytes of a free value of the table `meta`.
    package static let metaValueBytes = 4 << 10
    /// Bytes of a free key of the table `meta`.
    package static let metaKeyBytes = 64
    /// Sequences of a block: the facts under one key, and one run of the subject index.
    package static let blockShift: UInt64 = 16
    /// Binary logarithm of the runs of the subject index that are merged into one of the next level.
    package static let mergedRunShift: UInt64 = 4
    /// Levels of merged runs. An entry has 16 bits for a block of its group, so there can't be more
    /// than four.
    package static let mergedRunLevels: UInt64 = 3
    /// Entries of a merged run: 8 MiB. A longer one is not kept.
    package static let mergedRunEntries = 1 << 20
    /// Pages a read window may cover before its transaction is renewed: 16 MiB of 4 KiB pages.
    package static let windowPages = 4 << 10
    /// What the processor reads from memory at once, in bytes.
    static let cacheLineBytes = 64
    /// Milliseconds a read window may last before its transaction is renewed.
    package static let windowMilliseconds: Int64 = 200
    /// Records a query of one subject returns at most.
    package static let subjectRecords = 1 << 16
    /// Simultaneous readers of all processes.
    package static let readers: UInt32 = 254
    /// Appends of this process after which the places of dead readers are freed.
    package static let appendsPerSweep = 1 << 10
    /// Transactions that a reader's view may be behind before it is reported as one that makes the
    /// file grow.
    package static let readerLag: UInt64 = 1_000
    /// Bytes of the lock file for that many readers, as LMDB computes them.
    package static let lockFileBytes = 16 << 10
    /// The address range reserved for the map: more than a billion facts, and little enough for some
    /// five hundred books in one process, whose addresses have 47 bits.
    package static let mapBytes = 1 << 38
    /// The smallest range that is tried where address space is limited.
    package static let mapBytesFloor = 64 << 20
    /// Attempts to adopt a map that another process has grown.
    package static let resizeAttempts = 50
    /// Free disk space under which nothing is appended.
    package static let diskFloorBytes: UInt64 = 64 << 20
    /// Bytes of the file that keeps space for what care must not stop at: room for some ten thousand
    /// accesses.
    package static let diskReserveBytes = 4 << 20
    /// Free disk space under which that file is given up. A log is not made under it either.
    package static let diskReserveFloorBytes: UInt64 = 4 << 20
    /// Free disk space under which not even an access is appended: one commit and the lock file.
    package static let diskLeastBytes: UInt64 = 1 << 20
    /// Bytes of a path.
    package static let pathBytes = 4 << 10
    /// Bytes of commits that an export reads in one view, unless a single one is longer.
    package static let exportWindowBytes = 4 << 20
    /// Bytes of one line of an export: a full commit in base 64.
    package static let exportLineBytes = 1 << 30
    /// Bytes of a projection's name in the name of its snapshot's file.
    package static let snapshotNameBytes = 200
    /// Bytes of a snapshot's payload.
    package static let snapshotBytes = 8 << 30
    /// Depth of a page tree; LMDB's own cursor stack.
    package static let treeDepth = 32
}
