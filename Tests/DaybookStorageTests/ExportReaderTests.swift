import Foundation
import Testing

@testable import DaybookStorage

/// The lines of an export are read by two readers: one for the form in which they are written, and one
/// for JSON of any form. What the first reads, the second must read the same.
@Suite("The two readers of an export's lines")
struct ExportReaderTests {
    private let reader = ExportReader()

    /// What both readers make of a commit's line; nil where one refuses it.
    private func read(_ line: [UInt8]) -> (fast: CommitBatch?, general: CommitBatch?) {
        var fast = CommitBatch()
        var general = CommitBatch()
        let isFast = reader.read(line, line: 7, into: &fast)
        if !isFast { #expect(fast.bytes.isEmpty && fast.isEmpty) }
        var isGeneral = false
        if let commit = ExportLine.decode(ExportLine.Commit.self, line) {
            isGeneral = (try? general.append(commit, line: 7, mismatch: fault)) != nil
        }
        return (isFast ? fast : nil, isGeneral ? general : nil)
    }

    private func fault(_ what: String) -> StorageError { StorageError(.mismatch, what) }

    /// The parts of the only commit of a batch.
    private func parts(_ batch: CommitBatch?) -> [[UInt8]]? {
        guard let batch, batch.entries.count == 1, let entry = batch.entries.first else {
            return nil
        }
        let ranges = [entry.facts, entry.bodies, entry.commands, entry.seals, entry.digest]
        return [Array("\(entry.line) \(entry.number) \(entry.recordedAt)".utf8)]
            + ranges.map { Array(batch.bytes[$0]) }
    }

    /// Lines of random logs, and of the golden ones.
    private func lines() throws -> [[UInt8]] {
        let scratch = try Scratch()
        let log = try scratch.log()
        var random = Seeded(91)
        try log.appendRandomly(commits: 40, &random)
        var lines: [[UInt8]] = []
        _ = try log.export { lines.append($0) }
        let golden =
            URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().path + "/ReplayTests/Golden"
        for name in try FileManager.default.contentsOfDirectory(atPath: golden)
        where name.hasSuffix(".jsonl") {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: golden + "/" + name)))
            lines += bytes.split(separator: 0x0A).map { [UInt8]($0) }
        }
        return lines
    }

    @Test("read every line of every golden log alike, and the first reads all of them")
    func golden() throws {
        var commits = 0
        var parties = 0
        for line in try lines() {
            let (fast, general) = read(line)
            let wanted = parts(general)
            #expect(parts(fast) == wanted, "\(String(decoding: line, as: UTF8.self))")
            if wanted != nil { commits += 1 }
            let party = ExportLine.decode(ExportLine.Party.self, line)
            let fastParty = reader.party(line)
            #expect(fastParty?.hash.hexadecimal == party?.party)
            #expect(fastParty.map { "\($0.token)" } == party?.token)
            if party != nil { parties += 1 }
        }
        #expect(commits > 100)
        #expect(parties > 20)
    }

    @Test("agree on changed lines: what the first takes, the second takes alike", arguments: 1...4)
    func changed(seed: UInt64) throws {
        let short = try lines().filter { $0.count < 3_000 }
        var random = Seeded(seed)
        var taken = 0
        for round in 0..<1_500 {
            var line = short[random.below(short.count)]
            for _ in 0...random.below(2) { change(&line, &random) }
            let (fast, general) = read(line)
            if let fast {
                taken += 1
                let text = String(decoding: line, as: UTF8.self)
                #expect(parts(fast) == parts(general), "seed \(seed), round \(round): \(text)")
            }
            if let party = reader.party(line) {
                let other = ExportLine.decode(ExportLine.Party.self, line)
                #expect(other?.party.lowercased() == party.hash.hexadecimal)
                #expect(other.flatMap { UInt64($0.token) } == party.token)
            }
        }
        #expect(taken > 100, "seed \(seed)")
    }

    /// Changes, removes, doubles or inserts a byte, most often one that JSON or base 64 know.
    private func change(_ line: inout [UInt8], _ random: inout Seeded) {
        let signs = Array("0123456789abcdefABCDEFxyz+/=-\"{}[],: .e\\\n".utf8)
        guard !line.isEmpty else { return }
        let place = random.below(line.count)
        let sign =
            random.below(9) == 0 ? UInt8(random.below(256)) : signs[random.below(signs.count)]
        switch random.below(5) {
        case 0: line.remove(at: place)
        case 1: line.insert(sign, at: place)
        case 2: line.insert(line[place], at: place)
        case 3: line.removeLast(random.below(min(line.count, 9)))
        default: line[place] = sign
        }
    }

    @Test("a line that is written otherwise is imported to the same log")
    func otherForm() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        var random = Seeded(92)
        try log.appendRandomly(commits: 12, &random)
        var target = try LogImport(into: scratch.book("copy"))
        _ = try log.export { line in
            let object = try JSONSerialization.jsonObject(with: Data(line))
            var options: JSONSerialization.WritingOptions = [.prettyPrinted]
            if random.below(2) == 0 { options = [] }
            let other = try JSONSerialization.data(withJSONObject: object, options: options)
            try target.take([UInt8](other))
        }
        #expect(try target.finish() == log.head())
    }

    @Test("Of several lines that do not fit, the first is named")
    func firstNamed() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        try log.fill(3)
        try log.fill(3)
        try log.fill(3)
        var lines: [[UInt8]] = []
        _ = try log.export { lines.append($0) }
        // The second line keeps its form with another digest; the fourth has none.
        let digest = try #require(Data(lines[1]).firstRange(of: Data("\"digest\":\"".utf8)))
        let digit = lines[1][digest.upperBound]
        lines[1][digest.upperBound] = digit == 0x30 ? 0x31 : 0x30
        lines[3] = Array("{}".utf8)
        var target = try LogImport(into: scratch.book("copy"))
        var named: UInt64?
        do {
            for line in lines { try target.take(line) }
        } catch {
            #expect(error.code == .mismatch)
            named = error.position
        }
        #expect(named == 2)
    }

    @Test("A commit that breaks a rule of the log is refused with its line", arguments: 0..<4)
    func rules(change: Int) throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        try log.append(at: 0) { appender in
            try appender.append(TestFact(1), body: [1, 2, 3])
            try appender.appendCommand(id: commandID(1), row: [1])
        }
        var lines: [String] = []
        _ = try log.export { lines.append(String(decoding: $0, as: UTF8.self)) }
        let id = commandID(1).hexadecimal
        let command = "{\"id\":\"\(id)\",\"row\":\"AQ==\"}"
        let changes = [
            (command, command + "," + command), (id, String(id.dropLast(2))),
            ("\"sequence\":1", "\"sequence\":2"), ("\"facts\":\"", "\"facts\":\"AAAA"),
        ]
        let changed = lines[1].replacing(changes[change].0, with: changes[change].1)
        #expect(changed != lines[1])
        var target = try LogImport(into: scratch.book("copy"))
        try target.take(Array(lines[0].utf8))
        var fault: StorageError?
        do {
            try target.take(Array(changed.utf8))
            try target.take(Array(lines[2].utf8))
        } catch {
            fault = error
        }
        #expect(fault?.code == .mismatch)
        #expect(fault?.message.hasPrefix("line 2 does not fit: ") == true)
    }
}
