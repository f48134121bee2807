import Testing

/// What the clinic writes by rule, through the command line.
@Suite("Words of the clinic's own on the command line")
struct AcknowledgeCommandTests {
    /// The clinic with mail that is acknowledged, and words where they are given.
    private func clinic(words: String) -> String {
        CommandBook.clinic
            .replacing(#""holdMinutes": 30,"#, with: #""holdMinutes": 30 \#(words),"#)
            .replacing(#""email": {"#, with: #""email": { "acknowledge": true,"#)
    }

    private let words = """
        , "languages": ["de"], "templates": { "de": {
            "acknowledgement": "Ihre Nachricht ist da.", "reminder": "Bis {when}!",
            "confirmation": "Gebucht: {when}.", "emergency": "Im Notfall 112." } }
        """

    @Test("configure refuses an acknowledging channel without words, naming the place")
    func refused() throws {
        let book = try CommandBook()
        let file = try book.folder.write(clinic(words: ""), to: "wordless.json")
        let refused = try book.run(["configure", file])
        #expect(refused.status == 65)
        #expect(refused.talk.contains("/clinic/templates"), "\(refused.talk)")
        let mute = words.replacing(#""emergency": "Im Notfall 112.""#, with: #""emergency": """#)
        let other = try book.folder.write(clinic(words: mute), to: "mute.json")
        let lacking = try book.run(["configure", other])
        #expect(lacking.status == 65)
        #expect(lacking.talk.contains("/clinic/templates/de/emergency"), "\(lacking.talk)")
    }

    @Test("a mail is acknowledged through the outbox while its sender waits on")
    func acknowledged() throws {
        let book = try CommandBook()
        let file = try book.folder.write(clinic(words: words), to: "words.json")
        #expect(try book.run(["configure", file]).status == 0)
        let mail = CommandBook.mail(id: "m1")
        let asked = try book.number("conversation", of: ["ingest", "email", "-"], input: mail)
        let queued = try #require(try book.objects(["outbox"]).first)
        #expect(queued["acknowledgement"] as? Bool == true)
        #expect(queued["conversation"] as? Int == asked)
        let reply = try #require(queued["reply"] as? Int)
        let shown = try book.run(["outbox", "show", "\(reply)"])
        #expect(shown.text.contains("Auto-Submitted: auto-replied"))
        #expect(shown.text.contains("Ihre Nachricht ist da.\r\n\r\nIm Notfall 112."))
        #expect(try book.number("reply", of: ["outbox", "claim"]) == reply)
        #expect(try book.run(["outbox", "sent", "\(reply)"]).status == 0)
        #expect(try book.objects(["outbox"]).isEmpty)
        #expect(try book.objects(["inbox"]).count == 1)
    }
}
