import Foundation
import Testing

/// What is kept and what is erased, through the command line.
@Suite("Custody commands")
struct CustodyCommandTests {
    /// A mail's conversation, and the token of who wrote it.
    private func written(
        _ book: CommandBook,
        id: String = "m1",
        from: String = "Petra Kanarienvogel <petra.kanarienvogel@example.org>"
    ) throws -> (conversation: Int, party: String) {
        let conversation = try book.number(
            "conversation",
            of: ["ingest", "email", "-"],
            input: CommandBook.mail(id: id, from: from)
        )
        let facts = try book.objects(["log", "--subject", "\(conversation)"])
        let data = facts.first?["data"] as? [String: Any]
        return (conversation, try #require(data?["party"] as? String))
    }

    @Test("erase closes a person's texts for good, and is pending until old keys are attested gone")
    func erasing() throws {
        let book = try CommandBook()
        let (conversation, party) = try written(book)
        let copy = book.folder.url.appendingPathComponent("copy.keys").path
        #expect(try book.run(["keys", "backup", copy]).status == 0)
        let erased = try book.objects(["erase", String(party.prefix(8)), "--reason", "request"])
        #expect(erased.first?["state"] as? String == "pending")
        #expect(erased.first?["party"] as? String == party)
        #expect(erased.first?["keyBackups"] as? Int == 1)
        let shown = try book.objects(
            ["conversation", "show", "\(conversation)", "--purpose", "legal"])
        #expect(shown.first?["text"] as? String == "(erased)")
        for file in try book.folder.files(under: ".") where file.path != "copy.keys" {
            let text = String(decoding: file.bytes, as: UTF8.self)
            #expect(!text.contains("Kanarienvogel"), "\(file.path)")
        }
        #expect(try book.run(["erasures", "--pending"]).status == 1)
        #expect(try book.run(["keys", "check", copy]).status == 1, "it would revive the erased")
        let attested = try book.objects(["keys", "attest"])
        #expect(attested.first?["completed"] as? Int == 1)
        #expect(attested.first?["stillPending"] as? Int == 0)
        #expect(try book.run(["erasures", "--pending"]).status == 0)
        let listed = try book.objects(["erasures"])
        #expect(listed.first?["state"] as? String == "complete")
        let again = try book.run(["erase", party, "--reason", "request"])
        #expect(again.status == 1 && again.talk.contains("unchanged"))
    }

    @Test("erase says which of its arguments is wrong")
    func wrong() throws {
        let book = try CommandBook()
        _ = try written(book)
        #expect(try book.run(["erase", "xyz", "--reason", "request"]).status == 65)
        #expect(try book.run(["erase", "ab", "--reason", "request"]).status == 65)
        let nobody = try book.run(["erase", "0123456789abcdef", "--reason", "request"])
        #expect(nobody.status == 65 && nobody.talk.contains("daybook log"))
        #expect(try book.run(["erase", "012345", "--reason", "whim"]).status == 65)
        #expect(try book.run(["erase", "012345"]).status == 64)
    }

    @Test("a legal hold blocks an erasure, by a reason that programs can read")
    func hold() throws {
        let book = try CommandBook()
        let (_, party) = try written(book)
        let hold = try book.number(
            "hold",
            of: ["legal-hold", "place", party, "--reason", "litigation"]
        )
        let refused = try book.run(["erase", party, "--reason", "request", "-o", "jsonl"])
        #expect(refused.status == 1)
        #expect(try refused.objects().first?["reason"] as? String == "legal-hold")
        #expect(try refused.objects().first?["inTheWay"] as? Int == hold)
        let listed = try book.objects(["legal-hold", "list"])
        #expect(listed.first?["party"] as? String == party)
        #expect(listed.first?["reason"] as? String == "litigation")
        #expect(try book.run(["legal-hold", "release", "\(hold)"]).status == 0)
        #expect(try book.run(["legal-hold", "release", "\(hold)"]).status == 1)
        #expect(try book.objects(["legal-hold", "list"]).isEmpty)
        #expect(try book.run(["erase", party, "--reason", "request"]).status == 0)
    }

    @Test("retention lists what is over, and destroys it when told")
    func retention() throws {
        let book = try CommandBook()
        let (conversation, _) = try written(book)
        #expect(try book.run(["retention", "set", "message", "30d"]).status == 0)
        #expect(try book.run(["retention", "set", "message", "30d"]).status == 1)
        #expect(try book.run(["retention", "set", "message", "soon"]).status == 65)
        #expect(try book.run(["retention", "set", "letters", "30d"]).status == 65)
        #expect(try book.run(["retention", "set", "original", "10y"]).status == 0)
        let periods = try book.objects(["retention", "show"])
        #expect(periods.compactMap { $0["days"] as? Int } == [30, 3_653])
        #expect(try book.objects(["retention", "apply", "--dry-run"]).isEmpty)
        book.now = "2026-12-24T08:00:00Z"
        let due = try book.objects(["retention", "apply", "--dry-run"])
        #expect(due.compactMap { $0["fact"] as? Int } == [conversation])
        #expect(due.first?["reason"] as? String == "retention-over")
        #expect(due.first?["class"] as? String == "message")
        let show = ["conversation", "show", "\(conversation)", "--purpose", "treatment"]
        #expect(try book.objects(show).first?["text"] as? String != "(erased)")
        #expect(try book.objects(["retention", "apply"]).count == 1)
        #expect(try book.objects(show).first?["text"] as? String == "(erased)")
        #expect(try book.objects(["retention", "apply"]).isEmpty)
    }

    @Test("access shows who read a person's texts and what for")
    func access() throws {
        let book = try CommandBook()
        let (conversation, party) = try written(book)
        for purpose in ["treatment", "patient-request"] {
            try book.run(["conversation", "show", "\(conversation)", "--purpose", purpose])
        }
        let history = try book.objects(["access", party])
        #expect(
            history.compactMap { $0["purpose"] as? String } == ["treatment", "patient-request"]
        )
        #expect(history.allSatisfy { $0["reader"] as? String == "anna" })
        #expect(history.allSatisfy { $0["fact"] as? Int == conversation })
    }

