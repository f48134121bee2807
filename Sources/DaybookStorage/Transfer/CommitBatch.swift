/// Commits on their way from one log to another, side by side in one buffer, each part in the form in
/// which the chain takes it in: many are read and appended without an array for every value.
struct CommitBatch {
    /// Where the parts of one commit lie in the buffer.
    struct Entry: Hashable {
        /// The line of the export it comes from; 0 if it comes from a log.
        var line: UInt64 = 0
        var number: UInt64 = 0
        var recordedAt: Int64 = 0
        /// Records of 64 bytes.
        var facts = 0..<0
        /// Of each body: u64 sequence, u32 length, bytes.
        var bodies = 0..<0
        /// Of each command: id, u32 length, row.
        var commands = 0..<0
        /// Of each seal: its 48 bytes, u8 whether its content follows, u32 length, content.
        var seals = 0..<0
        /// 32 bytes.
        var digest = 0..<0
    }

    /// A body or a row within the buffer, behind the sequence or id it belongs to.
    struct Body {
        var sequence: UInt64
        var bytes: Range<Int>
    }

    struct Command {
        var id: Range<Int>
        var row: Range<Int>
    }

    var bytes: [UInt8] = []
    private(set) var entries: [Entry] = []

    /// Bytes of a seal with what says whether and how long its content is.
    static let sealHeaderBytes = CommitRecord.sealBytes + 5
    static let bodyHeaderBytes = 12
    static let commandHeaderBytes = Limits.commandIDBytes + 4
    /// A buffer that one long line has made longer than this is not kept.
    private static let keptBytes = 64 << 20

    var isEmpty: Bool { entries.isEmpty }

    /// Takes in an entry whose parts stand in the buffer.
    mutating func append(_ entry: Entry) { entries.append(entry) }

    /// Forgets the bytes from `count` on: those of a commit that was not read to its end.
    mutating func cut(to count: Int) { bytes.removeLast(bytes.count - count) }

    mutating func removeAll() {
        if bytes.capacity > CommitBatch.keptBytes {
            bytes = []
        } else {
            bytes.removeAll(keepingCapacity: true)
        }
        entries.removeAll(keepingCapacity: true)
    }

    /// The body that begins at `place`; the next begins where its bytes end.
    func body(at place: Int) -> Body {
        let start = place + CommitBatch.bodyHeaderBytes
        return Body(
            sequence: bytes.littleEndian(at: place) ?? 0,
            bytes: start..<(start + length(at: place + 8))
        )
    }

    /// The command that begins at `place`; the next begins where its row ends.
    func command(at place: Int) -> Command {
        let start = place + CommitBatch.commandHeaderBytes
        return Command(
            id: place..<(place + Limits.commandIDBytes),
            row: start..<(start + length(at: place + Limits.commandIDBytes))
        )
    }

    /// The seal that begins at `place`, its content unless that was deleted or left out, and where
    /// the next seal begins.
    func seal(at place: Int) -> (seal: Seal, content: Range<Int>?, end: Int) {
        let start = place + CommitBatch.sealHeaderBytes
        let isPresent = bytes[place + CommitRecord.sealBytes] != 0
        let end = start + length(at: place + CommitRecord.sealBytes + 1)
        let seal = Seal(
            sequence: bytes.littleEndian(at: place) ?? 0,
            part: bytes[place + 8],
            length: bytes.littleEndian(at: place + 12) ?? 0,
            digest: [UInt8](bytes[(place + 16)..<(place + CommitRecord.sealBytes)])
        )
        return (seal, isPresent ? start..<end : nil, end)
    }

    /// How many sealed contents are in it. O(seals).
    var contentCount: Int {
        entries.reduce(0) { count, entry in
            var count = count
            var place = entry.seals.lowerBound
            while place < entry.seals.upperBound {
                let next = seal(at: place)
                if next.content != nil { count += 1 }
                place = next.end
            }
            return count
        }
    }

    private func length(at place: Int) -> Int {
        Int(bytes.littleEndian(at: place, as: UInt32.self) ?? 0)
    }
}

extension CommitBatch {
    /// Takes in a commit as the general reader has read it.
    ///
    /// - Parameter mismatch: makes the error that names the line and what does not fit.
    mutating func append(
        _ commit: ExportLine.Commit,
        line: UInt64,
        mismatch: (String) -> StorageError
    ) throws(StorageError) {
        let began = bytes.count
        do throws(StorageError) {
            append(try entry(of: commit, line: line, mismatch: mismatch))
        } catch {
            cut(to: began)
            throw error
        }
    }

    private mutating func entry(
        of commit: ExportLine.Commit,
        line: UInt64,
        mismatch: (String) -> StorageError
    ) throws(StorageError) -> Entry {
        var entry = Entry(line: line, number: commit.commit, recordedAt: commit.recordedAt)
        entry.bodies = try part { bytes throws(StorageError) in
            for body in commit.bodies {
                Chain.append(body: [UInt8](body.bytes)[...], sequence: body.sequence, to: &bytes)
            }
        }
        entry.commands = try part { bytes throws(StorageError) in
            for command in commit.commands {
                guard let id = [UInt8](hexadecimal: command.id), id.count == Limits.commandIDBytes
                else { throw mismatch("a command id is not 16 bytes in hexadecimal") }
                Chain.append(row: [UInt8](command.row)[...], id: id[...], to: &bytes)
            }
        }
        entry.digest = try part { bytes throws(StorageError) in
            guard let digest = [UInt8](hexadecimal: commit.digest), digest.count == 32 else {
                throw mismatch("its digest is not 32 bytes in hexadecimal")
            }
            bytes += digest
        }
        entry.facts = try part { bytes throws(StorageError) in
            bytes.append(contentsOf: commit.facts)
        }
        entry.seals = try part { bytes throws(StorageError) in
            for exported in commit.seals {
                guard let digest = [UInt8](hexadecimal: exported.sha256), digest.count == 32,
                    exported.length <= Limits.sealedBytes
                else { throw mismatch("a seal's length or digest is out of its range") }
                let seal = Seal(
                    sequence: exported.sequence,
                    part: exported.part,
                    length: exported.length,
                    digest: digest
                )
                seal.append(to: &bytes)
                bytes.append(exported.content == nil ? 0 : 1)
                let content = exported.content.map { [UInt8]($0) } ?? []
                bytes.append(littleEndian: UInt32(truncatingIfNeeded: content.count))
                bytes += content
            }
        }
        return entry
    }

    /// Where that lies which `write` appends to the buffer.
    mutating func part(
        _ write: (inout [UInt8]) throws(StorageError) -> Void
    ) throws(StorageError) -> Range<Int> {
        let start = bytes.count
        try write(&bytes)
        return start..<bytes.count
    }
}
