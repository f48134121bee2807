import Testing

/// What is planned ahead, through the command line.
@Suite("Planning commands")
struct PlanningCommandTests {
    let ten = ["--service", "visit", "--start", "2026-11-23T10:00"]

    private func configure(_ book: CommandBook, _ members: String) throws {
        let text = CommandBook.clinic.replacing(
            #""duration": 30, "#,
            with: #""duration": 30, \#(members), "#
        )
        let file = try book.folder.write(text, to: "clinic.json")
        #expect(try book.run(["configure", file]).status == 0)
    }

    @Test("A walk-in is booked from the next minute, and has arrived")
    func walkIn() throws {
        let book = try CommandBook()
        book.now = "2026-11-23T08:03:20Z"
        let visit = try book.objects(["walk-in", "--service", "visit"])
        #expect(visit.first?["status"] as? String == "arrived")
        #expect(visit.first?["start"] as? String == "2026-11-23T09:04:00+01:00")
        let taken = try #require(visit.first?["first"] as? Int)
        let refused = try book.run(["walk-in", "--service", "visit"])
        #expect(refused.status == 1 && refused.talk.contains("booking was refused: taken"))
        #expect(refused.talk.contains("fact \(taken)"))
        book.now = "2026-11-23T19:00:00Z"
        let late = try book.run(["walk-in", "--service", "visit", "-o", "jsonl"])
        #expect(late.status == 1 && late.text.contains(#""reason":"outside-hours""#))
        #expect(late.talk.contains(#""where":"fact"#), "the hours that it lies outside of")
    }