    @Test("keys are rotated, and restored from a backup without the erased")
    func keys() throws {
        let book = try CommandBook()
        let (conversation, _) = try written(book)
        let (other, party) = try written(book, id: "m2", from: "otto@example.org")
        #expect(try book.number("epoch", of: ["keys", "rotate"]) == 2)
        let copy = book.folder.url.appendingPathComponent("copy.keys").path
        try book.run(["keys", "backup", copy])
        #expect(try book.run(["erase", party, "--reason", "order"]).status == 0)
        #expect(try book.run(["keys", "restore", copy]).status == 65, "there is a key file")
        let aside = book.folder.url.appendingPathComponent("aside").path
        var environment = book.environment
        environment["DAYBOOK_KEYS"] = aside
        let restored = try CommandLineTool.run(
            ["keys", "restore", copy, "-o", "jsonl"],
            environment: environment
        )
        #expect(restored.status == 0)
        #expect(try restored.objects().first?["lost"] as? Int == 0)
        for (number, text) in [
            (conversation, "Ich brauche bitte einen Termin."), (other, "(erased)"),
        ] {
            let shown = try CommandLineTool.run(
                ["conversation", "show", "\(number)", "--purpose", "legal", "-o", "jsonl"],
                environment: environment
            )
            #expect(try shown.objects().first?["text"] as? String == text)
        }
    }

    @Test("restore applies again the erasures that the backup does not know")
    func restore() throws {
        let book = try CommandBook()
        let (conversation, party) = try written(book)
        let backup = book.folder.url.appendingPathComponent("backup").path
        #expect(try book.run(["backup", backup]).status == 0)
        #expect(try book.run(["erase", party, "--reason", "request"]).status == 0)
        let restored = try book.run(["restore", "--replace", backup])
        #expect(restored.status == 0)
        #expect(restored.talk.contains("1 erasures that the copy did not know were applied again"))
        let shown = try book.objects(
            ["conversation", "show", "\(conversation)", "--purpose", "legal"])
        #expect(shown.first?["text"] as? String == "(erased)")
        let listed = try book.objects(["erasures"])
        #expect(listed.first?["party"] as? String == party)
        #expect(listed.first?["state"] as? String == "pending")
    }
}
