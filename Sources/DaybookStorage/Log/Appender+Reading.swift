extension Appender {
    /// Hands the records from `first` to the end of the log, with those appended here, to `body`,
    /// a stored page at a time, until it returns false.
    ///
    /// - Returns: the last sequence that was handed on; `first - 1` if there was none.
    /// - Throws: ``StorageError``, or what `body` throws.
    @discardableResult
    package func scan<R: BitwiseCopyable>(
        _ type: R.Type,
        from first: UInt64,
        through last: UInt64 = .max,
        _ body: (Span<R>) throws -> Bool
    ) throws -> UInt64 {
        Record.check(type)
        var window = ReadWindow.unlimited
        let pass = unsafe try transaction.view.eachPage(
            from: max(first, 1),
            through: min(last, Limits.sequence),
            window: &window
        ) { page in
            unsafe try Records.with(page, as: type, body)
        }
        return pass.next &- 1
    }

    /// The record at `sequence`; nil if the log does not reach it.
    package func record<R: BitwiseCopyable>(
        at sequence: UInt64,
        as type: R.Type
    ) throws(StorageError) -> R? {
        Record.check(type)
        return unsafe try transaction.view.fact(at: sequence) { unsafe Record.load($0, as: type) }
    }

    /// The body of the fact at `sequence`; nil if it has none.
    package func body(at sequence: UInt64) throws(StorageError) -> [UInt8]? {
        try transaction.view.body(at: sequence)
    }

    /// Hands the bodies from `first` through `last` to `body` in order, until it returns false.
    package func bodies(
        from first: UInt64,
        through last: UInt64 = .max,
        _ body: (UInt64, [UInt8]) throws -> Bool
    ) throws {
        var window = ReadWindow.unlimited
        _ = try transaction.view.eachValue(
            .bodies,
            from: first,
            through: last,
            limit: Limits.bodyBytes,
            window: &window,
            body
        )
    }

    /// The sealed bytes of a fact; nil if it has none under `part`, or they were deleted.
    package func sealed(
        at sequence: UInt64,
        part: UInt8
    ) throws(StorageError) -> [UInt8]? {
        try transaction.view.sealed(at: sequence, part: part)
    }

    /// What is remembered of a command; nil if its id is new.
    package func commandRow(_ id: [UInt8]) throws(StorageError) -> CommandRow? {
        try transaction.view.commandRow(id)
    }

    /// A commit by its number; nil if the log does not reach it.
    package func commit(_ number: UInt64) throws(StorageError) -> CommitRecord? {
        try transaction.view.commit(number)
    }

    /// The token of a contact address by its keyed hash; nil if it is unknown.
    package func party(_ hash: [UInt8]) throws(StorageError) -> UInt64? {
        try transaction.view.party(hash)
    }

    /// A free value of the table `meta`; nil if there is none.
    package func meta(_ key: String) throws(StorageError) -> [UInt8]? {
        try transaction.view.meta(key)
    }
}
