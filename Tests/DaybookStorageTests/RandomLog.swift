import Testing

@testable import DaybookStorage

extension Log {
    /// Appends random commits: facts with and without subject, bodies, seals, commands, parties.
    func appendRandomly(commits: Int, _ random: inout Seeded) throws {
        let start = try head()
        for index in 0..<commits {
            let number = start.commit + UInt64(index)
            let instant = start.recordedAt + Int64(index * random.below(1000))
            // The generator cannot be captured by the closure that appends, so it is copied back.
            var dice = random
            try append(at: instant) { appender in
                for _ in 0..<dice.below(6) { try appender.appendRandomFact(&dice) }
                for _ in 0..<dice.below(3) {
                    let id = commandID(number, dice.next())
                    try appender.appendCommand(id: id, row: dice.bytes(dice.below(300)))
                }
                if dice.below(4) == 0 {
                    try appender.setParty(dice.bytes(32), token: dice.next())
                }
            }
            random = dice
        }
    }
}

extension Appender {
    mutating func appendRandomFact(_ dice: inout Seeded) throws {
        let next = nextSequence
        let subjects = [0, next, UInt64(dice.below(Int(next))), UInt64(dice.below(Int(next)))]
        let fact = TestFact(next, subject: subjects[dice.below(4)])
        let body = dice.below(3) == 0 ? dice.bytes(dice.below(6000)) : nil
        var parts: [SealedPart] = []
        if dice.below(3) == 0 {
            for part in 0..<UInt8(dice.below(3)) {
                parts.append(SealedPart(part: part, bytes: dice.bytes(dice.below(9000))))
            }
        }
        try append(fact, body: body, sealed: parts)
    }
}

/// A naive reading of the format, written from its description and apart from the product.
enum NaiveChain {
    static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
        unsafe withUnsafeBytes(of: value.littleEndian) { unsafe [UInt8]($0) }
    }

    static func head(of log: Log) throws -> [UInt8] {
        var digest = Chain.digest(
            of: Array("daybook log v1\n".utf8) + log.identity + littleEndian(log.created)
        )
        var commands: UInt64 = 0
        let head = try log.head()
        guard head.commit > 0 else { return digest }
        for number in 1...head.commit {
            let commit = try #require(try log.commit(number))
            commands += UInt64(commit.commandIDs.count)
            var bytes = digest + littleEndian(number)
            bytes += littleEndian(commit.firstSequence) + littleEndian(commit.factCount)
            bytes += littleEndian(UInt32(commit.commandIDs.count))
            bytes += littleEndian(commit.recordedAt) + littleEndian(commands)
            bytes += littleEndian(commit.bodyCount) + littleEndian(UInt32(commit.seals.count))
            let sequences = (0..<UInt64(commit.factCount)).map { commit.firstSequence + $0 }
            for sequence in sequences {
                let fact = try #require(try log.record(at: sequence, as: TestFact.self))
                unsafe withUnsafeBytes(of: fact) { unsafe bytes.append(contentsOf: $0) }
            }
            for sequence in sequences {
                guard let body = try log.body(at: sequence) else { continue }
                bytes += littleEndian(sequence) + littleEndian(UInt32(body.count)) + body
            }
            for id in commit.commandIDs {
                let row = try #require(try log.commandRow(id))
                bytes += id + littleEndian(UInt32(row.bytes.count)) + row.bytes
            }
            for seal in commit.seals {
                bytes += littleEndian(seal.sequence) + littleEndian(UInt32(seal.part))
                bytes += littleEndian(seal.length) + seal.digest
            }
            digest = Chain.digest(of: bytes)
        }
        return digest
    }
}