    @Test("Staff book at once where patients need approval, and only a wish can be declined")
    func approvals() throws {
        let book = try CommandBook()
        try configure(book, #""approval": { "within": "4h" }"#)
        #expect(try book.objects(["approvals"]).isEmpty)
        let booked = try book.objects(["book"] + ten)
        #expect(booked.first?["status"] as? String == "booked", "staff approve what they book")
        let number = "\(booked.first?["appointment"] as? Int ?? 0)"
        let refused = try book.run(["decline", number])
        #expect(refused.status == 1 && refused.talk.contains("transition-not-allowed"))
        #expect(try book.run(["decline", number, "--reason", "taken"]).status == 65)
    }

    @Test("Who waits is offered a freed time, which books by its hold; the next is offered another")
    func waitlist() throws {
        let book = try CommandBook()
        let day = ["--from", "2026-11-23T10:00", "--to", "2026-11-23T10:30"]
        let visit = "\(try book.number("appointment", of: ["book"] + ten))"
        let add = ["waitlist", "add", "--service", "visit", "--hours", "08:00-12:00"] + day
        let first = try book.number("entry", of: add)
        let second = try book.number("entry", of: add + ["--day", "mon"])
        #expect(try book.objects(["advance"]).isEmpty)
        try book.run(["cancel", visit, "--reason", "patient"])
        let offers = try book.objects(["advance"])
        #expect(offers.compactMap { $0["entry"] as? Int } == [first])
        #expect(offers.first?["start"] as? String == "2026-11-23T10:00:00+01:00")
        #expect(offers.first?["told"] as? String == "no-conversation")
        let waiting = try book.objects(["waitlist"])
        #expect(waiting.first?["told"] as? String == "no-conversation")
        #expect(waiting.last?["told"] as? String == nil)
        #expect((offers.first?["token"] as? String)?.hasPrefix("DB-") == true)
        #expect(try book.objects(["advance"]).isEmpty)
        let hold = "\(offers.first?["hold"] as? Int ?? 0)"
        let listed = try book.objects(["waitlist"])
        #expect(listed.compactMap { $0["entry"] as? Int } == [first, second])
        #expect(listed.first?["hold"] as? Int == Int(hold))
        #expect(listed.last?["days"] as? String == "mon")
        #expect(listed.last?["hours"] as? String == "08:00-12:00")
        let token = offers.first?["token"] as? String ?? ""
        let declined = try book.objects(["waitlist", "decline", token])
        #expect(declined.first?["appointment"] as? Int == Int(hold))
        #expect(declined.first?["status"] as? String == "cancelled")
        let again = try book.run(["waitlist", "decline", hold])
        #expect(again.status == 1 && again.talk.contains("transition-not-allowed"))
        for wrong in [token + "A", "DB-nothing", "-1"] {
            #expect(try book.run(["waitlist", "decline", "--", wrong]).status == 65)
        }
        let next = try book.objects(["advance"])
        #expect(next.compactMap { $0["entry"] as? Int } == [second])
        let other = "\(next.first?["hold"] as? Int ?? 0)"
        let booked = try book.objects(["book", "--hold", other])
        #expect(booked.first?["status"] as? String == "booked")
        #expect(try book.objects(["waitlist"]).compactMap { $0["entry"] as? Int } == [first])
        #expect(try book.run(["waitlist", "remove", "\(first)"]).status == 0)
        #expect(try book.objects(["waitlist", "list"]).isEmpty)
    }

    @Test("A series is tried, booked, shown, and what is left of it cancelled")
    func series() throws {
        let book = try CommandBook()
        let rule = ["--rule", "FREQ=WEEKLY;COUNT=4", "--except", "2026-12-07T10:00"]
        let taken = try book.number(
            "appointment",
            of: ["book", "--service", "visit", "--start", "2026-11-30T10:00"]
        )
        let tried = try book.objects(["series", "book", "--dry-run"] + ten + rule)
        #expect(tried.compactMap { $0["free"] as? Bool } == [true, false, true])
        #expect(tried[1]["why"] as? String == "taken")
        let refused = try book.run(["series", "book"] + ten + rule + ["-o", "jsonl"])
        #expect(refused.talk.contains(" can't be booked: "), "which of them, not only that one")
        #expect(refused.status == 1 && refused.talk.contains(#""where":"fact \#(taken)""#))
        let booked = try book.objects(["series", "book", "--best-effort"] + ten + rule)
        #expect(booked.first?["booked"] as? Int == 2 && booked.first?["missed"] as? Int == 1)
        let number = "\(booked.first?["series"] as? Int ?? 0)"
        let shown = try book.objects(["series", "show", number])
        #expect(shown.compactMap { $0["status"] as? String } == ["booked", "missed", "booked"])
        let ended = try book.objects(
            ["series", "cancel", number, "--from", "2026-11-24", "--reason", "patient"]
        )
        #expect(ended.compactMap { $0["answer"] as? String } == ["cancelled"])
        let after = try book.objects(["series", "show", number])
        #expect(after.compactMap { $0["status"] as? String } == ["booked", "missed", "cancelled"])
    }

    @Test(
        "A rule that is not booked by is named, with what is",
        arguments: [
            ("FREQ=HOURLY;COUNT=3", "FREQ is unsupported"),
            ("FREQ=WEEKLY;BYHOUR=9", "BYHOUR is unsupported"),
            ("FREQ=DAILY", "too-long"), ("FREQ=WEEKLY;COUNT=3;BYDAY=FR", "not-in-rule"),
        ]
    )
    func unsupported(rule: String, what: String) throws {
        let book = try CommandBook()
        let outcome = try book.run(["series", "book"] + ten + ["--rule", rule])
        #expect(outcome.status == 65)
        #expect(outcome.talk.contains(what) && outcome.talk.contains("expected"))
    }

    @Test("Overbooking needs an allowance and says who did it")
    func overbook() throws {
        let book = try CommandBook()
        try book.run(["book"] + ten)
        #expect(try book.run(["book", "--overbook"] + ten).status == 1)
        try configure(book, #""overbooking": 1"#)
        #expect(try book.run(["book"] + ten).status == 1)
        let over = try book.number("appointment", of: ["book", "--overbook"] + ten)
        let event = try book.objects(["log", "--after", "\(over - 1)"])
        let data = event.first?["data"] as? [String: Any]
        #expect(data?["marks"] as? [String] == ["override"])
    }

    @Test("After a block each stranded booking is offered other times, one of which moves it")
    func rebook() throws {
        let book = try CommandBook()
        let visit = try book.number("appointment", of: ["book"] + ten)
        let away = ["kim", "--from", "2026-11-23", "--to", "2026-11-23"]
        let block = "\(try book.number("block", of: ["block"] + away))"
        let offered = try book.objects(["rebook", "--affected", block, "--minutes", "600"])
        #expect(offered.compactMap { $0["appointment"] as? Int } == [visit, visit, visit])
        #expect(offered.first?["start"] as? String == "2026-11-24T08:00:00+01:00")
        #expect(offered.allSatisfy { $0["told"] as? String == "no-conversation" })
        let hold = "\(offered.last?["hold"] as? Int ?? 0)"
        #expect(try book.run(["book", "--hold", hold]).status == 0)
        let shown = try book.objects(["show", "\(visit)"])
        #expect(
            shown.compactMap { $0["kind"] as? String } == [
                "appointmentBooked", "timeReleased", "appointmentRescheduled",
            ]
        )
        #expect(try book.objects(["rebook", "--affected", block]).isEmpty)
        #expect(try book.run(["rebook", "--affected", "\(visit)"]).status == 1)
        #expect(try book.run(["rebook"]).status == 64)
    }

    @Test("Who takes part answers, is listed and shown, and asked again after a move")
    func participants() throws {
        let book = try CommandBook()
        let visit = "\(try book.number("appointment", of: ["book"] + ten))"
        func listed() throws -> [String] {
            try book.objects(["participant", "list", visit]).map {
                "\($0["participant"] ?? "") \($0["response"] ?? "")"
            }
        }
        #expect(try listed() == ["patient accepted", "kim accepted"])
        let answer = try book.objects(
            ["participant", "respond", visit, "declined", "--resource", "kim"]
        )
        #expect(answer.first?["participant"] as? String == "kim")
        #expect(try book.run(["participant", "respond", visit, "tentative"]).status == 0)
        #expect(try listed() == ["patient tentative", "kim declined"])
        let shown = try book.objects(["show", visit])
        #expect(
            shown.compactMap { $0["says"] as? String } == ["kim declined", "patient tentative"]
        )
        let again = try book.run(["participant", "respond", visit, "tentative"])
        #expect(again.status == 1 && again.talk.contains("unchanged"))
        #expect(try book.run(["participant", "respond", visit, "maybe"]).status == 65)
        let nobody = ["participant", "respond", visit, "declined", "--resource", "nobody"]
        #expect(try book.run(nobody).status == 65)
        #expect(try book.run(["participant", "list", "9999"]).status == 1)
        try book.run(["reschedule", visit, "--start", "2026-11-23T11:00", "--reason", "provider"])
        let moved = try book.objects(["show", visit]).suffix(2)
        #expect(moved.compactMap { $0["reason"] as? String } == ["moved", "provider"])
        #expect(moved.first?["notice"] as? Int == 3_600)
        #expect(try listed() == ["patient needs-action", "kim needs-action"])
    }

