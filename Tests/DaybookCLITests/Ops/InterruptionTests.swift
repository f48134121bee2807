import Foundation
import Testing

/// Each command is run again and again on a copy of the same book, killed before its first change or
/// flush of a file, before its second and so on, until it comes to its own end.
@Suite("A command that is killed before any of its steps")
struct InterruptionTests {
    private static let petra = "Petra Kanarienvogel <petra.kanarienvogel@example.org>"
    private static let otto = "Otto <otto@example.org>"
    private static let text = "Ich brauche bitte einen Termin."
    private static let stepsMax = 200

    /// A folder with a book that has lived through a command up to some step.
    private struct Interrupted {
        let folder: Folder
        let step: Int
        var environment: [String: String]

        func path(_ name: String) -> String { folder.url.appendingPathComponent(name).path }

        @discardableResult
        func run(_ arguments: [String], input: [UInt8] = []) throws -> CommandLineTool.Outcome {
            try CommandLineTool.run(arguments, input: input, environment: environment)
        }

        func objects(_ arguments: [String]) throws -> [[String: Any]] {
            try run(arguments + ["-o", "jsonl"]).objects()
        }

        /// What a conversation says to somebody who opens it.
        func text(of conversation: Int) throws -> String? {
            let show = ["conversation", "show", "\(conversation)", "--purpose", "treatment"]
            return try objects(show).first?["text"] as? String
        }

        func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

        /// The log is whole, and so are the keys, with nothing left beside them.
        func checkSound() throws {
            let verified = try run(["verify", "--full"])
            #expect(verified.status == 0, "step \(step): \(verified.talk)")
            #expect(try run(["keys", "check"]).status == 0, "step \(step)")
            for litter in ["book.keys.new", "book.keys.old", "book/log.creating"] {
                #expect(!exists(litter), "step \(step): \(litter)")
            }
        }

        /// The names of the files that hold these bytes.
        func files(holding needle: [UInt8]) throws -> [String] {
            try folder.files(under: ".").filter { Data($0.bytes).range(of: Data(needle)) != nil }
                .map(\.path)
        }
    }

    /// - Parameter arguments: The command, for the path of the folder that it works in.
    /// - Returns: How many steps it had.
    @discardableResult
    private func kill(
        _ book: CommandBook,
        _ arguments: (String) -> [String],
        check: (Interrupted) throws -> Void
    ) throws -> Int {
        let files = FileManager.default
        for step in 1...InterruptionTests.stepsMax {
            let folder = try Folder()
            for name in try files.contentsOfDirectory(atPath: book.folder.url.path) {
                try files.copyItem(
                    at: book.folder.url.appendingPathComponent(name),
                    to: folder.url.appendingPathComponent(name)
                )
            }
            var copy = Interrupted(folder: folder, step: step, environment: book.environment)
            copy.environment["DAYBOOK_DIR"] = copy.path("book")
            var fault = try FaultyDevice.environment("kill", at: step)
            fault["DAYBOOK_FAULT_UNDER"] = folder.url.path
            let outcome = try CommandLineTool.run(
                arguments(folder.url.path),
                environment: copy.environment.merging(fault) { $1 }
            )
            try check(copy)
            if outcome.status == 0 { return step - 1 }
        }
        Issue.record("it never came to its end")
        return 0
    }

    private func ingest(_ book: CommandBook, id: String, from: String) throws -> Int {
        try book.number(
            "conversation",
            of: ["ingest", "email", "-"],
            input: CommandBook.mail(id: id, from: from)
        )
    }

    @Test("init leaves no book, or a whole one with its keys")
    func initialising() throws {
        let book = try CommandBook()
        let steps = try kill(book, { ["init", "--dir", $0 + "/new"] }) { copy in
            let there = ["--dir", copy.path("new")]
            if !copy.exists("new/log") {
                // Keys that nothing was sealed under; the next init says that they are there.
                if copy.exists("new.keys") {
                    #expect(try copy.run(["init"] + there).status == 65, "step \(copy.step)")
                    try FileManager.default.removeItem(atPath: copy.path("new.keys"))
                }
                let again = try copy.run(["init"] + there)
                #expect(again.status == 0, "step \(copy.step): \(again.talk)")
            }
            #expect(try copy.run(["verify", "--full"] + there).status == 0, "step \(copy.step)")
            #expect(try copy.run(["keys", "check"] + there).status == 0, "step \(copy.step)")
        }
        #expect(steps > 10)
    }

