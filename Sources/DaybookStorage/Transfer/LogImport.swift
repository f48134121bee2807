/// Makes a book from an export, and reaches the same digest or makes none.
///
/// The log is built beside its place, under the book's path with `.importing` behind it, and gets
/// its name in one step once the last line has been checked.
package struct LogImport: ~Copyable {
    private let directory: String
    private let passing: String
    private var log: Log?
    /// Held until the book has its name.
    private var lock: CopyLock?
    private var line: UInt64 = 0
    private var parties: UInt64 = 0
    private var partyChain = Chain()
    private var isEnded = false
    /// Commits read but not yet appended, so that many share one flush.
    private var waiting = CommitBatch()
    private let reader = ExportReader()
    private var waitingParties: [(hash: [UInt8], token: UInt64)] = []

    private static let batchCommits = 4 << 10
    private static let batchBytes = 16 << 20

    /// Begins an import into `directory`, which must not exist.
    ///
    /// - Throws: ``StorageError``; `alreadyExists` if it does.
    package init(into directory: String) throws(StorageError) {
        self.directory = directory
        self.passing = directory + ".importing"
        try Log.checkNothing(at: directory)
    }

    /// Makes room beside the book's place, where nobody else may make one meanwhile.
    private mutating func prepare() throws(StorageError) {
        try Log.checkNothing(at: directory)
        try FileSystem.makeDirectory(passing)
        lock = try CopyLock(writing: passing)
        // Another may have finished since.
        try Log.checkNothing(at: directory)
        // What an interrupted import has left, however far it had come.
        for log in [Log.creatingName, "/log"] {
            for name in ["/data.mdb", "/lock.mdb", ""] {
                try FileSystem.remove(passing + log + name)
            }
        }
        try FileSystem.remove(passing + SpaceReserve.name)
    }

    /// Takes the next line of the export, with or without its line feed.
    ///
    /// - Throws: ``StorageError``; `mismatch` with the line's number if the line does not fit, `busy`
    ///   if another process imports into the same place.
    package mutating func take(_ bytes: [UInt8]) throws(StorageError) {
        line &+= 1
        guard bytes.count <= Limits.exportLineBytes, !isEnded else {
            throw mismatch("it is too much")
        }
        guard log != nil else { return try begin(bytes) }
        do throws(StorageError) {
            try read(bytes)
        } catch {
            // What is wrong with an earlier line is told first.
            try flush()
            throw error
        }
    }

    private mutating func read(_ bytes: [UInt8]) throws(StorageError) {
        if reader.read(bytes, line: line, into: &waiting) { return try flushIfMany() }
        if let party = reader.party(bytes) { return try take(party) }
        if let commit = ExportLine.decode(ExportLine.Commit.self, bytes) {
            let number = line
            try waiting.append(commit, line: number) { .importMismatch($0, line: number) }
            try flushIfMany()
        } else if let party = ExportLine.decode(ExportLine.Party.self, bytes) {
            guard let hash = [UInt8](hexadecimal: party.party), let token = UInt64(party.token),
                hash.count == Limits.partyHashBytes
            else { throw mismatch("it is no party") }
            try take((hash, token))
        } else if let end = ExportLine.decode(ExportLine.End.self, bytes) {
            try flush()
            try take(end)
        } else {
            throw mismatch("it is no line of an export")
        }
    }

    /// Gives the imported book its name.
    ///
    /// - Returns: the head of the log.
    /// - Throws: ``StorageError``; `mismatch` if the export had no end.
    package mutating func finish() throws(StorageError) -> LogHead {
        guard isEnded, let head = try log?.head() else { throw mismatch("the end is missing") }
        log = nil
        try FileSystem.syncDirectory(passing + "/log")
        try FileSystem.rename(passing, to: directory)
        try FileSystem.syncDirectory(FileSystem.parent(of: directory))
        return head
    }

    private mutating func begin(_ bytes: [UInt8]) throws(StorageError) {
        guard let header = ExportLine.decode(ExportLine.Header.self, bytes),
            header.daybook == "log"
        else { throw mismatch("it is not the header of an export") }
        guard header.format <= Log.format, header.format >= 1 else {
            throw StorageError(
                .newerFormat,
                "the export has format \(header.format)",
                nextStep: "use the Daybook that wrote it, or a newer one",
                position: line
            )
        }
        guard let identity = [UInt8](hexadecimal: header.identity),
            identity.count == Limits.identityBytes
        else { throw mismatch("its identity is not 16 bytes in hexadecimal") }
        try prepare()
        try Log.create(at: passing, identity: identity, created: header.created)
        log = try Log(opening: passing)
    }

    private mutating func flushIfMany() throws(StorageError) {
        if waiting.entries.count >= LogImport.batchCommits
            || waiting.bytes.count >= LogImport.batchBytes
        {
            try flush()
        }
    }

    private mutating func flush() throws(StorageError) {
        try flushParties()
        guard let log, let first = waiting.entries.first else { return }
        var batch = CommitBatch()
        swap(&batch, &waiting)
        do {
            try log.append(at: first.recordedAt) { appender in
                try appender.append(batch) { .importMismatch($1, line: $0.line) }
            }
        } catch {
            throw (error as? StorageError) ?? mismatch("it cannot be appended")
        }
        // The next batch is read to where this one was.
        swap(&batch, &waiting)
        waiting.removeAll()
    }

    private mutating func take(
        _ party: (hash: [UInt8], token: UInt64)
    ) throws(StorageError) {
        parties &+= 1
        partyChain.update(ExportLine.chained(party: party.hash, token: party.token))
        waitingParties.append(party)
        if waitingParties.count >= LogImport.batchCommits { try flush() }
    }

    private mutating func flushParties() throws(StorageError) {
        guard let log, !waitingParties.isEmpty else { return }
        let batch = waitingParties
        waitingParties.removeAll(keepingCapacity: true)
        do {
            try log.append(at: .min) { appender in
                for party in batch { try appender.setParty(party.hash, token: party.token) }
            }
        } catch {
            throw (error as? StorageError) ?? mismatch("it cannot be stored")
        }
    }

    private mutating func take(_ end: ExportLine.End) throws(StorageError) {
        guard let head = try log?.head(), end.end, head.commit == end.commits,
            head.digest.hexadecimal == end.digest, parties == end.parties,
            partyChain.finish().hexadecimal == end.partiesDigest
        else { throw mismatch("the end names another head than the lines before make") }
        isEnded = true
    }

    private func mismatch(_ what: String) -> StorageError {
        .importMismatch(what, line: line)
    }
}

extension StorageError {
    fileprivate static func importMismatch(_ what: String, line: UInt64) -> StorageError {
        StorageError(
            .mismatch,
            "line \(line) does not fit: \(what)",
            nextStep: "export again from the source",
            position: line
        )
    }
}