    @Test("An appointment is amended, its comment sealed, and shown for a purpose")
    func amend() throws {
        let book = try CommandBook()
        let visit = "\(try book.number("appointment", of: ["book"] + ten))"
        let amended = try book.objects(
            ["amend", visit, "--modality", "video", "--visit-type", "follow-up"]
        )
        #expect(amended.first?["modality"] as? String == "video")
        #expect(amended.first?["visitType"] as? String == "follow-up")
        #expect(amended.first?["priority"] as? Int == 0)
        let comment = try book.objects(
            ["amend", visit, "--priority", "2", "--comment-file", "-"],
            input: "Braucht eine Rampe."
        )
        #expect(comment.first?["comment"] as? Int == comment.first?["first"] as? Int)
        let shown = try book.objects(["show", visit])
        #expect(
            shown.compactMap { $0["says"] as? String } == [
                "video, follow-up", "video, priority 2, follow-up, comment",
            ]
        )
        let texts = try book.objects(["conversation", "show", visit, "--purpose", "operations"])
        #expect(texts.compactMap { $0["text"] as? String } == ["Braucht eine Rampe."])
        #expect(try book.run(["amend", visit, "--priority", "2"]).talk.contains("unchanged"))
        #expect(try book.run(["amend", visit, "--modality", "letter"]).status == 65)
        #expect(try book.run(["amend", visit, "--visit-type", "party"]).status == 65)
        #expect(try book.run(["amend", visit, "--priority", "10"]).talk.contains("out-of-range"))
        #expect(try book.run(["amend", visit]).status == 64)
    }

    @Test("Nothing is moved by zone rules that did not change")
    func zones() throws {
        let book = try CommandBook()
        let visit = "\(try book.number("appointment", of: ["book"] + ten))"
        #expect(try book.objects(["moved-by-zones"]).isEmpty)
        let refused = try book.run(["reresolve", visit, "--keep", "instant"])
        #expect(refused.status == 1 && refused.talk.contains("unchanged"))
        #expect(try book.run(["reresolve", visit, "--keep", "both"]).status == 65)
    }
}
