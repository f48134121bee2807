internal import CLMDB

extension Log {
    /// Runs `body` in the write transaction, alone over all processes, and makes what it appended
    /// durable before it returns.
    ///
    /// Everything runs on the calling thread, which waits while another append runs, and for two
    /// device flushes: never call it from a thread that others need. If `body` appended nothing,
    /// nothing is written. If it throws, everything it appended is rolled back.
    ///
    /// When the commit itself fails, whether it is stored is known only after a restart: the error
    /// says so, and every later append throws `poisoned`.
    ///
    /// - Parameters:
    ///   - recordedAt: the writer's clock, in milliseconds since 1970 UTC. The commit is recorded
    ///     at this instant or at the previous commit's, whichever is later.
    ///   - mayUseReserve: whether it may go below the floor of free disk space, down to
    ///     ``Limits/diskReserveFloorBytes``: for what care must not stop at.
    /// - Throws: ``StorageError``, or what `body` throws.
    package func append<T>(
        at recordedAt: Int64,
        mayUseReserve: Bool = false,
        _ body: (inout Appender) throws -> T
    ) throws -> T {
        try environment.checkWritable(mayUseReserve: mayUseReserve)
        let transaction = try WriteTransaction(environment)
        // Another thread may have tripped the latch while this one waited.
        try environment.checkLatch()
        try environment.checkInPlace()
        let head = try transaction.view.head()
        var appender = Appender(transaction, head: head, at: recordedAt)
        let result = try body(&appender)
        try appender.finish()
        if appender.hasChanged {
            environment.isDurable(through: appender.lastCommit)
        } else {
            // Nothing was written, so nothing was flushed: `body` may have found what another
            // process has written and not flushed.
            try environment.makeDurable(through: head.commit)
        }
        if appender.hasDeleted { environment.extendToLastPage() }
        return result
    }

    /// Makes sure that a commit read from this log is on the disk, before anybody is told that it is
    /// stored. O(1); a flush where the commit is another process's.
    ///
    /// - Throws: ``StorageError``; `outcomeUnknown` if the flush fails, and every later append then
    ///   throws `poisoned`. A log opened for reading only flushes nothing.
    package func makeDurable(through commit: UInt64) throws(StorageError) {
        try environment.checkProcess()
        try environment.makeDurable(through: commit)
    }
}

extension Appender {
    /// Writes the commit's row and the subject runs it completes, and commits.
    mutating func finish() throws(StorageError) {
        if let failure { throw failure }
        guard hasChanged else { return }
        if lastCommit > head.commit { _ = try endCommit() }
        try transaction.commit()
    }

    /// The last commit of the log when this append has ended: what changes only what is not chained
    /// makes none.
    var lastCommit: UInt64 {
        factBytes.isEmpty && commandIDBytes.isEmpty ? head.commit : commitNumber
    }

    /// Writes the commit's row, which closes its place in the chain.
    mutating func endCommit() throws(StorageError) -> CommitRecord {
        let record = commitRecord()
        try attempt { transaction throws(StorageError) in
            try transaction.put(
                .commits,
                key: record.number,
                value: record.encoded,
                flags: MDB_APPEND
            )
        }
        try writeCompleteRuns(through: record.lastSequence)
        return record
    }

    private func commitRecord() -> CommitRecord {
        var record = CommitRecord(
            number: commitNumber,
            firstSequence: head.sequence &+ 1,
            factCount: UInt32(truncatingIfNeeded: factBytes.count / Limits.recordBytes),
            recordedAt: recordedAt,
            commandTotal: head.commands &+ UInt64(commandCount),
            digest: [],
            bodyCount: bodyCount,
            commandIDBytes: commandIDBytes,
            seals: seals
        )
        var chain = Chain(previous: head.digest, commit: record)
        chain.update(factBytes)
        chain.update(bodyChain)
        chain.update(commandChain)
        chain.update(record.sealBytes)
        record.digest = chain.finish()
        return record
    }

    /// Writes the run of every block that this commit has completed, and of every group of blocks.
    private mutating func writeCompleteRuns(through last: UInt64) throws(StorageError) {
        let firstOpen = (head.sequence &+ 1) >> Limits.blockShift
        let lastOpen = (last &+ 1) >> Limits.blockShift
        for block in firstOpen..<lastOpen {
            try writeRuns(completedBy: block)
        }
    }
}
