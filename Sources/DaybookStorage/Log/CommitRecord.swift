/// One commit as the table `commits` holds it: what was appended together, and the chain's digest.
package struct CommitRecord: Sendable, Hashable {
    /// The commit's number, from 1 without gap.
    package var number: UInt64
    /// The sequence of its first fact; the next sequence if it has none.
    package var firstSequence: UInt64
    /// How many facts it has.
    package var factCount: UInt32
    /// When it was recorded, in milliseconds since 1970 UTC. It never decreases along the log.
    package var recordedAt: Int64
    /// Commands in the log up to and including this commit.
    package var commandTotal: UInt64
    /// The chain's digest at this commit.
    package var digest: [UInt8]
    /// How many of its facts have a body.
    package var bodyCount: UInt32
    /// The ids of its commands in their order, 16 bytes each, side by side.
    package var commandIDBytes: [UInt8]
    /// The digests of its sealed content.
    package var seals: [Seal]

    /// The sequence of the last fact in the log at this commit.
    package var lastSequence: UInt64 {
        firstSequence &+ UInt64(factCount) &- 1
    }

    /// How many commands it has.
    package var commandCount: Int { commandIDBytes.count / Limits.commandIDBytes }

    /// The ids of its commands in their order, each on its own. O(commands).
    package var commandIDs: [[UInt8]] {
        stride(from: 0, to: commandIDBytes.count, by: Limits.commandIDBytes).map { start in
            [UInt8](commandIDBytes[start..<(start + Limits.commandIDBytes)])
        }
    }

    static let fixedBytes = 72
    static let sealBytes = 48

    /// The fields before and after the digest, as the chain hashes them.
    func appendChainedFields(to bytes: inout [UInt8]) {
        bytes.append(littleEndian: firstSequence)
        bytes.append(littleEndian: factCount)
        bytes.append(littleEndian: UInt32(truncatingIfNeeded: commandCount))
        bytes.append(littleEndian: recordedAt)
        bytes.append(littleEndian: commandTotal)
        bytes.append(littleEndian: bodyCount)
        bytes.append(littleEndian: UInt32(truncatingIfNeeded: seals.count))
    }

    /// The seals as they are stored and chained.
    var sealBytes: [UInt8] {
        var bytes: [UInt8] = []
        for seal in seals { seal.append(to: &bytes) }
        return bytes
    }

    /// The stored value.
    var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(
            CommitRecord.fixedBytes + commandIDBytes.count + seals.count * CommitRecord.sealBytes
        )
        var fields: [UInt8] = []
        appendChainedFields(to: &fields)
        bytes.append(contentsOf: fields[..<32])
        bytes.append(contentsOf: digest)
        bytes.append(contentsOf: fields[32...])
        bytes.append(contentsOf: commandIDBytes)
        bytes.append(contentsOf: sealBytes)
        return bytes
    }
}

extension CommitRecord {
    /// The head of the log at this commit.
    package var head: LogHead {
        LogHead(
            sequence: lastSequence,
            commit: number,
            digest: digest,
            recordedAt: recordedAt,
            commands: commandTotal
        )
    }

    /// Reads a stored value; nil if its length or a field contradicts another or a limit.
    init?(number: UInt64, decoding bytes: [UInt8]) {
        guard bytes.count >= CommitRecord.fixedBytes,
            let first = bytes.littleEndian(at: 0, as: UInt64.self),
            let facts = bytes.littleEndian(at: 8, as: UInt32.self),
            let commands = bytes.littleEndian(at: 12, as: UInt32.self),
            let recordedAt = bytes.littleEndian(at: 16, as: Int64.self),
            let total = bytes.littleEndian(at: 24, as: UInt64.self),
            let bodies = bytes.littleEndian(at: 64, as: UInt32.self),
            let sealCount = bytes.littleEndian(at: 68, as: UInt32.self),
            first >= 1, first <= Limits.sequence + 1,
            UInt64(facts) <= Limits.sequence + 1 - first,
            facts <= Limits.factsPerCommit, commands <= Limits.commandsPerCommit,
            sealCount <= Limits.sealsPerCommit, bodies <= facts, UInt64(commands) <= total
        else { return nil }
        let idBytes = Int(commands) * Limits.commandIDBytes
        let expected = CommitRecord.fixedBytes + idBytes + Int(sealCount) * CommitRecord.sealBytes
        guard bytes.count == expected else { return nil }
        var seals: [Seal] = []
        seals.reserveCapacity(Int(sealCount))
        for index in 0..<Int(sealCount) {
            let start = CommitRecord.fixedBytes + idBytes + index * CommitRecord.sealBytes
            guard let seal = Seal(decoding: bytes, at: start) else { return nil }
            seals.append(seal)
        }
        self.init(
            number: number,
            firstSequence: first,
            factCount: facts,
            recordedAt: recordedAt,
            commandTotal: total,
            digest: [UInt8](bytes[32..<64]),
            bodyCount: bodies,
            commandIDBytes: [UInt8](bytes[CommitRecord.fixedBytes...].prefix(idBytes)),
            seals: seals
        )
    }
}

extension LogHead {
    /// The head at a commit, from the fixed part of its stored value; nil if that contradicts
    /// itself.
    init?(commit number: UInt64, fixed bytes: [UInt8]) {
        guard bytes.count == CommitRecord.fixedBytes,
            let first = bytes.littleEndian(at: 0, as: UInt64.self),
            let facts = bytes.littleEndian(at: 8, as: UInt32.self),
            let recordedAt = bytes.littleEndian(at: 16, as: Int64.self),
            let total = bytes.littleEndian(at: 24, as: UInt64.self),
            first >= 1, first <= Limits.sequence, facts <= Limits.factsPerCommit
        else { return nil }
        self.init(
            sequence: first &+ UInt64(facts) &- 1,
            commit: number,
            digest: [UInt8](bytes[32..<64]),
            recordedAt: recordedAt,
            commands: total
        )
    }
}
