internal import FoundationEssentials

/// Makes a book from an export, and reaches the same digest or makes none.
///
/// The log is built beside its place, under the book's path with `.importing` behind it, and gets
/// its name in one step once the last line has been checked.
package struct LogImport: ~Copyable {
    private let directory: String
    private let passing: String
    private var log: Log?
    private var line: UInt64 = 0
    private var parties: UInt64 = 0
    private var partyChain = Chain()
    private var isEnded = false
    /// Commits read but not yet appended, so that many share one flush.
    private var waiting: [(line: UInt64, commit: ExportLine.Commit)] = []
    private var waitingBytes = 0
    private var waitingParties: [(hash: [UInt8], token: UInt64)] = []

    private static let batchCommits = 4 << 10
    private static let batchBytes = 16 << 20

    /// Begins an import into `directory`, which must not exist.
    package init(into directory: String) throws(StorageError) {
        self.directory = directory
        self.passing = directory + ".importing"
        guard try FileSystem.status(directory) == nil else {
            throw StorageError(.alreadyExists, "there is something at \(directory)")
        }
        // What an interrupted import has left, however far it had come.
        for log in [Log.creatingName, "/log"] {
            for name in ["/data.mdb", "/lock.mdb", ""] {
                try FileSystem.remove(passing + log + name)
            }
        }
        for name in [SpaceReserve.name, ""] { try FileSystem.remove(passing + name) }
    }

    /// Takes the next line of the export, with or without its line feed.
    ///
    /// - Throws: ``StorageError``; `mismatch` with the line's number if the line does not fit.
    package mutating func take(_ bytes: [UInt8]) throws(StorageError) {
        line &+= 1
        guard bytes.count <= Limits.exportLineBytes, !isEnded else {
            throw mismatch("it is too much")
        }
        guard log != nil else { return try begin(bytes) }
        if let commit = ExportLine.decode(ExportLine.Commit.self, bytes) {
            waiting.append((line, commit))
            waitingBytes += bytes.count
            if waiting.count >= LogImport.batchCommits || waitingBytes >= LogImport.batchBytes {
                try flush()
            }
        } else if let party = ExportLine.decode(ExportLine.Party.self, bytes) {
            try take(party)
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
        guard let identity = [UInt8](hexadecimal: header.identity) else {
            throw mismatch("its identity is not hexadecimal")
        }
        try Log.create(at: passing, identity: identity, created: header.created)
        log = try Log(opening: passing)
    }

    private mutating func flush() throws(StorageError) {
        try flushParties()
        guard let log, !waiting.isEmpty else { return }
        let batch = waiting
        waiting.removeAll(keepingCapacity: true)
        waitingBytes = 0
        do {
            try log.append(at: batch[0].commit.recordedAt) { appender in
                for (index, item) in batch.enumerated() {
                    let ended = try appender.append(exported: item.commit) { what in
                        StorageError.importMismatch(what, line: item.line)
                    }
                    let next = index + 1 < batch.count ? batch[index + 1] : item
                    appender.beginCommit(after: ended, at: next.commit.recordedAt)
                }
            }
        } catch {
            throw (error as? StorageError) ?? mismatch("it cannot be appended")
        }
    }

    private mutating func take(_ party: ExportLine.Party) throws(StorageError) {
        guard let hash = [UInt8](hexadecimal: party.party), let token = UInt64(party.token) else {
            throw mismatch("it is no party")
        }
        parties &+= 1
        partyChain.update(ExportLine.chained(party: hash, token: token))
        waitingParties.append((hash, token))
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
