extension Log {
    /// All records of a subject in order, from the subject's own first record on.
    ///
    /// It searches the run of the subject's own block and those of the complete blocks up to the
    /// next group of blocks with a merged run. From there on merged runs tell which blocks are to be
    /// searched, each of them for as many blocks as there are in its group: 16, 256 or 4,096. A block
    /// without a run is scanned: the incomplete last one, or one whose run was dropped. Each
    /// candidate's own subject field decides.
    ///
    /// - Parameters:
    ///   - subject: the sequence of the subject's first fact.
    ///   - last: where to end; whoever has the newest facts at hand need not have them scanned.
    ///   - limit: how many records are returned at most.
    /// - Throws: ``StorageError``.
    /// - Complexity: O((log n + n / 4,096 + blocks that have its records) × log of a run's entries +
    ///   records + last block), with n for the blocks since the subject began. Where a merged run is
    ///   missing the runs below it are searched, 16 for each: of a log without any, n.
    package func records<R: BitwiseCopyable>(
        ofSubject subject: UInt64,
        as type: R.Type,
        through last: UInt64 = .max,
        limit: Int = Limits.subjectRecords
    ) throws(StorageError) -> [R] {
        Record.check(type)
        guard subject >= 1, subject <= Limits.sequence else { return [] }
        var search = SubjectSearch<R>(of: subject, through: last, limit: limit)
        var isComplete = false
        while !isComplete {
            var window = ReadWindow(pages: environment.options.windowPages / 64)
            isComplete = try environment.read { view throws(StorageError) in
                try search.advance(in: view, &window)
            }
        }
        return search.records
    }
}