    @Test("a mail is there not at all or whole, and comes again once")
    func mail() throws {
        let book = try CommandBook()
        let mail = CommandBook.mail(id: "one")
        let file = try book.folder.write(mail, to: "mail")
        let steps = try kill(book, { ["ingest", "email", $0 + "/mail"] }) { copy in
            let again = try copy.objects(["ingest", "email", file])
            let conversation = try #require(again.first?["conversation"] as? Int)
            #expect(try copy.text(of: conversation) == Self.text, "step \(copy.step)")
            #expect(try copy.objects(["log", "--kind", "requestReceived"]).count == 1)
            try copy.checkSound()
        }
        #expect(steps > 5)
    }

    @Test("mails that share the flushes are there each not at all or whole, and come again once")
    func manyMails() throws {
        let book = try CommandBook()
        let count = 5
        for number in 1...count {
            let mail = CommandBook.mail(id: "\(number)", from: "p\(number)@example.org")
            _ = try book.folder.write(mail, to: "Maildir/new/\(number)")
        }
        _ = try book.folder.write("", to: "Maildir/cur/.keep")
        let steps = try kill(book, { ["ingest", "email", $0 + "/Maildir"] }) { copy in
            // What left `new` is durable, and what did not is taken in by the next call.
            let left = try FileManager.default.contentsOfDirectory(atPath: copy.path("Maildir/new"))
            let there = try copy.objects(["log", "--kind", "requestReceived"]).count
            #expect(left.count >= count - there, "step \(copy.step)")
            #expect(
                try copy.objects(["ingest", "email", copy.path("Maildir")]).count == left.count
            )
            let requests = try copy.objects(["log", "--kind", "requestReceived"])
            let parties = requests.compactMap {
                ($0["data"] as? [String: Any])?["party"] as? String
            }
            #expect(Set(parties).count == count, "step \(copy.step): once each, a sender each")
            #expect(requests.count == count, "step \(copy.step)")
            for request in requests {
                let number = try #require(
                    request["subject"].flatMap { "\($0)" }.flatMap { Int($0) }
                )
                #expect(try copy.text(of: number) == Self.text, "step \(copy.step)")
            }
            try copy.checkSound()
        }
        // Each mail's own step is its move; all that makes it durable is shared.
        #expect(steps > 5 && steps < 10 * count)
    }

    @Test("an erasure was not asked for, or is done when a command has written again")
    func erasing() throws {
        let book = try CommandBook()
        let (petra, otto) = (
            try ingest(book, id: "p", from: Self.petra), try ingest(book, id: "o", from: Self.otto)
        )
        let facts = try book.objects(["log", "--subject", "\(petra)"])
        let party = try #require((facts.first?["data"] as? [String: Any])?["party"] as? String)
        let secrets = try Self.secrets(of: party, in: book)
        let steps = try kill(book, { _ in ["erase", party, "--reason", "request"] }) { copy in
            // Opening goes on with what was asked for; what was not is asked for again.
            let again = try copy.run(["erase", party, "--reason", "request"])
            #expect([0, 1].contains(again.status), "step \(copy.step): \(again.talk)")
            #expect(try copy.text(of: petra) == "(erased)", "step \(copy.step)")
            #expect(try copy.text(of: otto) == Self.text, "step \(copy.step)")
            #expect(try copy.objects(["log", "--kind", "erasureRequested"]).count == 1)
            #expect(try copy.objects(["log", "--kind", "erasureCompleted"]).count == 1)
            for secret in secrets + [Array("Kanarienvogel".utf8)] {
                #expect(try copy.files(holding: secret) == [], "step \(copy.step)")
            }
            try copy.checkSound()
        }
        #expect(steps > 20)
    }

    /// The wrapped key of a party as it stands in the key file, and the key that wraps it.
    private static func secrets(of party: String, in book: CommandBook) throws -> [[UInt8]] {
        let path = book.folder.url.appendingPathComponent("book.keys")
        let bytes = Array(try Data(contentsOf: path))
        let token = try #require(UInt64(party, radix: 16))
        let id = stride(from: UInt64(56), through: 0, by: -8).map {
            UInt8(truncatingIfNeeded: token >> $0)
        }
        let record = try #require(
            stride(from: 128, to: bytes.count, by: 80).first {
                bytes[$0] == 2 && Array(bytes[($0 + 4)..<($0 + 12)]) == id
            }
        )
        return [Array(bytes[(record + 12)..<(record + 72)]), Array(bytes[48..<80])]
    }

    @Test("retention destroys what is over and keeps the rest, now or when it is applied again")
    func retention() throws {
        let book = try CommandBook()
        let old = try ingest(book, id: "p", from: Self.petra)
        #expect(try book.run(["retention", "set", "message", "30d"]).status == 0)
        book.now = "2026-12-13T08:00:00Z"
        let new = try ingest(book, id: "q", from: Self.otto)
        book.now = "2026-12-24T08:00:00Z"
        let steps = try kill(book, { _ in ["retention", "apply"] }) { copy in
            #expect(try copy.run(["retention", "apply"]).status == 0, "step \(copy.step)")
            #expect(try copy.text(of: old) == "(erased)", "step \(copy.step)")
            #expect(try copy.text(of: new) == Self.text, "step \(copy.step)")
            #expect(try copy.objects(["retention", "apply", "--dry-run"]).isEmpty)
            try copy.checkSound()
        }
        #expect(steps > 20)
    }

    @Test("rotated keys open what they opened, the old ones or the new")
    func rotating() throws {
        let book = try CommandBook()
        let petra = try ingest(book, id: "p", from: Self.petra)
        let steps = try kill(book, { _ in ["keys", "rotate"] }) { copy in
            #expect(try copy.text(of: petra) == Self.text, "step \(copy.step)")
            try copy.checkSound()
        }
        #expect(steps > 10)
    }

    @Test("a restore is done again, and the log that was there is kept")
    func restoring() throws {
        let book = try CommandBook()
        let backup = book.folder.url.appendingPathComponent("backup").path
        #expect(try book.run(["backup", backup]).status == 0)
        let old = try book.objects(["head", "--dir", backup]).first?["digest"] as? String
        _ = try ingest(book, id: "p", from: Self.petra)
        let new = try book.objects(["head"]).first?["digest"] as? String
        let steps = try kill(book, { ["restore", "--replace", $0 + "/backup"] }) { copy in
            // Done already: then it says that the replaced log is to be moved away first.
            let again = try copy.run(["restore", "--replace", copy.path("backup")])
            #expect([0, 65].contains(again.status), "step \(copy.step): \(again.talk)")
            #expect(try copy.objects(["head"]).first?["digest"] as? String == old)
            try copy.checkSound()
            #expect(again.status != 0 || !copy.exists("book/restoring"), "step \(copy.step)")
            try FileManager.default.createDirectory(
                atPath: copy.path("kept"),
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
            try FileManager.default.moveItem(
                atPath: copy.path("book/log.replaced"),
                toPath: copy.path("kept/log")
            )
            let kept = try copy.objects(["head", "--dir", copy.path("kept")])
            #expect(kept.first?["digest"] as? String == new, "step \(copy.step)")
        }
        #expect(steps > 10)
    }

    @Test("a restore whose reader is ended from outside does not call the backup damaged: exit 75")
    func endedFromOutside() throws {
        let book = try CommandBook()
        let backup = book.folder.url.appendingPathComponent("backup").path
        #expect(try book.run(["backup", backup]).status == 0)
        var fault = try FaultyDevice.environment("kill", at: 2)
        fault["DAYBOOK_FAULT_UNDER"] = book.folder.url.path
        let ended = try CommandLineTool.run(
            ["restore", "--replace", backup],
            environment: book.environment.merging(fault) { $1 }
        )
        #expect(ended.status == 75, "\(ended.talk)")
        #expect(!ended.talk.contains("damaged"))
        #expect(try book.run(["restore", "--replace", backup]).status == 0)
    }

    @Test("an import makes no book, or a whole one")
    func importing() throws {
        let book = try CommandBook()
        _ = try ingest(book, id: "p", from: Self.petra)
        let export = book.folder.url.appendingPathComponent("export").path
        #expect(try book.run(["log", "export", export]).status == 0)
        let digest = try book.objects(["head"]).first?["digest"] as? String
        let steps = try kill(
            book,
            { ["log", "import", $0 + "/export", "--dir", $0 + "/new"] },
            check: { copy in
                let there = ["--dir", copy.path("new")]
                let isDone = copy.exists("new")
                let again = try copy.run(["log", "import", export] + there)
                #expect(again.status == (isDone ? 65 : 0), "step \(copy.step): \(again.talk)")
                #expect(try copy.objects(["head"] + there).first?["digest"] as? String == digest)
                #expect(try copy.run(["verify", "--full"] + there).status == 0)
                #expect(!copy.exists("new.importing"), "step \(copy.step)")
            }
        )
        #expect(steps > 10)
    }
}
