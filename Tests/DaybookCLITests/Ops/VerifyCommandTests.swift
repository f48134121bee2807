import Daybook
import Foundation
import Testing

@testable import DaybookCLI

@Suite("daybook verify, head, backup and restore")
struct VerifyCommandTests {
    let book: OpsBook

    init() throws { book = try OpsBook() }

    @Test("a sound log is verified, and the next time only what came after")
    func sound() throws {
        let first = try book.run("verify", "-o", "json")
        #expect(first.status == 0)
        #expect(try first.json()["sound"] as? Bool == true)
        #expect(try first.json()["fromCommit"] as? Int == 0)
        #expect(try book.run("verify", "-o", "json").json()["fromCommit"] as? Int == 1)
        let full = try book.run("verify", "--full", "-o", "json").json()
        #expect(full["fromCommit"] as? Int == 0)
        #expect(
            full["digest"] as? String
                == (try book.run("head", "-o", "json").json()["digest"] as? String)
        )
    }

    @Test(
        "damage is exit code 1 with a table and a position, whatever it does to the reader",
        arguments: [0x00, 0x01, 0x7F, 0xFF] as [UInt8]
    )
    func damaged(_ byte: UInt8) throws {
        let file = book.path + "/log/data.mdb"
        let size = try Data(contentsOf: URL(filePath: file)).count
        for page in 2..<(size / 4_096) {
            try OpsBook.damage(
                file,
                at: page * 4_096 + 16,
                with: [UInt8](repeating: byte, count: 64)
            )
        }
        let run = try book.run("verify", "--full", "-o", "json")
        #expect(run.status == 1)
        #expect(try run.json()["sound"] as? Bool == false)
        #expect(try run.json()["position"] is Int)
        #expect((try run.json()["table"] as? String)?.isEmpty == false)
    }

    @Test("a file that was cut off is damage too", arguments: [1, 3, 6])
    func truncated(pages: Int) throws {
        try OpsBook.cut(book.path + "/log/data.mdb", to: pages * 4_096 + 100)
        #expect(try book.run("verify", "--full").status == 1)
    }

    @Test("a head kept elsewhere exposes an older copy in the log's place")
    func rollback() throws {
        let copy = book.directory + "/copy"
        #expect(try book.run("backup", copy).status == 0)
        let head = book.directory + "/head"
        let small = OpsBook.root + "/schemas/examples/clinic-small.json"
        #expect(try book.run("configure", small).status == 0)
        #expect(try book.run("head", "export", head).status == 0)
        #expect(
            try book.run("head", "check", head, "-o", "json").json()["comparison"] as? String
                == "same"
        )
        #expect(try book.run("verify", "--head", head).status == 0)

        #expect(try book.run("restore", copy).status == 65, "what is there is not replaced unasked")
        #expect(try book.run("restore", "--replace", copy).status == 0)
        let check = try book.run("head", "check", head, "-o", "json")
        #expect(check.status == 1)
        #expect(try check.json()["comparison"] as? String == "cutBack")
        #expect(try book.run("verify", "--head", head).status == 1)
    }

    @Test(
        "a file put back by hand is exposed by the note, and by the head where the note is old too"
    )
    func putBack() throws {
        let files = FileManager.default
        let head = book.directory + "/head"
        let small = OpsBook.root + "/schemas/examples/clinic-small.json"
        #expect(try book.run("verify").status == 0)
        let old = book.directory + "/old"
        try files.copyItem(atPath: book.path, toPath: old)
        #expect(try book.run("configure", small).status == 0)
        #expect(try book.run("verify").status == 0)
        #expect(try book.run("head", "export", head).status == 0)

        try files.removeItem(atPath: book.path + "/log")
        try files.copyItem(atPath: old + "/log", toPath: book.path + "/log")
        let exposed = try book.run("verify", "-o", "json")
        #expect(exposed.status == 1)
        #expect(try exposed.json()["table"] as? String == "commits")
        #expect(try exposed.json()["position"] as? Int == 2)

        try files.removeItem(atPath: book.path + "/verified")
        try files.copyItem(atPath: old + "/verified", toPath: book.path + "/verified")
        #expect(try book.run("verify").status == 0, "the book alone can't know")
        #expect(try book.run("verify", "--head", head).status == 1)
        #expect(
            try book.run("head", "check", head, "-o", "json").json()["comparison"] as? String
                == "cutBack"
        )
        // It goes on, as if nothing had been: the head knows of another commit at that place.
        #expect(try book.run("configure", small).status == 0)
        #expect(try book.run("verify", "--full", "--head", head).status == 1)
        #expect(
            try book.run("head", "check", head, "-o", "json").json()["comparison"] as? String
                == "differs"
        )
    }

    @Test("verification goes on from where the last one ended, and from zero on demand")
    func incremental() throws {
        for (index, file) in ["clinic-small.json", "clinic.json", "clinic-small.json"].enumerated()
        {
            #expect(try book.run("verify", "-o", "json").json()["commit"] as? Int == index + 1)
            let sample = OpsBook.root + "/schemas/examples/" + file
            #expect(try book.run("configure", sample).status == 0)
        }
        let next = try book.run("verify", "-o", "json").json()
        #expect(next["fromCommit"] as? Int == 3)
        #expect(next["commit"] as? Int == 4)
        let none = try book.run("verify", "-o", "json").json()
        #expect(none["fromCommit"] as? Int == 4)
        #expect(none["facts"] as? Int == 0)
        let full = try book.run("verify", "--full", "-o", "json").json()
        #expect(full["fromCommit"] as? Int == 0)
        #expect(full["facts"] as? Int == full["position"] as? Int)
    }

    @Test("a head that somebody changed is not believed")
    func forgedHead() throws {
        let head = book.directory + "/head"
        #expect(try book.run("head", "export", head).status == 0)
        let text = try String(contentsOfFile: head, encoding: .utf8)
        try text.replacing("\n1\n", with: "\n2\n").write(
            toFile: head,
            atomically: true,
            encoding: .utf8
        )
        #expect(try book.run("head", "check", head).status == 1)
    }

    @Test("a damaged backup replaces nothing")
    func damagedBackup() throws {
        let copy = book.directory + "/copy"
        #expect(try book.run("backup", copy).status == 0)
        let file = copy + "/log/data.mdb"
        let size = try Data(contentsOf: URL(filePath: file)).count
        for page in 2..<(size / 4_096) {
            try OpsBook.damage(file, at: page * 4_096 + 40, with: [0xFF, 0xFF, 0xFF, 0xFF])
        }
        let before = try book.run("head").output
        #expect(try book.run("restore", "--replace", copy).status == 1)
        #expect(try book.run("head").output == before)
    }

    @Test("keys are backed up, checked, and missed by the doctor")
    func keys() throws {
        let copy = book.directory + "/keys-copy"
        #expect(try book.run("doctor").status == 0)
        #expect(try book.run("keys", "backup", copy).status == 0)
        #expect(try book.run("keys", "check", copy).status == 0)
        #expect(try book.run("keys", "check").status == 0)
        try FileManager.default.removeItem(atPath: book.path + ".keys")
        #expect(try book.run("keys", "check").status != 0)
        #expect(try book.run("doctor").status == 1)
    }

    @Test("replay prints its keys, and the same digest each time")
    func replay() throws {
        let first = try book.run("replay", "-o", "json").json()
        #expect(
            Set(first.keys) == ["facts", "factsPerSecond", "seconds", "digest", "position"]
        )
        let second = try book.run("replay", "-o", "json").json()
        #expect(first["digest"] as? String == second["digest"] as? String)
        let part = try book.run("replay", "--to", "4", "-o", "json").json()
        #expect(part["position"] as? Int == 4)
        #expect(part["digest"] as? String != first["digest"] as? String)
        let none = try book.run("replay", "--to", "2000-01-01", "-o", "json").json()
        #expect(none["facts"] as? Int == 0)
        let snapshot = try book.run("replay", "--from-snapshot", "-o", "json").json()
        #expect(snapshot["digest"] as? String == first["digest"] as? String)
    }

    @Test("a snapshot is saved, and a replay begins with it")
    func snapshot() throws {
        let saved = try book.run("snapshot", "-o", "json").json()
        let whole = try book.run("replay", "-o", "json").json()
        #expect(saved["position"] as? Int == whole["position"] as? Int)
        #expect(saved["pastWritten"] as? Int == 0)
        let rest = try book.run("replay", "--from-snapshot", "-o", "json").json()
        #expect(rest["facts"] as? Int == 0)
        #expect(rest["digest"] as? String == whole["digest"] as? String)
    }

    @Test(
        "a reader that crashed has met damage, one that was ended from outside has not",
        arguments: [
            (SIGBUS, false), (SIGSEGV, false), (SIGILL, false), (SIGTRAP, false), (SIGABRT, false),
            (SIGKILL, true), (SIGTERM, true), (SIGINT, true), (SIGHUP, true),
        ] as [(Int32, Bool)]
    )
    func endings(signal: Int32, isFromOutside: Bool) {
        #expect(WorkerProcess.Ending.killed(signal).isFromOutside == isFromOutside)
        #expect(!WorkerProcess.Ending.exited(signal).isFromOutside)
    }

    @Test("what a worker says is understood by its parent")
    func workerLines() throws {
        let damage = LogDamage(
            table: "pages",
            position: 7,
            commit: nil,
            what: "a page\tis used twice"
        )
        let told = LogDamage(table: "pages", position: 7, commit: nil, what: "a page is used twice")
        #expect(WorkerLine(WorkerLine.damaged(damage).text) == .damaged(told))
        #expect(WorkerLine(WorkerLine.suspect(told).text) == .suspect(told))
        let lines: [WorkerLine] = [
            .progress(commit: 3, of: 9), .head(LogMark(commit: 2, digest: "ab")),
            .sound(facts: 1, commits: 2, bytes: 3, deleted: 4, position: 5),
            .fault(Failure(.tryAgain, "what", at: nil, next: "next")),
        ]
        for line in lines { #expect(WorkerLine(line.text) == line) }
        for text in ["", "sound", "sound\t1\t2\t3\t4\tx", "progress\t-1\t2", "nonsense\t1"] {
            #expect(WorkerLine(text) == nil)
        }
    }
}
