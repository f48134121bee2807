internal import CLMDB
internal import Glibc
internal import Synchronization

/// LMDB's environment: one open directory, its tables, and the rules LMDB leaves to its callers.
@safe
final class Environment: Sendable {
    // LMDB's environment may be used by any thread; its transactions are guarded below.
    nonisolated(unsafe) let pointer: OpaquePointer
    let tables: TableHandles
    let pageBytes: Int
    let options: LogOptions
    let directory: String
    private let identity: FileIdentity
    /// That of the lock file; nil where a log is read without one.
    private let lockIdentity: FileIdentity?
    private let process: pid_t
    private let lineage: UInt64
    let dataDescriptor: Int32
    /// Transactions in progress in this process: the map may change only when there are none.
    private let live = Mutex(0)
    private let poisoned = Atomic<Bool>(false)
    private let isUnmapped = Atomic<Bool>(false)
    private let writingThread = Atomic<UInt>(0)
    private let turn: WriterTurn
    let reserve: SpaceReserve
    /// The last commit that this process has seen on the disk by a flush of its own.
    private let durableCommit = Atomic<UInt64>(0)
    let appendsSinceSweep = Atomic<Int>(0)

    /// Takes over an opened environment and its place in the registry.
    init(_ opened: consuming OpenedEnvironment, directory: String, options: LogOptions) {
        unsafe self.pointer = opened.pointer
        self.tables = opened.tables
        self.pageBytes = opened.pageBytes
        self.dataDescriptor = opened.dataDescriptor
        self.identity = opened.identity
        self.lockIdentity = opened.lockIdentity
        self.directory = FileSystem.absolute(directory)
        self.options = options
        self.process = getpid()
        self.lineage = Lineage.current
        self.turn = WriterTurn(descriptor: opened.dataDescriptor, path: directory)
        self.reserve = SpaceReserve(ofBook: FileSystem.parent(of: self.directory))
    }

    deinit {
        // After a fork the map and the locks belong to the parent.
        guard process == getpid() else { return }
        unsafe mdb_env_close(pointer)
        OpenLogs.remove(identity)
    }

    /// Trips the latch: no append begins any more.
    func poison() {
        poisoned.store(true, ordering: .sequentiallyConsistent)
    }

    /// Refuses to write once a commit has failed.
    func checkLatch() throws(StorageError) {
        guard !poisoned.load(ordering: .sequentiallyConsistent) else {
            throw StorageError(
                .poisoned,
                "a commit failed before",
                nextStep: "restart the process and ask again by command id"
            )
        }
    }

    /// Refuses to append to files that are the book's no more, with the turn to write in hand: what
    /// goes to a file that was replaced is lost with it, and whoever has another lock file writes over
    /// what this process has not seen.
    func checkInPlace() throws(StorageError) {
        for (name, known) in [("/data.mdb", identity), ("/lock.mdb", lockIdentity)] {
            guard try FileSystem.status(directory + name)?.identity == known else {
                throw StorageError(
                    .replaced,
                    "\(directory)\(name) was replaced or removed while the log was open",
                    nextStep: "put the right log in place, then restart every process that uses it"
                )
            }
        }
    }

    /// Refuses a use after a fork.
    func checkProcess() throws(StorageError) {
        guard lineage == Lineage.current else {
            throw StorageError(
                .forked,
                "the log was opened before this process was forked",
                nextStep: "open the log in the process that uses it"
            )
        }
        if isUnmapped.load(ordering: .relaxed) {
            throw StorageError(
                .mapFull,
                "the address range for a grown log was not granted",
                nextStep: "raise the limit of address space, then restart"
            )
        }
    }

    /// Refuses an append that could not end well.
    func checkWritable(mayUseReserve: Bool) throws(StorageError) {
        try checkProcess()
        if options.readOnly {
            throw StorageError(.readOnly, "the log was opened for reading")
        }
        try checkLatch()
        if writingThread.load(ordering: .relaxed) == UInt(pthread_self()) {
            throw StorageError(
                .nestedAppend,
                "an append is in progress on this thread",
                nextStep: "use its appender"
            )
        }
        try checkSpace(mayUseReserve: mayUseReserve)
        growIfNearlyFull()
        tidyUpSometimes()
    }

