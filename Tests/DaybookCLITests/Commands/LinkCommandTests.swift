import Testing

/// Invitations, one-time links, colleagues and corrected readings, through the command line.
@Suite("Commands about where and how well")
struct LinkCommandTests {
    /// The test's book, where who writes a mail is sent to a form.
    private func redirected() throws -> CommandBook {
        let book = try CommandBook()
        let file = try book.folder.write(
            CommandBook.clinic.replacing(
                #""email": {"#,
                with: #""email": { "mode": "redirect", "#
                    + #""redirect": "https://clinic.example/form","#
            ),
            to: "redirected.json"
        )
        let configured = try book.run(["configure", file])
        #expect(configured.status == 0)
        return book
    }

    private func ask(_ book: CommandBook) throws -> Int {
        try book.number(
            "conversation",
            of: ["ingest", "email", "-"],
            input: CommandBook.mail(id: "m1")
        )
    }

    @Test("a redirected channel takes no answer, and the refusal names the way out")
    func refused() throws {
        let book = try redirected()
        let asked = try ask(book)
        let answer = try book.run(["respond", "\(asked)"], input: "Tuesday at ten.")
        #expect(answer.status == 1)
        #expect(answer.talk.contains("channel-policy"))
        #expect(answer.talk.contains("daybook invite"))
        let invited = try book.objects(["invite", "\(asked)"])
        #expect(invited.first?["status"] as? String == "queued")
        let reply = try #require(invited.first?["reply"] as? Int)
        #expect(try book.number("reply", of: ["outbox", "list"]) == reply)
        #expect(try book.run(["invite", "\(asked)", "--hours", "169"]).status == 65)
    }

    @Test("a link is made, used once, and then refused")
    func link() throws {
        let book = try redirected()
        let asked = try ask(book)
        let minted = try #require(
            try book.objects(["link", "mint", "\(asked)", "--hours", "2"]).first
        )
        let token = try #require(minted["token"] as? String)
        #expect(token.hasPrefix("DL-") && token.count == 35)
        #expect(minted["address"] as? String == "https://clinic.example/form?link=" + token)
        #expect(minted["until"] as? String == "2026-11-23T11:00:00+01:00")
        #expect(try book.run(["link", "redeem", token]).status == 0)
        let second = try book.run(["link", "redeem", token])
        #expect(second.status == 1 && second.talk.contains("link-used"))
        #expect(try book.run(["link", "redeem", "DL-AAAA"]).status == 65)
        let late = try #require(try book.objects(["link", "mint", "\(asked)"]).first)
        book.now = "2026-11-24T08:00:00Z"
        let expired = try book.run(["link", "redeem", late["token"] as? String ?? ""])
        #expect(expired.status == 1 && expired.talk.contains("link-expired"))
    }

    @Test("a channel that is open to staff alone answers a colleague, and nobody else")
    func colleague() throws {
        let book = try CommandBook()
        let file = try book.folder.write(
            CommandBook.clinic.replacing(
                #""email": {"#,
                with: #""email": { "audience": "staff","#
            ),
            to: "staff.json"
        )
        _ = try book.run(["configure", file])
        let mail = CommandBook.mail(id: "m1")
        let asked = try book.number("conversation", of: ["ingest", "email", "-"], input: mail)
        let answer = try book.run(["respond", "\(asked)"], input: "Gern.")
        #expect(answer.status == 1 && answer.talk.contains("not-open"))
        #expect(try book.run(["person", "colleague", "\(asked)"]).status == 0)
        #expect(try book.run(["respond", "\(asked)"], input: "Gern.").status == 0)
        #expect(try book.run(["person", "colleague", "\(asked)", "--not"]).status == 0)
        #expect(try book.run(["respond", "\(asked)"], input: "Gern.").status == 1)
    }

    @Test("readings counts what was read, and what people said it was instead")
    func readings() throws {
        let book = try CommandBook()
        #expect(try book.objects(["readings"]).isEmpty)
        var messages: [Int] = []
        for number in 1...4 {
            let mail = CommandBook.mail(id: "m\(number)")
            messages.append(
                try book.number("fact", of: ["ingest", "email", "-"], input: mail)
            )
        }
        let corrected = [
            "readings", "correct", "\(messages[1])", "--intent", "move", "--service", "visit",
            "--time", "2026-11-24T10:00",
        ]
        #expect(try book.run(corrected).status == 0)
        #expect(try book.run(corrected).status == 1)
        let row = try #require(try book.objects(["readings"]).first)
        #expect(row["channel"] as? String == "email")
        #expect(row["version"] as? Int == 1)
        #expect(row["read"] as? Int == 4)
        #expect(row["corrected"] as? Int == 1)
        #expect(row["right"] as? Double == 0.75)
        #expect(row["wanted"] as? String == "move 1")
        #expect(try book.run(["readings", "correct", "1", "--intent", "other"]).status == 1)
        #expect(
            try book.run(["readings", "correct", "\(messages[0])", "--intent", "tea"]).status == 65
        )
    }
}
