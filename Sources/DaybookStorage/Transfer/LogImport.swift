/// Makes a book from an export, and reaches the same digest or makes none.
///
/// The log is built beside its place, under the book's path with `.importing` behind it, and gets
/// its name in one step once the last line has been checked.
package struct LogImport: ~Copyable {
    private let directory: String
    private let passing: String
    private let options: LogOptions
    private var log: Log?
    /// Held until the book has its name.
    private var lock: CopyLock?
    private var appender: BatchAppender?
    private var line: UInt64 = 0
    private var parties: UInt64 = 0
    private var partyChain = Chain()
    private var isEnded = false
    private var hasFailed = false
    /// Commits read but not yet appended, so that many share one flush.
    private var waiting = CommitBatch()
    private let reader = ExportReader()
    private var waitingParties: [(hash: [UInt8], token: UInt64)] = []

    private static let batchCommits = 4 << 10
    private static let batchBytes = 16 << 20

    /// Begins an import into `directory`, which must not exist.
    ///
    /// - Parameter options: how the log is opened while it is built.
    /// - Throws: ``StorageError``; `alreadyExists` if it does.
    package init(
        into directory: String,
        options: LogOptions = LogOptions()
    ) throws(StorageError) {
        self.options = options
        self.directory = FileSystem.trimmed(directory)
        self.passing = self.directory + ".importing"
        try Log.checkNothing(at: self.directory)
    }

    /// Makes room beside the book's place, where nobody else may make one meanwhile.
    private mutating func prepare() throws(StorageError) {
        try Log.checkNothing(at: directory)
        try FileSystem.makeDirectory(passing)
        lock = try CopyLock(writing: passing)
        // Another may have finished since.
        try Log.checkNothing(at: directory)
        // What an interrupted import has left, however far it had come.
        try removeLog()
    }

    /// Takes the next line of the export, with or without its line feed.
    ///
    /// - Throws: ``StorageError``; `mismatch` with the line's number if the line does not fit, `busy`
    ///   if another process imports into the same place. Then nothing is left of what was read, and
    ///   the import takes no more.
    package mutating func take(_ bytes: [UInt8]) throws(StorageError) {
        line &+= 1
        do throws(StorageError) {
            guard bytes.count <= Limits.exportLineBytes, !isEnded, !hasFailed else {
                throw mismatch("it is too much")
            }
            if log == nil { try begin(bytes) } else { try read(bytes) }
        } catch {
            discard()
            throw error
        }
    }

    private mutating func discard() {
        hasFailed = true
        close()
        removePassing()
        lock = nil
    }

    /// Removes what this import has made, as far as that can be: whoever imports next removes the rest.
    private func removePassing() {
        guard lock != nil else { return }
        do throws(StorageError) {
            try removeLog()
            try FileSystem.remove(passing)
        } catch {}
    }

    private func removeLog() throws(StorageError) {
        for log in [Log.creatingName, "/log"] {
            for name in ["/data.mdb", "/lock.mdb", ""] {
                try FileSystem.remove(passing + log + name)
            }
        }
        try FileSystem.remove(passing + SpaceReserve.name)
    }

    private mutating func read(_ bytes: [UInt8]) throws(StorageError) {
        do throws(StorageError) {
            try parse(bytes)
        } catch {
            // What is wrong with an earlier line is told first.
            try drain()
            throw error
        }
    }

    private mutating func parse(_ bytes: [UInt8]) throws(StorageError) {
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
            try drain()
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
        guard isEnded, let head = try log?.head() else {
            discard()
            throw mismatch("the end is missing")
        }
        close()
        try FileSystem.syncDirectory(passing + "/log")
        try FileSystem.rename(passing, to: directory)
        lock = nil
        try FileSystem.syncDirectory(FileSystem.parent(of: directory))
        return head
    }

    /// Nobody has the log open any more when this returns: it may be opened under its name at once.
    private mutating func close() {
        appender?.close()
        appender = nil
        log = nil
    }

    /// An import that was not finished leaves nothing.
    deinit {
        appender?.close()
        removePassing()
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
        let log = try Log(opening: passing, options: options)
        appender = try BatchAppender(log)
        self.log = log
    }

    private mutating func flushIfMany() throws(StorageError) {
        if waiting.entries.count >= LogImport.batchCommits
            || waiting.bytes.count >= LogImport.batchBytes
        {
            try flush()
        }
    }

    /// Has what waits appended while the next lines are read.
    private mutating func flush() throws(StorageError) {
        try flushParties()
        try appender?.append(&waiting)
    }

    /// Has everything appended that was read.
    private mutating func drain() throws(StorageError) {
        try flush()
        try appender?.wait()
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
    /// A line of an export that does not fit what the lines before it make.
    static func importMismatch(_ what: String, line: UInt64) -> StorageError {
        StorageError(
            .mismatch,
            "line \(line) does not fit: \(what)",
            nextStep: "export again from the source",
            position: line
        )
    }
}
