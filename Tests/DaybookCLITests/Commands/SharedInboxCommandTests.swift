import Testing

/// Staff share an inbox, through the command line.
@Suite("Commands of a shared inbox")
struct SharedInboxCommandTests {
    private func mail(_ book: CommandBook, _ id: String, text: String = "A time, please.") throws
        -> Int
    {
        try book.number(
            "conversation",
            of: ["ingest", "email", "-"],
            input: CommandBook.mail(id: id, text: text)
        )
    }

    @Test("What is claimed is mine, what is not is unassigned, and another's claim is refused")
    func claims() throws {
        let book = try CommandBook()
        let first = try mail(book, "m1")
        let second = try book.number(
            "conversation",
            of: ["request", "--channel", "phone"],
            input: "Please call back."
        )
        #expect(try book.run(["claim", "\(first)"]).status == 0)
        let taken = try book.run(["claim", "\(first)", "--actor", "bert"])
        #expect(taken.status == 1 && taken.talk.contains("claimed"))
        #expect(
            try book.objects(["inbox", "--mine"]).compactMap { $0["conversation"] as? Int }
                == [first]
        )
        #expect(
            try book.objects(["inbox", "--unassigned"]).compactMap { $0["conversation"] as? Int }
                == [second]
        )
        #expect(try book.run(["assign", "\(first)", "--to", "carla"]).status == 0)
        let rows = try book.objects(["inbox", "--channel", "email"])
        #expect(rows.first?["assigned"] as? String == "carla")
        #expect(try book.run(["unassign", "\(first)"]).status == 0)
        #expect(try book.objects(["inbox", "--unassigned"]).count == 2)
        #expect(try book.run(["inbox", "--mine", "--unassigned"]).status == 64)
    }

    @Test("A note is sealed, shown among the texts, and answers nobody")
    func note() throws {
        let book = try CommandBook()
        let conversation = try mail(book, "m1")
        #expect(try book.run(["note", "\(conversation)"], input: "Called, no answer.").status == 0)
        #expect(try book.objects(["inbox"]).count == 1)
        let shown = try book.objects(
            ["conversation", "show", "\(conversation)", "--purpose", "treatment"]
        )
        #expect(shown.last?["kind"] as? String == "noteAdded")
        #expect(shown.last?["text"] as? String == "Called, no answer.")
    }

    @Test("A claimed answer is no other sender's until its claim runs out")
    func outboxClaims() throws {
        let book = try CommandBook()
        #expect(try book.run(["outbox", "claim"]).status == 1)
        let conversation = try mail(book, "m1")
        let reply = try book.number("reply", of: ["respond", "\(conversation)"], input: "Yes.")
        let claimed = try book.objects(["outbox", "claim", "--within", "2m"])
        #expect(claimed.first?["reply"] as? Int == reply)
        #expect(try book.run(["outbox", "claim"]).status == 1, "nothing is left to claim")
        #expect(try book.run(["outbox", "claim", "\(reply)"]).status == 1)
        book.now = "2026-11-23T08:02:00Z"
        #expect(try book.objects(["outbox", "claim"]).first?["reply"] as? Int == reply)
        #expect(try book.run(["outbox", "sent", "\(reply)"]).status == 0)
        #expect(try book.run(["outbox", "claim", "--within", "2h"]).status == 1)
    }

    @Test("Consent that was withdrawn holds answers back; recorded again they go out")
    func consent() throws {
        let book = try CommandBook()
        let conversation = try mail(book, "m1")
        let withdraw = ["consent", "withdraw", "\(conversation)", "--channel", "email"]
        #expect(try book.run(withdraw).status == 0)
        let refused = try book.run(["respond", "\(conversation)"], input: "Yes.")
        #expect(refused.status == 1 && refused.talk.contains("no-consent"))
        let record = ["consent", "record", "\(conversation)", "--channel", "email"]
        #expect(try book.run(record + ["--wording", "3"]).status == 0)
        #expect(try book.run(["respond", "\(conversation)"], input: "Yes.").status == 0)
        let shown = try book.objects(["person", "show", "\(conversation)"])
        #expect(shown.first?["value"] as? String == "3")
    }

    @Test("A word that ends messages withdraws consent by itself")
    func stop() throws {
        let book = try CommandBook()
        let conversation = try mail(book, "m1", text: "Unsubscribe")
        let refused = try book.run(["respond", "\(conversation)"], input: "Yes.")
        #expect(refused.status == 1 && refused.talk.contains("no-consent"))
    }

    @Test("People are found by address and reference, and merged ones together")
    func find() throws {
        let book = try CommandBook()
        let first = try mail(book, "m1")
        let other = CommandBook.mail(id: "m2", from: "petra@work.example")
        let second = try book.number(
            "conversation",
            of: ["ingest", "email", "-"],
            input: other
        )
        let address = ["find", "--contact", "-", "--channel", "email"]
        let found = try book.objects(address, input: "Petra.Kanarienvogel@example.org")
        #expect(found.compactMap { $0["fact"] as? Int } == [first])
        #expect(found.first?["status"] as? String == "waits")
        #expect(try book.run(address, input: "nobody@example.org").status == 1)
        let byMessage = try book.objects(["find", "--reference", "m2@example.org"])
        #expect(byMessage.compactMap { $0["fact"] as? Int } == [second])
        let merge = ["person", "merge", "\(first)", "\(second)", "--evidence"]
        #expect(try book.run(merge + ["thanks"]).status == 65)
        #expect(try book.run(merge + ["document-shown"]).status == 0)
        let both = try book.objects(["find", "--reference", "\(first)"])
        #expect(both.compactMap { $0["fact"] as? Int } == [first, second])
        let split = ["person", "split", "\(first)", "\(second)", "--evidence", "mistaken"]
        #expect(try book.run(split).status == 0)
        #expect(try book.objects(["find", "--reference", "\(first)"]).count == 1)
        #expect(try book.run(["find"]).status == 64)
    }

    @Test("Reminders whose time has come are queued once, and void after the appointment moved")
    func reminders() throws {
        let book = try CommandBook()
        let clinic = CommandBook.clinic.replacing(
            "\"holdMinutes\": 30",
            with: "\"holdMinutes\": 30, \"reminders\": [\"24h\"], \"urgentWords\": [\"chest pain\"]"
        )
        let file = try book.folder.write(clinic, to: "with-reminders.json")
        #expect(try book.run(["configure", file]).status == 0)
        let conversation = try mail(book, "m1")
        let times = try book.objects(
            ["offer", "\(conversation)", "--service", "visit", "--start", "2026-11-25T10:00"]
        )
        let token = try #require(times.first?["token"] as? String)
        let choice = try book.objects(
            ["ingest", "email", "-"],
            input: CommandBook.mail(id: "m2", text: token)
        )
        let visit = try #require(choice.first?["booking"] as? Int)
        #expect(try book.objects(["remind"]).isEmpty)
        book.now = "2026-11-24T09:00:00Z"
        let due = try book.objects(["remind", "--queue"])
        #expect(due.first?["appointment"] as? Int == visit)
        #expect(try book.objects(["remind"]).isEmpty, "it is queued")
        let waiting = try book.objects(["outbox"]).filter { $0["reminder"] as? Bool == true }
        #expect(waiting.count == 1)
        let move = ["reschedule", "\(visit)", "--start", "2026-11-26T10:00"]
        #expect(try book.run(move).status == 0)
        #expect(try book.objects(["outbox"]).allSatisfy { $0["reminder"] as? Bool == false })
        let reminder = try #require(due.first?["reminder"] as? Int)
        let void = try book.run(["outbox", "claim", "\(reminder)"])
        #expect(void.status == 1 && void.talk.contains("stale-version"))
    }

    @Test("Urgent words raise a message in the inbox, wherever they stand in it")
    func urgent() throws {
        let book = try CommandBook()
        let clinic = CommandBook.clinic.replacing(
            "\"holdMinutes\": 30",
            with: "\"holdMinutes\": 30, \"urgentWords\": [\"chest pain\"]"
        )
        let file = try book.folder.write(clinic, to: "with-words.json")
        #expect(try book.run(["configure", file]).status == 0)
        _ = try mail(book, "m1", text: "I have had Chest  pain, since this morning.")
        _ = try mail(book, "m2", text: "My chest is fine, no pain.")
        let rows = try book.objects(["inbox"])
        #expect(rows.compactMap { $0["urgent"] as? Bool }.sorted { $0 && !$1 } == [true, false])
    }

    @Test("Waits by service, hour of the week, responder and both clocks")
    func measures() throws {
        let book = try CommandBook()
        let conversation = try mail(book, "m1")
        book.now = "2026-11-24T08:00:00Z"
        try book.run(["respond", "\(conversation)", "--sent"], input: "Yes.")
        let rows = try book.objects(["response-times", "--by", "responder"])
        #expect(rows.first?["responder"] as? String == "staff")
        #expect(rows.first?["p50"] as? Int == 86_400)
        #expect(rows.first?["openingP50"] as? Int == 36_000, "Monday 9 to 18, Tuesday 8 to 9")
        let hours = try book.objects(["response-times", "--by", "hour"])
        #expect(hours.first?["weekday"] as? Int == 1 && hours.first?["hour"] as? Int == 9)
        let map = try book.run(["response-times", "--by", "hour"])
        #expect(map.text.contains("Mon") && map.text.contains("median"))
        #expect(try book.objects(["response-times", "--by", "service"]).count == 1)
        book.now = "2026-11-24T10:00:00Z"
        try book.run(["close", "\(conversation)", "--reason", "thanks"])
        let closed = try book.objects(
            ["response-times", "--measure", "resolution", "--by", "total"]
        )
        #expect(closed.first?["p50"] as? Int == 93_600)
        let shown = try book.run(["response-times", "--clock", "opening", "--by", "total"])
        #expect(shown.text.contains("open p50"))
        for wrong in [
            ["--by", "week"], ["--measure", "joy"], ["--clock", "sand"],
            ["--measure", "offer", "--by", "responder"],
        ] { #expect(try book.run(["response-times"] + wrong).status == 64) }
    }
}
