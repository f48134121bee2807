internal import CLMDB

/// One append in progress: reads what is there, adds to it, and sees its own additions.
///
/// It lives only within the closure of ``Log/append(at:mayUseReserve:_:)``, on one thread. Nothing
/// is stored until the closure returns and the commit ends; when it throws, nothing remains.
package struct Appender: ~Copyable {
    /// The head at the start of the transaction, with what other processes have appended.
    package private(set) var head: LogHead
    /// When this commit is recorded, in milliseconds since 1970 UTC: what the caller gave, but
    /// never before the previous commit.
    package private(set) var recordedAt: Int64

    var transaction: WriteTransaction
    /// The facts, bodies and commands of this commit in their chained form.
    var factBytes: [UInt8] = []
    var bodyChain: [UInt8] = []
    var commandChain: [UInt8] = []
    var commandIDBytes: [UInt8] = []
    /// A command's stored value, made where the last one was.
    private var rowValue: [UInt8] = []
    var seals: [Seal] = []
    var bodyCount: UInt32 = 0
    var contentPages = 0
    var hasChanged = false
    var hasDeleted = false
    /// A write that failed halfway: the transaction cannot commit any more.
    var failure: StorageError?

    /// Takes over a write transaction that has read its head.
    init(_ transaction: consuming WriteTransaction, head: LogHead, at recordedAt: Int64) {
        self.transaction = transaction
        self.head = head
        self.recordedAt = max(recordedAt, head.recordedAt)
    }

    /// The sequence the next fact will have.
    package var nextSequence: UInt64 {
        head.sequence &+ UInt64(factBytes.count / Limits.recordBytes) &+ 1
    }

    /// The number this commit will have.
    package var commitNumber: UInt64 { head.commit &+ 1 }

    /// Commands of this commit so far.
    var commandCount: Int { commandIDBytes.count / Limits.commandIDBytes }
}

extension Appender {
    /// Appends one fact with what belongs to it.
    ///
    /// - Parameters:
    ///   - record: 64 bytes; the first eight are overwritten with the sequence. Its subject may be
    ///     0, an earlier sequence, or ``nextSequence``.
    ///   - body: plain bytes, at most ``Limits/bodyBytes``.
    ///   - sealed: contents under different parts.
    /// - Returns: the fact's sequence.
    /// - Throws: ``StorageError``, before anything is written when a limit or rule is broken.
    @discardableResult
    package mutating func append<R: BitwiseCopyable>(
        _ record: R,
        body: [UInt8]? = nil,
        sealed: [SealedPart] = []
    ) throws(StorageError) -> UInt64 {
        let sequence = nextSequence
        try check(facts: 1)
        try check(body: body, sealed: sealed, at: sequence)
        let start = factBytes.count
        factBytes.append(contentsOf: Record.bytes(of: record))
        try write(from: start)
        if let body { try write(body: body[...], at: sequence) }
        // In the order of their keys, so that one set of contents has one digest.
        for content in sealed.sorted(by: { $0.part < $1.part }) {
            let seal = Seal(
                sequence: sequence,
                part: content.part,
                length: UInt32(truncatingIfNeeded: content.bytes.count),
                digest: content.digest
            )
            try write(seal: seal, content: content.bytes[...])
        }
        return sequence
    }

    /// Writes a body of this commit; bodies come in the order of their sequences.
    mutating func write(body: ArraySlice<UInt8>, at sequence: UInt64) throws(StorageError) {
        try attempt { transaction throws(StorageError) in
            try transaction.put(.bodies, key: sequence, value: body, flags: MDB_APPEND)
        }
        Chain.append(body: body, sequence: sequence, to: &bodyChain)
        bodyCount += 1
    }

    /// Writes a seal of this commit, and its content unless that has been deleted.
    mutating func write(seal: Seal, content: ArraySlice<UInt8>?) throws(StorageError) {
        if let content {
            try attempt { transaction throws(StorageError) in
                try transaction.put(.sealed, key: seal.key, value: content)
            }
        }
        seals.append(seal)
    }

    /// Goes on with the commit after one that ``endCommit()`` has written.
    mutating func beginCommit(after commit: CommitRecord, at recordedAt: Int64) {
        head = commit.head
        self.recordedAt = max(recordedAt, head.recordedAt)
        factBytes.removeAll(keepingCapacity: true)
        bodyChain.removeAll(keepingCapacity: true)
        commandChain.removeAll(keepingCapacity: true)
        commandIDBytes.removeAll(keepingCapacity: true)
        seals.removeAll(keepingCapacity: true)
        bodyCount = 0
    }

    /// Appends facts that lie side by side; the fastest way to import.
    ///
    /// - Returns: the sequence of the first; ``nextSequence`` if there are none.
    @discardableResult
    package mutating func append<R: BitwiseCopyable>(
        contentsOf records: Span<R>
    ) throws(StorageError) -> UInt64 {
        Record.check(R.self)
        let first = nextSequence
        try check(facts: records.count)
        guard !records.isEmpty else { return first }
        let start = factBytes.count
        // Safe: copies the records' own bytes.
        unsafe records.withUnsafeBytes { unsafe factBytes.append(contentsOf: $0) }
        try write(from: start)
        return first
    }

