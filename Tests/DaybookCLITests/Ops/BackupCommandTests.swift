import Foundation
import Testing

@Suite("daybook backup --follow")
struct BackupCommandTests {
    let book: OpsBook
    let copy: String

    init() throws {
        book = try OpsBook()
        copy = book.directory + "/copy"
    }

    private func change() throws {
        let small = OpsBook.root + "/schemas/examples/clinic-small.json"
        #expect(try book.run("configure", small).status == 0)
    }

    private func sameHead() throws -> Bool {
        try book.run("head").output == book.run("head", dir: copy).output
    }

    @Test("doctor tells the used share of the address range, and that nobody holds an old view")
    func room() throws {
        let used = try finding("used")
        #expect(used.state == "ok")
        #expect(used.value.hasSuffix(" % of the reserved range"))
        #expect(try finding("readers").value == "0")
    }

    private func exposure() throws -> (state: String, value: String) { try finding("backup") }

    /// What `daybook doctor` says of one thing.
    private func finding(_ check: String) throws -> (state: String, value: String) {
        let rows = try book.run("doctor", "-o", "jsonl").lines.map { line in
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
        }
        let row = rows.first { $0["check"] as? String == check } ?? [:]
        return (row["state"] as? String ?? "", row["value"] as? String ?? "")
    }

    @Test("makes a copy, ships what is new each time, and doctor says what is exposed")
    func once() throws {
        #expect(try exposure().state == "warning")
        #expect(try book.run("backup", "--follow", "--once", copy).status == 0)
        #expect(try sameHead())
        #expect(try exposure().value.hasSuffix("commit 1 at \(copy), nothing exposed"))
        try change()
        #expect(try !sameHead())
        #expect(try exposure().value.contains("exposed: 1 commits, "))
        let shipped = try book.run("backup", "--follow", "--once", copy, "-o", "jsonl")
        #expect(shipped.status == 0)
        #expect(try shipped.json()["shipped"] as? Int == 1)
        #expect(try sameHead())
        #expect(try exposure().value.hasSuffix("commit 2 at \(copy), nothing exposed"))
        #expect(try book.run("verify", "--full", dir: copy).status == 0)
        #expect(try book.run("restore", copy, dir: book.directory + "/restored").status == 0)
    }

    /// A process that keeps the copy until it is killed.
    private func follow() throws -> Process {
        let process = Process()
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        process.executableURL = URL(fileURLWithPath: own).deletingLastPathComponent()
            .appendingPathComponent("daybook")
        process.arguments = ["backup", "--follow", copy, "--dir", book.path, "-o", "jsonl"]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        return process
    }

    @Test("has its copy for itself: another backup to it, or a restore from it, is exit 75")
    func alone() throws {
        let process = try follow()
        // Followed once it says so in the book: it looks once a second, and patience is no measure.
        var looks = 0
        while try exposure().state == "warning", looks < 600 {
            usleep(100_000)
            looks += 1
        }
        #expect(try book.run("backup", "--follow", "--once", copy).status == 75)
        let restored = book.directory + "/restored"
        #expect(try book.run("restore", copy, dir: restored).status == 75)
        #expect(try book.run("verify", "--full", dir: copy).status == 0)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(try book.run("backup", "--follow", "--once", copy).status == 0)
        #expect(try book.run("restore", copy, dir: restored).status == 0)
    }

    @Test("keeps the copy while the book is written, and may be killed at any moment")
    func running() throws {
        for round in 1...3 {
            let process = try follow()
            let sample = round.isMultiple(of: 2) ? "clinic.json" : "clinic-small.json"
            _ = try book.run("configure", OpsBook.root + "/schemas/examples/" + sample)
            // It looks once a second; many times that long is patience, not a measure.
            var looks = 0
            while try !sameHead(), looks < 600 {
                usleep(100_000)
                looks += 1
            }
            #expect(looks < 600, "round \(round)")
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        #expect(try book.run("verify", "--full", dir: copy).status == 0)
    }

    @Test("a copy of another book, or one that is damaged, is not followed: exit 1")
    func refused() throws {
        let other = try OpsBook()
        #expect(try other.run("backup", copy).status == 0)
        #expect(try book.run("backup", "--follow", "--once", copy).status == 1)
        let own = book.directory + "/own"
        #expect(try book.run("backup", own).status == 0)
        let file = own + "/log/data.mdb"
        let size = try Data(contentsOf: URL(filePath: file)).count
        for page in 2..<(size / 4_096) {
            try OpsBook.damage(file, at: page * 4_096 + 40, with: [0xFF, 0xFF, 0xFF, 0xFF])
        }
        try change()
        #expect(try book.run("backup", "--follow", "--once", own).status == 1)
    }

    @Test("a book that was cut back behind its copy is found out, and the copy stays: exit 1")
    func cutBack() throws {
        let old = book.directory + "/old"
        #expect(try book.run("backup", old).status == 0)
        try change()
        #expect(try book.run("backup", "--follow", "--once", copy).status == 0)
        let before = try book.run("head", dir: copy).output
        #expect(try book.run("restore", "--replace", old).status == 0)
        #expect(try book.run("backup", "--follow", "--once", copy).status == 1)
        #expect(try book.run("head", dir: copy).output == before)
        #expect(try exposure().state == "bad")
    }

    @Test("--once and --every are checked, and an endless array is refused: exit 64")
    func usage() throws {
        #expect(try book.run("backup", "--once", copy).status == 64)
        #expect(try book.run("backup", "--follow", "--every", "0", copy).status == 64)
        #expect(try book.run("backup", "--follow", copy, "-o", "json").status == 64)
    }
}
