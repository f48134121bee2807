import Testing

/// Who waits, what is offered and answered, through the command line.
@Suite("Conversation commands")
struct ConversationCommandTests {
    /// A request on the telephone, whose number is returned.
    private func call(_ book: CommandBook, _ text: String = "Please call back about the knee.")
        throws -> Int
    {
        try book.number("conversation", of: ["request", "--channel", "phone"], input: text)
    }

    @Test("A request waits in the inbox, longest first, with the time left to the target")
    func inbox() throws {
        let book = try CommandBook()
        let mail = CommandBook.mail(id: "m1")
        let first = try book.number("conversation", of: ["ingest", "email", "-"], input: mail)
        book.now = "2026-11-23T09:00:00Z"
        let second = try call(book)
        book.now = "2026-11-23T12:30:00Z"
        let shown = try book.run(["inbox", "-o", "jsonl"])
        #expect(
            shown.text == """
                {"conversation":\(first),"channel":"email","since":"2026-11-23T09:00:00+01:00",\
                "waiting":16200,"due":"2026-11-23T13:00:00+01:00","left":-1800,"urgent":false,\
                "service":null,"lastMessage":\(first),"replyWindowClosesAt":null,"assigned":null}
                {"conversation":\(second),"channel":"phone","since":"2026-11-23T10:00:00+01:00",\
                "waiting":12600,"due":null,"left":null,"urgent":false,"service":null,\
                "lastMessage":\(second),"replyWindowClosesAt":null,"assigned":null}

                """
        )
        #expect(try book.objects(["inbox", "--channel", "phone"]).count == 1)
    }

    @Test("due is 0 while nothing is late, and 1 when something is")
    func due() throws {
        let book = try CommandBook()
        try book.run(["ingest", "email", "-"], input: CommandBook.mail(id: "m1"))
        let early = try book.run(["due", "--within", "1h", "-o", "jsonl"])
        #expect(early.status == 0 && early.text.isEmpty)
        book.now = "2026-11-23T11:30:00Z"
        let soon = try book.run(["due", "--within", "1h", "-o", "jsonl"])
        #expect(soon.status == 0 && soon.lines.count == 1)
        book.now = "2026-11-23T12:00:01Z"
        let late = try book.run(["due", "--within", "1h", "-o", "jsonl"])
        #expect(late.status == 1 && late.lines.count == 1)
    }

    @Test(
        "The clock stops when an answer is sent, not when it is written, and starts anew when sending failed"
    )
    func answer() throws {
        let book = try CommandBook()
        let conversation = try call(book)
        book.now = "2026-11-23T08:30:00Z"
        let queued = try book.objects(["respond", "\(conversation)"], input: "Tuesday at ten?")
        #expect(queued.first?["status"] as? String == "queued")
        let reply = queued.first?["reply"] as? Int ?? 0
        #expect(try book.objects(["inbox"]).count == 1)
        book.now = "2026-11-23T09:30:00Z"
        let outbox = try book.run(["outbox", "-o", "jsonl"])
        #expect(
            outbox.text == """
                {"reply":\(reply),"conversation":\(conversation),"channel":"phone",\
                "queuedAt":"2026-11-23T09:30:00+01:00","waiting":3600,"about":\(conversation),\
                "hasText":true,"automatic":false,"reminder":false,"acknowledgement":false,\
                "claimedUntil":null,"uncertain":false}

                """
        )
        #expect(try book.run(["outbox", "sent", "\(reply)"]).status == 0)
        #expect(try book.run(["outbox", "sent", "\(reply)"]).status == 1, "it is sent already")
        #expect(try book.objects(["inbox"]).isEmpty)
        #expect(try book.objects(["outbox"]).isEmpty)
        let times = try book.run(["response-times", "--by", "total", "-o", "jsonl"])
        #expect(
            times.text == """
                {"begun":1,"answered":1,"automatic":0,"notNeeded":0,"waiting":0,"late":0,\
                "answeredLate":null,"corrected":0,\
                "within1h":0.000,"within2h":1.000,"within4h":1.000,"within24h":1.000,\
                "p50":5400,"p90":5400,"p95":5400,"p99":5400,"max":5400,"oldestWaiting":null}

                """
        )
        #expect(try book.run(["outbox", "failed", "\(reply)"]).status == 0)
        #expect(try book.objects(["inbox"]).count == 1, "whoever waited waits on")
    }

    @Test("The unanswered count in the denominator, by channel and day")
    func shares() throws {
        let book = try CommandBook()
        let first = try call(book)
        try book.run(["respond", "\(first)", "--sent"], input: "Yes.")
        _ = try call(book, "Another one.")
        try book.run(["ingest", "email", "-"], input: CommandBook.mail(id: "m1"))
        let rows = try book.objects(["response-times", "--by", "channel"])
        #expect(rows.compactMap { $0["channel"] as? String } == ["phone", "email"])
        #expect(rows.compactMap { $0["within1h"] as? Double } == [0.5, 0])
        let days = try book.objects(["response-times", "--by", "day", "--since", "2026-11-23"])
        #expect(days.first?["day"] as? String == "2026-11-23")
        #expect(days.first?["begun"] as? Int == 3)
        #expect(try book.objects(["response-times", "--since", "2026-11-24"]).isEmpty)
        #expect(try book.run(["response-times", "--by", "week"]).status == 64)
    }

    @Test("Who was answered late, and who waits too long, is listed as of any instant")
    func breaches() throws {
        let book = try CommandBook()
        let first = try book.number(
            "conversation",
            of: ["ingest", "email", "-"],
            input: CommandBook.mail(id: "m1")
        )
        let other = CommandBook.mail(id: "m2", from: "Jo Doe <jo@example.org>")
        let second = try book.number("conversation", of: ["ingest", "email", "-"], input: other)
        let none = try book.run(["breaches"])
        #expect(none.status == 0 && none.text.contains("no target was missed"))
        book.now = "2026-11-23T12:30:00Z"
        try book.run(["respond", "\(first)", "--sent"], input: "Yes.")
        book.now = "2026-11-23T13:00:00Z"
        let shown = try book.run(["breaches", "-o", "jsonl"])
        #expect(
            shown.text == """
                {"conversation":\(first),"channel":"email","since":"2026-11-23T09:00:00+01:00",\
                "due":"2026-11-23T13:00:00+01:00","answered":"2026-11-23T13:30:00+01:00",\
                "overdue":1800,"responder":"staff","urgent":false,"service":null,"corrected":false}
                {"conversation":\(second),"channel":"email","since":"2026-11-23T09:00:00+01:00",\
                "due":"2026-11-23T13:00:00+01:00","answered":null,\
                "overdue":3600,"responder":null,"urgent":false,"service":null,"corrected":false}

                """
        )
        let then = try book.objects(["breaches", "--at", "2026-11-23T13:10"])
        #expect(then.compactMap { $0["conversation"] as? Int } == [first, second])
        #expect(then.compactMap { $0["overdue"] as? Int } == [600, 600])
        #expect(try book.objects(["breaches", "--channel", "form"]).isEmpty)
        #expect(try book.objects(["breaches", "--since", "2026-11-24"]).isEmpty)
        #expect(try book.run(["due", "--at", "2026-11-23T12:59"]).status == 0)
        let late = try book.run(["due", "--at", "2026-11-23T13:10", "-o", "jsonl"])
        #expect(late.status == 1 && late.lines.count == 2)
        #expect(try book.objects(["due"]).compactMap { $0["conversation"] as? Int } == [second])
    }

    @Test("What the figures say stands above the table in sentences, and nowhere else")
    func words() throws {
        let book = try CommandBook()
        let first = try call(book)
        _ = try call(book, "Another one.")
        book.now = "2026-11-23T09:30:00Z"
        try book.run(["respond", "\(first)", "--sent"], input: "Yes.")
        let shown = try book.run(["response-times", "--by", "total"])
        #expect(
            shown.text.hasPrefix(
                """
                2 began to wait; 1 was answered by a person (median 1 h 30 min, nine of ten within 1 h 30 min).
                Counting who still waits: 0 % within 1 h, 50 % within 2 h, 50 % within 4 h, 50 % within 24 h.
                1 still waits, the longest since 2026-11-23T09:00:00+01:00.

                """
            ),
            "\(shown.text)"
        )
        let csv = try book.run(["response-times", "--by", "total", "-o", "csv"])
        #expect(csv.text.hasPrefix("begun,"))
        let opening = try book.run(["response-times", "--clock", "opening", "--by", "hour"])
        #expect(opening.text.contains("within 1 h 30 min of opening hours)."))
        let offers = try book.run(["response-times", "--measure", "offer"])
        #expect(offers.text.hasPrefix("2 asked; 0 were offered times.\n"))
    }

    @Test("An answer written for an older message is refused when the patient wrote meanwhile")
    func stale() throws {
        let book = try CommandBook()
        let first = try book.number(
            "conversation",
            of: ["ingest", "email", "-"],
            input: CommandBook.mail(id: "m1")
        )
        let reply = CommandBook.mail(id: "m2", text: "Oder lieber Mittwoch.")
            .replacing("Subject:", with: "In-Reply-To: <m1@example.org>\r\nSubject:")
        let second = try book.objects(["ingest", "email", "-"], input: reply)
        #expect(second.first?["conversation"] as? Int == first, "it continues the conversation")
        let refused = try book.run(
            ["respond", "\(first)", "--if-head", "\(first)"],
            input: "Tuesday then."
        )
        #expect(refused.status == 1)
        #expect(refused.talk.contains("stale-version"))
        #expect(refused.text.contains("messageReceived"), "it shows what was written")
    }

    @Test("An offered time is held, and whoever sends its token back books it")
    func offer() throws {
        let book = try CommandBook()
        let conversation = try book.number(
            "conversation",
            of: ["ingest", "email", "-"],
            input: CommandBook.mail(id: "m1")
        )
        let times = try book.objects(["offer", "\(conversation)", "--service", "visit"])
        #expect(
            times.compactMap { $0["start"] as? String } == [
                "2026-11-23T09:00:00+01:00", "2026-11-23T09:30:00+01:00",
                "2026-11-23T10:00:00+01:00",
            ]
        )
        #expect(
            times.compactMap { $0["heldUntil"] as? String }.allSatisfy {
                $0 == "2026-11-23T09:30:00+01:00"
            }
        )
        let token = try #require(times.last?["token"] as? String)
        let choice = try book.objects(
            ["ingest", "email", "-"],
            input: CommandBook.mail(id: "m2", text: token)
        )
        #expect(choice.first?["kind"] as? String == "choice")
        let booking = try #require(choice.first?["booking"] as? Int)
        let shown = try book.objects(["show", "\(booking)"])
        #expect(shown.last?["kind"] as? String == "appointmentBooked")
        #expect(shown.last?["start"] as? String == "2026-11-23T10:00:00+01:00")
    }

    @Test("A stranger who sends somebody else's token books nothing")
    func stolenToken() throws {
        let book = try CommandBook()
        let conversation = try book.number(
            "conversation",
            of: ["ingest", "email", "-"],
            input: CommandBook.mail(id: "m1")
        )
        let times = try book.objects(["offer", "\(conversation)", "--service", "visit"])
        let token = try #require(times.first?["token"] as? String)
        let choice = try book.objects(
            ["ingest", "email", "-"],
            input: CommandBook.mail(id: "m2", from: "mallory@example.net", text: token)
        )
        #expect(choice.first?["booking"] is Int == false)
        #expect(choice.first?["note"] as? String == "not-offered")
    }

    @Test("Closing ends a wait without an answer, and reopening begins one")
    func closing() throws {
        let book = try CommandBook()
        let conversation = try call(book)
        #expect(try book.run(["close", "\(conversation)", "--reason", "thanks"]).status == 0)
        #expect(try book.objects(["inbox"]).isEmpty)
        #expect(try book.run(["close", "\(conversation)", "--reason", "thanks"]).status == 1)
        #expect(try book.run(["close", "\(conversation)", "--reason", "taken"]).status == 65)
        #expect(try book.run(["reopen", "\(conversation)"]).status == 0)
        #expect(try book.objects(["inbox"]).count == 1)
    }

    @Test("A conversation's texts are shown for a purpose, and each reading is a fact")
    func reading() throws {
        let book = try CommandBook()
        let person = try book.folder.write("Name: Jo Doe\nPhone: +49 30 1234567\n", to: "caller")
        let conversation = try book.number(
            "conversation",
            of: ["request", "--channel", "phone", "--contact-file", person],
            input: "Please call back."
        )
        let shown = try book.objects(
            ["conversation", "show", "\(conversation)", "--purpose", "treatment"])
        #expect(shown.first?["text"] as? String == "Please call back.")
        #expect(shown.first?["from"] as? String == "Jo Doe")
        let access = try book.objects(["log", "-n", "1"])
        #expect(access.first?["type"] as? String == "org.daybook.contentAccessed.v1")
        #expect(try book.run(["conversation", "show", "\(conversation)"]).status == 64)
        let wrong = ["conversation", "show", "\(conversation)", "--purpose", "curiosity"]
        #expect(try book.run(wrong).status == 65)
    }

    @Test("The same note under the same id is one request")
    func sameNote() throws {
        let book = try CommandBook()
        let note = ["request", "--channel", "desk", "--id", BookingCommandTests.id]
        let first = try book.objects(note, input: "A new patient.")
        book.now = "2026-11-23T08:05:00Z"
        let second = try book.objects(note, input: "A new patient.")
        #expect(second.first?["repeated"] as? Bool == true)
        #expect(first.first?["conversation"] as? Int == second.first?["conversation"] as? Int)
    }
}
