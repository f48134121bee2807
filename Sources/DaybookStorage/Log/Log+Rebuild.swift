extension Log {
    /// Works out the run of every complete block anew, a commit a block, and writes those that
    /// differ from what is stored.
    ///
    /// - Returns: how many were written.
    /// - Throws: ``StorageError``.
    /// - Complexity: O(facts).
    @discardableResult
    package func rebuildSubjects() throws -> Int {
        var written = 0
        var block: UInt64 = 0
        while block < (try head().sequence &+ 1) >> Limits.blockShift {
            let current = block
            try append(at: .min) { appender in
                let run = SubjectRun.encode(
                    try appender.transaction.view.subjectRun(ofBlock: current)
                )
                let stored = try appender.transaction.view.bytes(
                    .subjects,
                    key: current,
                    limit: .max
                )
                guard stored != run else { return }
                written += 1
                try appender.attempt { transaction throws(StorageError) in
                    try transaction.put(.subjects, key: current, value: run)
                }
            }
            block &+= 1
        }
        return written
    }
}