    func begin(writing: Bool) throws(StorageError) -> Transaction {
        try checkProcess()
        guard writing else { return try begun(writing: false) }
        try turn.take()
        do throws(StorageError) {
            let transaction = try begun(writing: true)
            writingThread.store(UInt(pthread_self()), ordering: .relaxed)
            return transaction
        } catch {
            turn.give()
            throw error
        }
    }

    private func begun(writing: Bool) throws(StorageError) -> Transaction {
        for attempt in 0... {
            let (code, transaction) = unsafe beginOnce(writing: writing)
            if let transaction = unsafe transaction {
                return unsafe Transaction(
                    pointer: transaction,
                    tables: tables,
                    pageBytes: pageBytes,
                    isWriting: writing,
                    levels: options.levels
                )
            }
            guard code == MDB_MAP_RESIZED, attempt < Limits.resizeAttempts else {
                throw StorageError(lmdb: code, doing: "beginning a transaction")
            }
            if !adoptResizedMap() { _ = usleep(10_000) }
        }
        throw StorageError(.busy, "the map is being resized")
    }

    @unsafe
    private func beginOnce(writing: Bool) -> (Int32, OpaquePointer?) {
        // Counted before it begins, outside the lock: beginning to write can wait long.
        live.withLock { $0 += 1 }
        var transaction: OpaquePointer?
        let flags = writing ? 0 : UInt32(MDB_RDONLY)
        let code = unsafe mdb_txn_begin(pointer, nil, flags, &transaction)
        if code != MDB_SUCCESS { live.withLock { $0 -= 1 } }
        return unsafe (code, code == MDB_SUCCESS ? transaction : nil)
    }

    /// Runs `body` in a read transaction of its own, which sees one commit.
    func read<T>(
        _ body: (Transaction) throws(StorageError) -> T
    ) throws(StorageError) -> T {
        let transaction = try begin(writing: false)
        defer { abort(transaction) }
        return try body(transaction)
    }

    /// Runs `body`, which may throw an error of its caller's, in a read transaction of its own.
    func readWindow<T>(_ body: (Transaction) throws -> T) throws -> T {
        let transaction = try begin(writing: false)
        defer { abort(transaction) }
        return try body(transaction)
    }

    /// Another process has grown the file beyond this map: maps it anew if nobody uses it.
    private func adoptResizedMap() -> Bool {
        live.withLock { live in
            guard live == 0 else { return false }
            return remap(bytes: 0)
        }
    }

    /// Doubles a map that is nearly full, as it can be where address space is limited, if nobody
    /// uses it and the system grants the range.
    func growIfNearlyFull() {
        guard let usage = try? usage(), usage.usedBytes / 7 >= usage.mapBytes / 10 else { return }
        let (wanted, overflow) = Int(clamping: usage.mapBytes).multipliedReportingOverflow(by: 2)
        live.withLock { live in
            guard live == 0, !overflow, FileSystem.canReserve(bytes: wanted) else { return }
            _ = remap(bytes: wanted)
        }
    }

    /// LMDB has no map at all after a failure here, so nothing may be begun any more.
    private func remap(bytes: Int) -> Bool {
        let isMapped = unsafe mdb_env_set_mapsize(pointer, bytes) == MDB_SUCCESS
        if !isMapped {
            poison()
            isUnmapped.store(true, ordering: .sequentiallyConsistent)
        }
        return isMapped
    }

    func abort(_ transaction: Transaction) {
        unsafe mdb_txn_abort(transaction.pointer)
        live.withLock { $0 -= 1 }
        if transaction.isWriting { endWriting() }
    }

    func commit(_ transaction: Transaction) throws(StorageError) {
        let code = unsafe mdb_txn_commit(transaction.pointer)
        live.withLock { $0 -= 1 }
        endWriting()
        guard code == MDB_SUCCESS else {
            // LMDB would accept further commits after a failed flush of data; the kernel has
            // dropped the dirty pages by then, so nothing written later could be trusted.
            poison()
            let cause = StorageError(lmdb: code, doing: "committing")
            // LMDB reports a write that was cut short, as on a full volume, as EIO. Full or not, it
            // is in doubt: the meta page may have been written.
            let free = FileSystem.freeBytes(descriptor: dataDescriptor) ?? .max
            let isFull =
                cause.code == .diskFull || code == EIO && free < Limits.diskReserveFloorBytes
            throw StorageError(
                .outcomeUnknown,
                isFull ? "committing: no space is left on the volume" : cause.message,
                nextStep: (isFull ? "free space, then " : "")
                    + "restart the process and ask again by command id",
                cause: code
            )
        }
    }

