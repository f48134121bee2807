extension Log {
    /// Works out the run of every complete block anew, and the merged runs that each block
    /// completes, a commit a block; writes those that differ from what is stored, and removes those
    /// that are not to be there.
    ///
    /// It also gives a log its merged runs that was written before there were any.
    ///
    /// - Parameter progress: told, after each block, up to which sequence it is done.
    /// - Returns: how many were written or removed.
    /// - Throws: ``StorageError``.
    /// - Complexity: O(facts).
    @discardableResult
    package func rebuildSubjects(progress: (UInt64) -> Void = { _ in }) throws -> Int {
        var changes = 0
        var block: UInt64 = 0
        while block < (try head().sequence &+ 1) >> Limits.blockShift {
            changes += try append(at: .min) { try $0.writeRuns(completedBy: block) }
            block &+= 1
            progress(block << Limits.blockShift &- 1)
        }
        while try append(at: .min, { try $0.removeStrayRun() }) { changes += 1 }
        return changes
    }
}

extension Appender {
    /// Writes the run of a complete block and the merged runs it completes, where they differ from
    /// what is stored; removes one that is not to be kept.
    ///
    /// The last room of a volume is not for merged runs, which may be missing.
    ///
    /// - Returns: how many were written or removed.
    @discardableResult
    mutating func writeRuns(completedBy block: UInt64) throws(StorageError) -> Int {
        var changes = 0
        for group in transaction.view.levels.completed(by: block) {
            if group.level > 0, !transaction.hasRoom { break }
            let run = try transaction.view.derivedRun(of: group).map(SubjectRun.encode)
            let stored = try transaction.view.bytes(.subjects, key: group.key, limit: .max)
            guard run != stored else { continue }
            changes += 1
            if let run {
                try attempt { transaction throws(StorageError) in
                    try transaction.put(.subjects, key: group.key, value: run)
                }
            } else {
                try removeRun(group.key)
            }
        }
        return changes
    }

    /// Removes a value of the table `subjects` that is no run of the log's complete blocks; false if
    /// there is none.
    fileprivate mutating func removeStrayRun() throws(StorageError) -> Bool {
        guard let key = try transaction.view.strayRun() else { return false }
        try removeRun(key)
        return true
    }

    private mutating func removeRun(_ key: UInt64) throws(StorageError) {
        try attempt { transaction throws(StorageError) in
            _ = try transaction.delete(.subjects, key: key)
        }
        hasDeleted = true
    }
}
