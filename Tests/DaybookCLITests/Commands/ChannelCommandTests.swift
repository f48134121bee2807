import Testing

/// Answers out, handshakes and originals, through the command line.
@Suite("Channel commands")
struct ChannelCommandTests {
    @Test("outbox show writes the mail for a mail server, and takes no other answer")
    func outboxShow() throws {
        let book = try CommandBook()
        let mail = CommandBook.mail(id: "m1")
        let asked = try book.number("conversation", of: ["ingest", "email", "-"], input: mail)
        let reply = try book.number("reply", of: ["respond", "\(asked)"], input: "Gern, um zehn.")
        let shown = try book.run(["outbox", "show", "\(reply)", "--as", "mail"])
        #expect(shown.status == 0)
        #expect(
            shown.text.contains(
                "\r\nTo: \"Petra Kanarienvogel\" <petra.kanarienvogel@example.org>\r\n"
            )
        )
        #expect(shown.text.contains("\r\nSubject: Re: Terminwunsch\r\n"))
        #expect(shown.text.contains("\r\nIn-Reply-To: <m1@example.org>\r\n"))
        #expect(shown.text.hasSuffix("\r\n\r\nGern, um zehn.\r\n"))
        let call = try book.number(
            "conversation",
            of: ["request", "--channel", "phone"],
            input: "Please call back."
        )
        let spoken = try book.number("reply", of: ["respond", "\(call)"], input: "Yes.")
        #expect(try book.run(["outbox", "show", "\(spoken)"]).status == 65)
        #expect(try book.run(["outbox", "show", "999"]).status == 65)
    }

    @Test("offer puts the times first that were wished, unless told not to look")
    func rankedOffer() throws {
        let book = try CommandBook()
        let mail = CommandBook.mail(id: "m1", text: "Geht es am Mittwoch um 14:30 Uhr?")
        let asked = try book.number("conversation", of: ["ingest", "email", "-"], input: mail)
        let ranked = try book.objects(
            ["offer", "\(asked)", "--service", "visit", "--count", "1"]
        )
        #expect(ranked.first?["start"] as? String == "2026-11-25T14:30:00+01:00")
        let first = try book.objects(
            ["offer", "\(asked)", "--service", "visit", "--count", "1", "--unranked"]
        )
        #expect(first.first?["start"] as? String == "2026-11-23T09:00:00+01:00")
        // Reading the words was a fact, and only where they were read.
        let log = try book.run(["log", "-o", "jsonl"]).text
        #expect(log.split(separator: "contentAccessed").count == 2)
    }

    @Test("handshake answers what a platform asks, and refuses a wrong token")
    func handshake() throws {
        let book = try CommandBook()
        let token = try book.folder.write("agreed-token\n", to: "token")
        func line(_ token: String) -> String {
            #"{"channel":"whatsapp","method":"GET","receivedAt":1,"path":"/hook?hub.mode=subscribe"#
                + #"&hub.verify_token=\#(token)&hub.challenge=1158201444"}"#
        }
        let arguments = ["handshake", "--secret", "whatsapp=\(token)"]
        let answered = try book.run(arguments, input: line("agreed-token"))
        #expect(answered.status == 0 && answered.text == "1158201444\n")
        #expect(try book.run(arguments, input: line("guessed-token")).status == 1)
        #expect(try book.run(arguments, input: "{}").status == 65)
        #expect(try book.run(["handshake"], input: line("agreed-token")).status == 64)
        let delivery = #"{"channel":"whatsapp","receivedAt":1,"body":"{}"}"#
        #expect(try book.run(arguments, input: delivery).status == 65)
    }

    @Test("reread finds nothing to change while the readers are the same")
    func reread() throws {
        let book = try CommandBook()
        #expect(try book.run(["reread"]).status == 0)
        let deep = (0..<30).map {
            "--b\($0)\r\nContent-Type: multipart/mixed; boundary=b\($0 + 1)\r\n\r\n"
        }
        let mail =
            "From: a@example.org\r\nTo: praxis@clinic.example\r\nMessage-ID: <d@example.org>\r\n"
            + "Content-Type: multipart/mixed; boundary=b0\r\n\r\n" + deep.joined()
        let kept = try book.objects(["ingest", "email", "-"], input: mail)
        #expect(kept.first?["kind"] as? String == "quarantined")
        let again = try book.run(["reread", "-o", "jsonl"])
        #expect(again.status == 0)
        #expect(again.lines.count == 1)
        #expect(again.text.contains(#""was":"messageQuarantined","kind":"quarantined""#))
        #expect(again.text.contains(#""differs":"""#))
        #expect(try book.run(["reread", "4711"]).status == 65)
    }

    @Test("reread of everything says of each what would change, or why it can't be read again")
    func rereadAll() throws {
        let book = try CommandBook()
        let secret = try book.folder.write("test-app-secret-0123456789abcdef", to: "secret")
        let option = ["--secret", "messenger=\(secret)"]
        let file = IngestTests.fixtures + "/webhook/messenger.jsonl"
        _ = try book.run(["ingest", "webhook"] + option + [file])
        _ = try book.run(["ingest", "email", "-"], input: CommandBook.mail(id: "m1"))
        let unknown = try book.run(["reread", "-o", "jsonl"] + option)
        #expect(unknown.status == 0)
        let notes = try unknown.objects().compactMap { $0["note"] as? String }
        #expect(notes.contains("no-original") && notes.contains("referral /entry/0/messaging/0"))
        let all = try book.run(["reread", "--all", "-o", "jsonl"])
        #expect(all.status == 0)
        let rows = try all.objects()
        #expect(rows.last?["kind"] as? String == "message")
        #expect(rows.contains { $0["note"] as? String == "no-secret" })
        let unread = try #require(rows.first { $0["note"] as? String == "no-secret" }?["fact"])
        #expect(try book.run(["reread", "\(unread)"]).status == 64)
        #expect(try book.run(["reread", "--all", "\(unread)"]).status == 64)
    }
}
