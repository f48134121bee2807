import Foundation
import Testing

/// What comes in, in the forms in which it comes.
@Suite("Ingestion")
struct IngestTests {
    static let fixtures = CommandLineTool.repository.appendingPathComponent("Tests/Fixtures").path

    /// A secret's file and its options for Messenger.
    private func secret(_ book: CommandBook) throws -> [String] {
        let file = try book.folder.write("test-app-secret-0123456789abcdef\n", to: "secret")
        let old = try book.folder.write("test-app-secret-before-rotation\n", to: "old-secret")
        return ["--secret", "messenger=\(file),\(old)"]
    }

    @Test("A mail becomes a request; delivered again it is recognised and nothing changes")
    func twice() throws {
        let book = try CommandBook()
        let file = try book.folder.write(CommandBook.mail(id: "m1"), to: "a.eml")
        let first = try book.run(["ingest", "email", file, "-o", "jsonl"])
        // The contact's own fact comes first.
        let fact = CommandBook.firstFact + 1
        #expect(
            first.text == """
                {"source":"\(file)","channel":"email","kind":"message","became":"requestReceived",\
                "fact":\(fact),"conversation":\(fact),"booking":null,"repeated":false,"note":null}

                """
        )
        let head = try book.objects(["log", "-n", "1"])
        book.now = "2026-11-30T08:00:00Z"
        let second = try book.objects(["ingest", "email", file])
        #expect(second.first?["repeated"] as? Bool == true)
        #expect(second.first?["fact"] as? Int == fact)
        #expect(NSArray(array: try book.objects(["log", "-n", "1"])).isEqual(to: head))
    }

    @Test("Every mail of the fixtures is recorded, machines as machines")
    func everyMail() throws {
        let book = try CommandBook()
        let outcome = try book.run(["ingest", "email", Self.fixtures + "/mail", "-o", "jsonl"])
        #expect(outcome.status == 0)
        let rows = try outcome.objects()
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.fixtures + "/mail")
        #expect(rows.count == names.filter { $0.hasSuffix(".eml") }.count)
        #expect(rows.allSatisfy { $0["fact"] is Int })
        let machines = rows.filter { $0["became"] as? String == "machineMessageReceived" }
        #expect(
            Set(machines.compactMap { $0["note"] as? String }) == [
                "out-of-office", "bounce", "list", "loop", "read-receipt",
            ]
        )
        #expect(rows.filter { $0["repeated"] as? Bool == true }.count == 1, "the duplicate")
    }

    @Test("A Maildir's new mails move to cur once they are durable, and only they are taken")
    func maildir() throws {
        let book = try CommandBook()
        _ = try book.folder.write(CommandBook.mail(id: "m1"), to: "Maildir/new/1700.M1P1.host")
        _ = try book.folder.write(CommandBook.mail(id: "m2"), to: "Maildir/new/1700.M2P1.host:2,S")
        _ = try book.folder.write(CommandBook.mail(id: "m3"), to: "Maildir/cur/1600.M1P1.host:2,S")
        let path = book.folder.url.appendingPathComponent("Maildir").path
        #expect(try book.objects(["ingest", "email", path]).count == 2)
        #expect(
            try book.folder.files(under: "Maildir").map(\.path).sorted() == [
                "cur/1600.M1P1.host:2,S", "cur/1700.M1P1.host:2,", "cur/1700.M2P1.host:2,S",
            ]
        )
        #expect(try book.objects(["ingest", "email", path]).isEmpty)
    }

    @Test("An mbox is taken mail by mail, each with its number")
    func mailbox() throws {
        let book = try CommandBook()
        let mails = (1...3).map {
            "From petra@example.org Mon Nov 23 09:00:00 2026\n" + CommandBook.mail(id: "m\($0)")
                + "\n"
        }
        let file = try book.folder.write(mails.joined(), to: "all.mbox")
        let rows = try book.objects(["ingest", "email", file])
        #expect(rows.compactMap { $0["source"] as? String } == (1...3).map { "\(file):\($0)" })
        #expect(try book.objects(["inbox"]).count == 3)
    }

    @Test("Deliveries are taken with their signatures checked; a wrong one stops nothing")
    func webhook() throws {
        let book = try CommandBook()
        let file = Self.fixtures + "/webhook/messenger.jsonl"
        let outcome = try book.run(["ingest", "webhook"] + secret(book) + [file, "-o", "jsonl"])
        #expect(outcome.status == 65, "two of the lines can't be read")
        let rows = try outcome.objects()
        func row(_ line: Int) -> [String: Any] {
            rows.first { $0["source"] as? String == "\(file):\(line)" } ?? [:]
        }
        #expect(row(1)["became"] as? String == "requestReceived")
        #expect(row(2)["repeated"] as? Bool == true)
        #expect(row(34)["note"] as? String == "handshake")
        let refused = rows.filter { $0["kind"] as? String == "refused" }
        #expect(refused.count == 3)
        #expect(refused.allSatisfy { ($0["note"] as? String)?.hasPrefix("signature-") == true })
        #expect(refused.allSatisfy { $0["fact"] is Int == false })
        #expect(rows.filter { $0["kind"] as? String == "unreadable" }.count == 2)
    }

    @Test("Deliveries that wait together have their rows in order, and share a commit")
    func together() throws {
        let book = try CommandBook()
        let file = Self.fixtures + "/webhook/messenger.jsonl"
        let outcome = try book.run(["ingest", "webhook"] + secret(book) + [file, "-o", "jsonl"])
        let lines = try outcome.objects().compactMap { row in
            (row["source"] as? String)?.split(separator: ":").last.flatMap { Int($0) }
        }
        #expect(lines == lines.sorted() && lines.first == 1 && lines.last == 34)
        let last = try #require(try book.objects(["log", "-n", "1"]).first)
        let position = try #require((last["id"] as? String).flatMap { Int($0) })
        // Two definitions are a commit each; that of the deliveries is one or a few.
        let head = try book.objects(["head"])
        let commit = try #require(head.first?["commit"] as? Int)
        #expect(position - CommandBook.firstFact > 10 && commit < 15)
    }

    @Test("A page's token and id come back with the form, good for the visitor's session alone")
    func formPage() throws {
        let book = try CommandBook()
        let page = try #require(try book.objects(["form", "--session", "s-9"]).first)
        #expect(page["emergency"] as? String == "In an emergency call 112.")
        let token = try #require(page["form-token"] as? String)
        let id = try #require(page["submission-id"] as? String)
        func submit(_ session: String, _ id: String) throws -> [String: Any]? {
            let body = "name=Ada&email=ada%40example.org&submission-id=\(id)&form-token=\(token)"
            let line =
                #"{"channel":"form","receivedAt":1795420860000,"#
                + #""headers":{"Cookie":"daybook-session=\#(session)"},"body":"\#(body)"}"#
            let file = try book.folder.write(line, to: "\(id)-\(session).jsonl")
            return try book.objects(["ingest", "form", file]).first
        }
        let first = try submit("s-9", id)
        #expect(first?["became"] as? String == "requestReceived")
        #expect(first?["note"] is NSNull)
        #expect(try submit("s-9", id)?["repeated"] as? Bool == true)
        #expect(try submit("s-8", "another")?["note"] as? String == "score=30,token-wrong")
        #expect(try book.run(["form", "--session", "s-9", "--channel", "nurse"]).status == 65)
    }

    @Test("A file that can't be read stops the call after all before it is recorded")
    func unreadableFile() throws {
        let book = try CommandBook()
        let body = try book.folder.write("name=Ada&email=ada%40example.org", to: "one")
        let outcome = try book.run(["ingest", "form", body, "/nowhere/two", "-o", "jsonl"])
        #expect(outcome.status != 0)
        #expect(try outcome.objects().count == 1)
        #expect(try book.objects(["inbox"]).count == 1)
        let lines = try book.folder.write("{}\n", to: "broken.jsonl")
        let more = try book.run(["ingest", "form", lines, body, "-o", "jsonl"])
        #expect(more.status == 65)
        #expect(try more.objects().map { $0["kind"] as? String } == ["unreadable", "message"])
        #expect(try more.objects().last?["repeated"] as? Bool == true)
    }

    @Test("A refused signature alone is exit 1, and a channel without a secret says what to give")
    func signatures() throws {
        let book = try CommandBook()
        let all = try String(
            contentsOfFile: Self.fixtures + "/webhook/messenger.jsonl",
            encoding: .utf8
        )
        let lines = all.split(separator: "\n").map(String.init)
        let forged = try book.folder.write(lines[28] + "\n" + lines[0] + "\n", to: "forged.jsonl")
        #expect(try book.run(["ingest", "webhook"] + secret(book) + [forged]).status == 1)
        let bare = try book.run(["ingest", "webhook", forged, "-o", "jsonl"])
        #expect(bare.status == 65)
        #expect(bare.text.contains("give --secret messenger=FILE"))
        let missing = try book.run(["ingest", "webhook", "--secret", "messenger=/nowhere", forged])
        #expect(missing.status != 0)
        #expect(try book.run(["ingest", "webhook", "--secret", "messenger", forged]).status == 64)
    }

    @Test("Forms are taken urlencoded, as JSON and as recorded requests")
    func forms() throws {
        let book = try CommandBook()
        let encoded =
            "name=Jo+Doe&email=jo%40example.org&message=A+visit+please&submission-id=s-1\n"
        let first = try book.objects(["ingest", "form", "-"], input: encoded)
        #expect(first.first?["became"] as? String == "requestReceived")
        #expect(
            try book.objects(["ingest", "form", "-"], input: encoded).first?["repeated"] as? Bool
                == true
        )
        let file = try book.folder.write(
            #"{"name":"Jo Doe","email":"jo@example.org","message":"Hello there"}"#,
            to: "one.json"
        )
        #expect(
            try book.objects(["ingest", "form", file]).first?["became"] as? String
                == "requestReceived"
        )
        let recorded = try book.objects(["ingest", "form", Self.fixtures + "/form/form.jsonl"])
        #expect(recorded.count == 29)
        #expect(recorded.contains { $0["became"] as? String == "messageQuarantined" })
        #expect(recorded.contains { $0["kind"] as? String == "conflict" })
        let wrong = try book.run(
            ["ingest", "form", "--content-type", "text/plain", "-"],
            input: encoded
        )
        #expect(wrong.status == 65)
    }

    @Test(
        "A time that the clinic rendered books when it comes back; once it is taken it becomes a request"
    )
    func formBooks() throws {
        let book = try CommandBook()
        let slots = try book.objects(["slots", "--service", "visit", "--tokens", "-n", "1"])
        let token = try #require(slots.first?["token"] as? String)
        func submission(_ id: String) -> String {
            "name=Jo+Doe&email=jo%40example.org&slot=\(token)&submission-id=\(id)"
        }
        let first = try book.objects(["ingest", "form", "-"], input: submission("s-1"))
        let booking = try #require(first.first?["booking"] as? Int)
        #expect(try book.objects(["show", "\(booking)"]).first?["status"] as? String == "booked")
        #expect(try book.objects(["inbox"]).isEmpty, "the page itself confirms")
        let second = try book.objects(["ingest", "form", "-"], input: submission("s-2"))
        #expect(second.first?["booking"] is Int == false)
        #expect(second.first?["note"] as? String == "taken")
        #expect(try book.objects(["inbox"]).count == 1)
    }
}
