extension Log {
    /// The end of the log.
    package func head() throws(StorageError) -> LogHead {
        try environment.read { view throws(StorageError) in try view.head() }
    }

    /// Hands the records from `first` through `last` to `body`, in order, a stored page at a time
    /// and mostly without a copy. It ends at the head that a window finds, after `last`, or when
    /// `body` returns false.
    ///
    /// The scan runs in windows bounded in pages and time, each with a read transaction of its
    /// own, so that it never keeps the writer from reusing pages. Records never change, so the
    /// windows fit together.
    ///
    /// - Parameter type: a type of 64 bytes for which every pattern of bits is valid.
    /// - Returns: the last sequence that was handed on; `first - 1` if there was none.
    /// - Throws: ``StorageError``, or what `body` throws.
    /// - Complexity: O(log n + pages).
    @discardableResult
    package func scan<R: BitwiseCopyable>(
        _ type: R.Type,
        from first: UInt64 = 1,
        through last: UInt64 = .max,
        _ body: (Span<R>) throws -> Bool
    ) throws -> UInt64 {
        Record.check(type)
        var next = max(first, 1)
        let last = min(last, Limits.sequence)
        while true {
            var window = ReadWindow(pages: environment.options.windowPages)
            let pass = try environment.readWindow { view in
                unsafe try view.eachPage(from: next, through: last, window: &window) { page in
                    unsafe try Records.with(page, as: type, body)
                }
            }
            next = pass.next
            if pass.isComplete { return next &- 1 }
        }
    }

    /// The record at `sequence`; nil if the log does not reach it.
    package func record<R: BitwiseCopyable>(
        at sequence: UInt64,
        as type: R.Type
    ) throws(StorageError) -> R? {
        Record.check(type)
        return try environment.read { view throws(StorageError) in
            unsafe try view.fact(at: sequence) { unsafe Record.load($0, as: type) }
        }
    }

    /// The body of the fact at `sequence`; nil if it has none.
    package func body(at sequence: UInt64) throws(StorageError) -> [UInt8]? {
        try environment.read { view throws(StorageError) in try view.body(at: sequence) }
    }

    /// Hands the bodies from `first` through `last` to `body` in order, until it returns false.
    ///
    /// - Throws: ``StorageError``, or what `body` throws.
    package func bodies(
        from first: UInt64 = 1,
        through last: UInt64 = .max,
        _ body: (UInt64, [UInt8]) throws -> Bool
    ) throws {
        var next: UInt64? = first
        while let from = next {
            var window = ReadWindow(pages: environment.options.windowPages)
            next = try environment.readWindow { view in
                try view.eachValue(
                    .bodies,
                    from: from,
                    through: last,
                    limit: Limits.bodyBytes,
                    window: &window,
                    body
                )
            }
        }
    }

    /// The sealed bytes of a fact; nil if it has none under `part`, or they were deleted.
    package func sealed(
        at sequence: UInt64,
        part: UInt8
    ) throws(StorageError) -> [UInt8]? {
        try environment.read { view throws(StorageError) in
            try view.sealed(at: sequence, part: part)
        }
    }

    /// The first bytes, at most `count`, of the sealed bytes of a fact; nil if there are none.
    package func sealedBeginning(
        at sequence: UInt64,
        part: UInt8,
        count: Int
    ) throws(StorageError) -> [UInt8]? {
        guard sequence <= Limits.sequence else { return nil }
        return try environment.read { view throws(StorageError) in
            try view.beginning(.sealed, key: sequence << 8 | UInt64(part), count: count)
        }
    }

    /// What is remembered of a command; nil if its id is new.
    package func commandRow(_ id: [UInt8]) throws(StorageError) -> CommandRow? {
        try environment.read { view throws(StorageError) in try view.commandRow(id) }
    }

    /// Hands the remembered commands with `first <= id <= last` to `body` in the order of their
    /// ids, until it returns false. Ids begin with time, so a range of ids is a range of time.
    ///
    /// - Throws: ``StorageError``, or what `body` throws.
    package func commandRows(
        from first: [UInt8],
        through last: [UInt8],
        _ body: ([UInt8], CommandRow) throws -> Bool
    ) throws {
        var next: [UInt8]? = first
        while let from = next {
            var window = ReadWindow(pages: environment.options.windowPages)
            next = try environment.readWindow { view in
                try view.eachCommand(from: from, through: last, window: &window, body)
            }
        }
    }

    /// A commit by its number, from 1; nil if the log does not reach it.
    package func commit(_ number: UInt64) throws(StorageError) -> CommitRecord? {
        try environment.read { view throws(StorageError) in try view.commit(number) }
    }

    /// The chain's digest at a commit, or before the first one at 0; nil if the log does not reach it.
    package func digest(at number: UInt64) throws(StorageError) -> [UInt8]? {
        guard number > 0 else { return Chain.genesis(identity: identity, created: created) }
        return try commit(number)?.digest
    }

    /// The commit that holds `sequence`; nil if the log does not reach it.
    ///
    /// - Complexity: O(log commits).
    package func commit(containing sequence: UInt64) throws(StorageError) -> CommitRecord? {
        try environment.read { view throws(StorageError) in
            try view.commit(containing: sequence)
        }
    }

    /// The last commit recorded at or before `instant`, in milliseconds since 1970 UTC.
    ///
    /// - Complexity: O(log commits).
    package func commit(recordedBy instant: Int64) throws(StorageError) -> CommitRecord? {
        try environment.read { view throws(StorageError) in
            try view.lastCommit { $0.recordedAt <= instant }
        }
    }

    /// The token of a contact address by its keyed hash; nil if it is unknown.
    package func party(_ hash: [UInt8]) throws(StorageError) -> UInt64? {
        try environment.read { view throws(StorageError) in try view.party(hash) }
    }

    /// The tokens of contact addresses as ``party(_:)`` gives them, all in one view.
    package func parties(_ hashes: [[UInt8]]) throws(StorageError) -> [UInt64?] {
        try environment.read { view throws(StorageError) in
            var tokens: [UInt64?] = []
            tokens.reserveCapacity(hashes.count)
            for hash in hashes { tokens.append(try view.party(hash)) }
            return tokens
        }
    }

    /// A free value of the table `meta`; nil if there is none.
    package func meta(_ key: String) throws(StorageError) -> [UInt8]? {
        try environment.read { view throws(StorageError) in try view.meta(key) }
    }

    /// What to remember once everything is read that there is now, to ask again with; nil if nothing
    /// was committed since `known` was remembered, by whichever process. O(1), and no read transaction
    /// where there is nothing.
    package func unread(since known: UInt64?) throws(StorageError) -> UInt64? {
        try environment.unread(since: known)
    }

    /// How full the log is.
    package func usage() throws(StorageError) -> LogUsage {
        try environment.usage()
    }

    /// Read transactions in progress, of all processes; those of this log's own windows are short.
    package func readers() throws(StorageError) -> [LogReader] {
        try environment.readers()
    }

    /// Frees the places of readers whose process has died: a dead reader keeps pages from being
    /// reused. Opening does it, and every ``Limits/appendsPerSweep`` appends.
    ///
    /// - Returns: how many were freed.
    @discardableResult
    package func sweepReaders() throws(StorageError) -> Int {
        try environment.sweepReaders()
    }
}
