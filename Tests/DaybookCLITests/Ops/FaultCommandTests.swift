import Foundation
import Testing

@Suite("A device that fails under a command")
struct FaultCommandTests {
    let book: CommandBook
    private static let id = "019cad58-bd80-7bfa-a6d6-d19336a28344"

    init() throws { book = try CommandBook() }

    private func run(
        _ arguments: [String],
        _ fault: [String: String] = [:]
    ) throws -> CommandLineTool.Outcome {
        try CommandLineTool.run(
            arguments,
            environment: book.environment.merging(fault) { $1 }
        )
    }

    private var booking: [String] {
        [
            "book", "--service", "visit", "--start", "2026-11-24T10:00", "--id",
            FaultCommandTests.id, "-o", "json",
        ]
    }

    /// The book is sound, the command repeated is there once, and the log goes on.
    private func checkAfterwards() throws {
        #expect(try run(["verify", "--full"]).status == 0)
        let again = try run(booking)
        #expect(again.status == 0, "\(again.talk)")
        #expect(try run(booking).text.contains("\"repeated\": true"))
        let booked = try run(["log", "--kind", "appointmentBooked", "-o", "jsonl"]).lines
        #expect(booked.count == 1)
        #expect(try run(["verify", "--full"]).status == 0)
    }

    @Test(
        "a commit that fails on the way to the disk is in doubt: exit 75, and a repeat settles it",
        // Opening flushes once; the commit is the second flush and the first write of a meta page.
        arguments: [("sync", 2), ("meta", 1), ("full", 1), ("full", 2)]
    )
    func inDoubt(fault: String, place: Int) throws {
        let failed = try run(booking, FaultyDevice.environment(fault, at: place))
        #expect(failed.status == 75, "\(failed.talk)")
        #expect(failed.output.isEmpty)
        #expect(failed.talk.contains("outcome-unknown"))
        #expect(failed.talk.contains("ask again by command id"))
        #expect(failed.talk.contains("no space is left") == (fault == "full"))
        try checkAfterwards()
    }

    @Test("a flush that fails when the book is opened is exit 74, and nothing was taken")
    func atOpening() throws {
        let before = try run(["head"]).text
        let failed = try run(booking, FaultyDevice.environment("sync"))
        #expect(failed.status == 74, "\(failed.talk)")
        #expect(try run(["head"]).text == before)
        try checkAfterwards()
    }

    @Test("a mail whose commit fails stays with the mail server: exit 75, and comes again once")
    func mail() throws {
        let mail = Array(CommandBook.mail(id: "one").utf8)
        let failed = try CommandLineTool.run(
            ["ingest", "email", "-"],
            input: mail,
            environment: book.environment.merging(FaultyDevice.environment("sync", at: 2)) { $1 }
        )
        #expect(failed.status == 75, "\(failed.talk)")
        for _ in 0..<2 { #expect(try book.run(["ingest", "email", "-"], bytes: mail).status == 0) }
        let requests = try run(["log", "--kind", "requestReceived", "-o", "jsonl"]).lines
        #expect(requests.count == 1)
        #expect(try run(["verify", "--full"]).status == 0)
    }

    @Test("a book on a network file system is refused: exit 65, before anything is mapped")
    func network() throws {
        for arguments in [booking, ["head"], ["log"]] {
            let refused = try run(arguments, FaultyDevice.environment("network"))
            #expect(refused.status == 65, "\(refused.talk)")
            #expect(refused.talk.contains("network-file-system"))
            #expect(refused.talk.contains("move the book to a local disk"))
        }
        try checkAfterwards()
    }

    @Test("on a full volume nothing is appended and reading goes on: exit 75, then it works again")
    func fullVolume() throws {
        // Fewer bytes than the floor under which nothing is appended.
        let volume = try Volume(megabytes: 32)
        let moved = volume.path + "/book"
        #expect(try run(["backup", moved]).status == 0)
        let there = ["--dir", moved, "--keys", book.folder.url.path + "/book.keys"]
        let refused = try run(booking + there)
        #expect(refused.status == 75, "\(refused.talk)")
        #expect(refused.talk.contains("disk-full"))
        #expect(try run(["slots", "--service", "visit", "-n", "1"] + there).status == 0)
        #expect(try run(["verify", "--full"] + there).status == 0)
        let findings = try run(["doctor", "-o", "jsonl"] + there)
        #expect(findings.status == 1)
        #expect(findings.lines.contains { $0.contains("freeDisk") && $0.contains("bad") })
        try volume.mount("-o", "remount,size=256m")
        #expect(try run(booking + there).status == 0)
    }

    @Test(
        "on a volume without a free byte what a patient wrote is read, and who read it is recorded"
    )
    func lastByte() throws {
        let mail = ["ingest", "email", "-"]
        let conversation = try book.number(
            "conversation",
            of: mail,
            input: CommandBook.mail(id: "a")
        )
        let volume = try Volume(megabytes: 96)
        let moved = volume.path + "/book"
        #expect(try run(["backup", moved]).status == 0)
        let there = ["--dir", moved, "--keys", book.folder.url.path + "/book.keys"]
        #expect(try run(booking + there).status == 0)
        try volume.fill()
        let refused = try run(["cancel", "1", "--reason", "patient"] + there)
        #expect(refused.status == 75, "\(refused.talk)")
        #expect(refused.talk.contains("disk-full"))
        for round in 1...3 {
            let show = ["conversation", "show", "\(conversation)", "--purpose", "treatment"]
            let read = try run(show + there)
            #expect(read.status == 0, "\(read.talk)")
            #expect(read.text.contains("Ich brauche bitte einen Termin."))
            let accesses = try run(["log", "--kind", "contentAccessed", "-o", "jsonl"] + there)
            #expect(accesses.lines.count == round)
        }
        try volume.empty()
        #expect(try run(["verify", "--full"] + there).status == 0)
        #expect(try book.run(mail + there, input: CommandBook.mail(id: "b")).status == 0)
    }

    @Test("on a read-only volume nothing is appended and reading goes on: exit 77")
    func readOnlyVolume() throws {
        let volume = try Volume(megabytes: 256)
        let moved = volume.path + "/book"
        #expect(try run(["backup", moved]).status == 0)
        let there = ["--dir", moved, "--keys", book.folder.url.path + "/book.keys"]
        #expect(try run(booking + there).status == 0)
        try volume.mount("-o", "remount,ro")
        let refused = try run(
            ["book", "--service", "visit", "--start", "2026-11-24T11:00"] + there
        )
        #expect(refused.status == 77, "\(refused.talk)")
        #expect(refused.talk.contains("no-permission"))
        for arguments in [
            ["head"], ["log"], ["slots", "--service", "visit"], ["verify", "--full"], ["doctor"],
            ["backup", book.folder.url.path + "/copy"],
        ] {
            let read = try run(arguments + there)
            #expect(read.status == 0, "\(arguments): \(read.talk)")
        }
    }
}