    private func endWriting() {
        writingThread.store(0, ordering: .relaxed)
        turn.give()
    }

    /// Makes sure that a commit, which this process has read, is on the disk before it is told of.
    ///
    /// A process that was killed between writing a commit's meta page and its flush leaves a commit
    /// that is read by the next writer and not yet durable. Opening flushes; a process that has the
    /// log open already does it here, once for each commit that is not its own.
    ///
    /// - Throws: `outcomeUnknown` if the flush fails; nothing is written by this process then.
    func makeDurable(through commit: UInt64) throws(StorageError) {
        guard !options.readOnly, commit > durableCommit.load(ordering: .relaxed) else { return }
        try checkLatch()
        guard fdatasync(dataDescriptor) == 0 else {
            let code = errno
            poison()
            throw StorageError(
                .outcomeUnknown,
                "flushing what another process has committed",
                nextStep: "restart the process and ask again by command id",
                cause: code
            )
        }
        isDurable(through: commit)
    }

    /// Notes that a flush has ended after this commit was written.
    func isDurable(through commit: UInt64) {
        durableCommit.max(commit, ordering: .relaxed)
    }

    /// Flushes everything once more.
    func sync() throws(StorageError) {
        let code = unsafe mdb_env_sync(pointer, 1)
        guard code == MDB_SUCCESS else {
            throw StorageError(lmdb: code, doing: "flushing")
        }
    }

    /// Copies a consistent, compacted image to a descriptor.
    func copy(to descriptor: Int32) throws(StorageError) {
        try checkProcess()
        live.withLock { $0 += 1 }
        defer { live.withLock { $0 -= 1 } }
        let code = unsafe mdb_env_copyfd2(pointer, descriptor, UInt32(MDB_CP_COMPACT))
        guard code == MDB_SUCCESS else {
            throw StorageError(lmdb: code, doing: "copying")
        }
    }

    /// The map, and how much of it is used.
    func usage() throws(StorageError) -> LogUsage {
        try checkProcess()
        var info = unsafe MDB_envinfo()
        let code = unsafe mdb_env_info(pointer, &info)
        guard code == MDB_SUCCESS else {
            throw StorageError(lmdb: code, doing: "measuring")
        }
        return unsafe LogUsage(
            usedBytes: UInt64(info.me_last_pgno + 1) &* UInt64(pageBytes),
            mapBytes: UInt64(info.me_mapsize),
            freeDiskBytes: FileSystem.freeBytes(descriptor: dataDescriptor) ?? 0
        )
    }

    /// What to remember once everything is read that there is now, or nil if nothing was committed
    /// since `known` was remembered.
    ///
    /// While a commit makes its meta page durable it is the newest already, and readers still get the
    /// view before it. So what is remembered is what readers see before they read, never what is the
    /// newest.
    func unread(since known: UInt64?) throws(StorageError) -> UInt64? {
        guard try newestTransaction() != known else { return nil }
        return try read { view throws(StorageError) in unsafe UInt64(mdb_txn_id(view.pointer)) }
    }

    /// The number of the newest transaction that is committed; each one that changes anything has
    /// its own. O(1), and no read transaction.
    func newestTransaction() throws(StorageError) -> UInt64 {
        try checkProcess()
        var info = unsafe MDB_envinfo()
        let code = unsafe mdb_env_info(pointer, &info)
        guard code == MDB_SUCCESS else {
            throw StorageError(lmdb: code, doing: "measuring")
        }
        return unsafe UInt64(info.me_last_txnid)
    }

    /// Extends the file to its last page: LMDB does not write pages that were taken and given back
    /// within one commit, and a file that ends before its last page looks truncated.
    func extendToLastPage() {
        guard let used = try? usage().usedBytes, used > UInt64(pageBytes) else { return }
        // Extends, never shortens, whatever another process appends meanwhile.
        _ = posix_fallocate(dataDescriptor, off_t(used) - off_t(pageBytes), off_t(pageBytes))
    }
}
