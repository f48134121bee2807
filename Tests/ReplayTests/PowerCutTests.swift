import Daybook
import DaybookTesting
import FoundationEssentials
import Testing

/// What a clerk writes is taken down call by call. Then the file is put together as a disk could hold
/// it after a cut at each moment between two flushes: what was flushed, and any part of what was written
/// since, by whole writes and by sectors.
@Suite("A power cut")
struct PowerCutTests {
    @Test("at any moment between two flushes leaves all that was acknowledged, and whole commits")
    func anyMoment() async throws {
        let run = try await Run()
        var system = SystemRandomNumberGenerator()
        let seed = Repository.setting("DAYBOOK_SEED").flatMap { UInt64($0) } ?? system.next() >> 32
        var random = SeededGenerator(seed)
        var disk = CutDisk(run.before)
        var images = 0
        for event in run.trace.events {
            if event.isFlush, !disk.pending.isEmpty {
                for image in Self.images(of: disk, &random) {
                    try run.expectWhole(image, said: disk.said, "seed \(seed), image \(images)")
                    images += 1
                }
            }
            disk.take(event)
        }
        #expect(disk.said.count == Run.tasks * Run.commands + 1)
        #expect(images > 100, "seed \(seed)")
        try run.expectWhole(disk.image { _ in true }, said: disk.said, "the end")
        try run.expectRedelivery(disk)
    }

    /// Files that a cut now may leave: of few writes every choice, of many each one missing, each one
    /// alone and some at random; and torn ones.
    private static func images(
        of disk: CutDisk,
        _ random: inout SeededGenerator
    ) -> [[UInt8]] {
        let count = disk.pending.count
        var images: [[UInt8]] = []
        if count <= 2 {
            for chosen in 0..<(1 << count) { images.append(disk.image { chosen >> $0 & 1 == 1 }) }
        } else {
            let one = Int.random(in: 0..<count, using: &random)
            images.append(disk.image { $0 != one })
            images.append(disk.image { $0 == one })
            let cut = Int.random(in: 0...count, using: &random)
            images.append(disk.image { $0 < cut })
            let chosen = (0..<count).map { _ in Bool.random(using: &random) }
            images.append(disk.image { chosen[$0] })
        }
        // The meta page's change lies within one sector.
        if count > 1 { images.append(disk.tornImage(&random)) }
        return images
    }

    @Test("on a disk that writes the meta page before what was flushed before it is found out")
    func lyingDisk() async throws {
        let run = try await Run()
        var disk = CutDisk(run.before)
        var found = 0
        var tried = 0
        var withheld: CutDisk?
        for event in run.trace.events {
            // The flush of the data did nothing, and then the meta page came through.
            if case .flushed = event, disk.pending.count > 1 { withheld = disk }
            if case .writtenThrough(let meta) = event, let before = withheld, tried < Run.commands {
                var lying = before
                lying.take(.writtenThrough(meta))
                let last = lying.pending.count - 1
                tried += 1
                if try !run.isWhole(lying.image { $0 == last }) { found += 1 }
                withheld = nil
            }
            disk.take(event)
        }
        #expect(tried > 10)
        // A page that is missing may have held before what it was to hold.
        #expect(found > tried / 2, "\(found) of \(tried)")
    }
}

extension DiskTrace.Event {
    fileprivate var isFlush: Bool {
        switch self {
        case .flushed, .throughIsFlushed: true
        case .written, .writtenThrough, .said: false
        }
    }
}

/// A clerk's work on a book, taken down.
private struct Run {
    static let tasks = 4
    static let commands = 16

    let bed: Bed
    let trace: DiskTrace
    /// The data file when the clerk began.
    let before: [UInt8]
    private let pieces: [Clerk.Piece]

    init() async throws {
        bed = try await Bed()
        let directory = bed.temporary.directory
        before = [UInt8](
            try Data(contentsOf: URL(filePath: bed.temporary.path + "/log/data.mdb"))
        )
        let library = try FaultyDevice.library(in: directory)
        let clerk = try RunningProgram(
            "/usr/bin/env",
            [
                "LD_PRELOAD=" + library, "DAYBOOK_TRACE=" + directory + "/trace",
                try RunningProgram.beside("TestClerk"), bed.temporary.path, Bed.start,
            ]
        )
        pieces = (0..<UInt64(Run.tasks)).map {
            Clerk.Piece(seed: 9, task: $0, count: UInt64(Run.commands))
        }
        clerk.write(pieces.map(\.line) + ["go"])
        while let line = clerk.line(), line != "done" {}
        #expect(clerk.end() == 0)
        trace = try DiskTrace(directory + "/trace")
    }

    private var image: String { bed.temporary.directory + "/image" }

    private func write(_ bytes: [UInt8]) throws {
        let files = FileManager.default
        if files.fileExists(atPath: image) { try files.removeItem(atPath: image) }
        try files.createDirectory(
            atPath: image + "/log",
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        try Data(bytes).write(to: URL(filePath: image + "/log/data.mdb"))
    }

    /// Expects a log that verifies, is a beginning of the book's, and holds what was acknowledged.
    func expectWhole(_ bytes: [UInt8], said: [String], _ place: String) throws {
        try write(bytes)
        #expect(try Book.pageDamage(of: image) == nil, "\(place)")
        var options = BookOptions()
        options.isReadOnly = true
        options.usesSnapshots = false
        let book = try Book(opening: image, options: options)
        guard case .sound(let sound) = try book.verify() else {
            Issue.record("\(place): it does not verify")
            return
        }
        switch try bed.book.compare(with: LogMark(sound.head)) {
        case .same, .grown: break
        default: Issue.record("\(place): another history")
        }
        let acknowledged = said.compactMap { Clerk.Acknowledgement($0)?.answer.commit }.max() ?? 0
        #expect(sound.head.commit >= acknowledged, "\(place)")
    }

    /// Whether the pages and the chain of a file are whole; asked in a process of its own.
    func isWhole(_ bytes: [UInt8]) throws -> Bool {
        try write(bytes)
        return try DaybookProgram(["verify", "--full", "--dir", image]).status == 0
    }

    /// Expects that a clerk goes on with what the disk has flushed half-way, and answers what was
    /// acknowledged as it was.
    func expectRedelivery(_ whole: CutDisk) throws {
        var disk = CutDisk(before)
        for event in trace.events.prefix(trace.events.count / 2) { disk.take(event) }
        try write(disk.durable)
        try Data(contentsOf: URL(filePath: bed.temporary.path + ".keys"))
            .write(to: URL(filePath: image + ".keys"))
        for path in [image, image + "/log/data.mdb", image + ".keys"] {
            try FileManager.default.setAttributes(
                [.posixPermissions: path == image ? 0o700 : 0o600],
                ofItemAtPath: path
            )
        }
        let clerk = try Clerk(image)
        clerk.begin(pieces)
        var answers: [Clerk.Place: Clerk.Acknowledgement] = [:]
        while let line = clerk.program.line(), line != "done" {
            let answer = try #require(Clerk.Acknowledgement(line), "\(line)")
            answers[answer.place] = answer
        }
        #expect(clerk.program.end() == 0)
        #expect(answers.count == Run.tasks * Run.commands)
        let before = disk.said.compactMap { Clerk.Acknowledgement($0) }
        #expect(!before.isEmpty)
        #expect(before.count < answers.count)
        for answer in before {
            #expect(answers[answer.place]?.isRepeated == true)
            #expect(answers[answer.place]?.answer == answer.answer)
        }
    }
}