    /// Appends packed records as an export holds them.
    mutating func append(packed records: ArraySlice<UInt8>) throws(StorageError) {
        try check(facts: records.count / Limits.recordBytes)
        guard records.count.isMultiple(of: Limits.recordBytes) else {
            throw StorageError(.invalid, "the records are cut short", table: "facts")
        }
        let start = factBytes.count
        factBytes.append(contentsOf: records)
        try write(from: start)
    }

    /// Remembers a command and its row for ever.
    ///
    /// - Throws: ``StorageError``; `duplicateCommand` if the id is remembered already.
    package mutating func appendCommand(
        id: [UInt8],
        row: [UInt8]
    ) throws(StorageError) {
        try append(command: id[...], row: row[...])
    }

    /// The same, of bytes that stand among others.
    mutating func append(
        command id: ArraySlice<UInt8>,
        row: ArraySlice<UInt8>
    ) throws(StorageError) {
        guard id.count == Limits.commandIDBytes else {
            throw StorageError(.invalid, "a command id has 16 bytes", table: "commands")
        }
        guard row.count <= Limits.rowBytes, commandCount < Limits.commandsPerCommit else {
            throw StorageError(
                .limitExceeded,
                "a command's row, or the commands of a commit, are over their limit",
                table: "commands"
            )
        }
        rowValue.removeAll(keepingCapacity: true)
        rowValue.append(littleEndian: commitNumber)
        rowValue.append(contentsOf: row)
        let value = rowValue[...]
        var isNew = false
        try attempt { transaction throws(StorageError) in
            isNew = try transaction.put(
                .commands,
                key: id,
                value: value,
                flags: MDB_NOOVERWRITE
            )
        }
        guard isNew else {
            throw StorageError(
                .duplicateCommand,
                "the command id is remembered already",
                nextStep: "answer with its row",
                table: "commands"
            )
        }
        commandIDBytes.append(contentsOf: id)
        Chain.append(row: row, id: id, to: &commandChain)
    }

    /// Writes the records of `factBytes` from `start`, with their sequences.
    private mutating func write(from start: Int) throws(StorageError) {
        let size = Limits.recordBytes
        // Validated before anything is written: a bad record leaves the transaction whole.
        var sequence = head.sequence &+ UInt64(start / size) &+ 1
        for offset in stride(from: start, to: factBytes.count, by: size) {
            factBytes.store(bigEndian: sequence, at: offset)
            let subject: UInt64 =
                factBytes.littleEndian(at: offset + Record.subjectOffset - 2) ?? 0
            guard subject >> 16 <= sequence else {
                factBytes.removeSubrange(start...)
                throw StorageError(
                    .invalid,
                    "a record's subject is a later sequence",
                    table: "facts",
                    position: sequence
                )
            }
            sequence &+= 1
        }
        let records = factBytes
        let first = head.sequence &+ UInt64(start / size) &+ 1
        try attempt { transaction throws(StorageError) in
            try transaction.putFacts(records, from: start, first: first)
        }
    }

    private func check(facts count: Int) throws(StorageError) {
        let present = factBytes.count / Limits.recordBytes
        guard count <= Limits.factsPerCommit - present else {
            throw StorageError(
                .limitExceeded,
                "a commit holds at most \(Limits.factsPerCommit) facts",
                table: "facts"
            )
        }
        guard UInt64(count) <= Limits.sequence - head.sequence - UInt64(present) else {
            throw StorageError(.limitExceeded, "the log has no more sequences", table: "facts")
        }
    }

    private mutating func check(
        body: [UInt8]?,
        sealed: [SealedPart],
        at sequence: UInt64
    ) throws(StorageError) {
        let pageBytes = Limits.contentPageBytes
        var pages = contentPages
        if let body {
            guard body.count <= Limits.bodyBytes else {
                throw StorageError(
                    .limitExceeded,
                    "a body has at most \(Limits.bodyBytes) bytes",
                    table: "bodies",
                    position: sequence
                )
            }
            pages += body.count / pageBytes + 1
        }
        for (index, content) in sealed.enumerated() {
            guard content.bytes.count <= Limits.sealedBytes else {
                throw StorageError(
                    .limitExceeded,
                    "sealed content has at most \(Limits.sealedBytes) bytes",
                    table: "sealed",
                    position: sequence
                )
            }
            guard !sealed[..<index].contains(where: { $0.part == content.part }) else {
                throw StorageError(
                    .invalid,
                    "a part is given twice",
                    table: "sealed",
                    position: sequence
                )
            }
            pages += content.bytes.count / pageBytes + 1
        }
        guard pages <= Limits.contentPagesPerCommit,
            seals.count + sealed.count <= Limits.sealsPerCommit
        else {
            throw StorageError(
                .limitExceeded,
                "the contents of a commit are over their limit",
                nextStep: "append in smaller commits",
                position: sequence
            )
        }
        contentPages = pages
    }

    /// Runs a write; once one has failed, the append can only end.
    mutating func attempt(
        _ write: (borrowing WriteTransaction) throws(StorageError) -> Void
    ) throws(StorageError) {
        if let failure { throw failure }
        do throws(StorageError) {
            try write(transaction)
            hasChanged = true
        } catch {
            failure = error
            throw error
        }
    }
}
