import Testing

/// What staff do with times, through the command line.
@Suite("Booking commands")
struct BookingCommandTests {
    static let id = "01a20700-0000-7000-8000-000000000001"
    let ten = ["--service", "visit", "--start", "2026-11-23T10:00"]

    @Test(
        "book answers with its receipt and the appointment, and the same id again changes nothing"
    )
    func receipt() throws {
        let book = try CommandBook()
        let first = try book.run(["book"] + ten + ["--id", Self.id, "-o", "jsonl"])
        let fact = CommandBook.firstFact
        #expect(first.status == 0)
        #expect(
            first.text == """
                {"command":"\(Self.id)","answer":"accepted","reason":null,"inTheWay":null,\
                "first":\(fact),"facts":1,"commit":2,"repeated":false,"appointment":\(fact),\
                "status":"booked","service":"visit","start":"2026-11-23T10:00:00+01:00","minutes":30,\
                "resources":"kim","heldUntil":null}

                """
        )
        #expect(first.talk.isEmpty)
        let again = try book.objects(["book"] + ten + ["--id", Self.id])
        #expect(again.first?["repeated"] as? Bool == true)
        #expect(again.first?["first"] as? Int == fact)
    }

    @Test(
        "A refusal is exit 1, an object on standard output, and says why and what next on standard error"
    )
    func refusal() throws {
        let book = try CommandBook()
        try book.run(["book"] + ten)
        let refused = try book.run(["book"] + ten + ["--id", Self.id, "-o", "jsonl"])
        #expect(refused.status == 1)
        #expect(
            refused.text.hasPrefix(
                #"{"command":"\#(Self.id)","answer":"refused","reason":"taken","inTheWay":\#(CommandBook.firstFact),"first":null,"#
            )
        )
        #expect(
            refused.talk == """
                {"error":"no","exit":1,"what":"booking was refused: taken",\
                "where":"fact \(CommandBook.firstFact)",\
                "next":"see `daybook slots` for times that are free"}

                """
        )
        let forPeople = try book.run(["book"] + ten)
        #expect(forPeople.status == 1)
        #expect(forPeople.text.isEmpty)
        #expect(
            forPeople.talk.contains("fact \(CommandBook.firstFact)")
                && forPeople.talk.contains("booking was refused: taken")
                && forPeople.talk.hasSuffix(
                    "; next: see `daybook slots` for times that are free\n"
                )
        )
    }

    @Test("A time that is booked is no longer listed, and comes back when it is cancelled")
    func slots() throws {
        let book = try CommandBook()
        func first() throws -> String? {
            try book.objects(["slots", "--service", "visit", "-n", "1"]).first?["start"] as? String
        }
        #expect(try first() == "2026-11-23T09:00:00+01:00")
        let booked = try book.number(
            "appointment",
            of: ["book", "--service", "visit", "--start", "2026-11-23T09:00"]
        )
        #expect(try first() == "2026-11-23T09:30:00+01:00")
        let cancelled = try book.objects(["cancel", "\(booked)", "--reason", "patient"])
        #expect(cancelled.first?["status"] as? String == "cancelled")
        #expect(try first() == "2026-11-23T09:00:00+01:00")
        let back = try book.objects(["reinstate", "\(booked)"])
        #expect(back.first?["status"] as? String == "booked")
        #expect(try first() == "2026-11-23T09:30:00+01:00")
    }

    @Test("A hold keeps its time, can be extended, confirmed and released, and runs out")
    func holds() throws {
        let book = try CommandBook()
        let hold = try book.objects(["hold"] + ten + ["--minutes", "15"])
        #expect(hold.first?["heldUntil"] as? String == "2026-11-23T09:15:00+01:00")
        let number = "\(hold.first?["appointment"] as? Int ?? 0)"
        #expect(try book.run(["book"] + ten).status == 1)
        let extended = try book.objects(["extend", number, "--minutes", "60"])
        #expect(extended.first?["heldUntil"] as? String == "2026-11-23T10:00:00+01:00")
        let booked = try book.objects(["book", "--hold", number])
        #expect(booked.first?["status"] as? String == "booked")

        let noon = ["--service", "visit", "--start", "2026-11-23T12:00"]
        let second = try book.number("appointment", of: ["hold"] + noon)
        #expect(try book.run(["release", "\(second)"]).status == 0)
        let third = try book.number("appointment", of: ["hold"] + noon)
        book.now = "2026-11-23T08:30:00Z"
        let late = try book.run(["book", "--hold", "\(third)"])
        #expect(late.status == 1)
        #expect(late.talk.contains("hold-expired"))
    }

    @Test("A visit goes through its day, and steps out of order are refused")
    func day() throws {
        let book = try CommandBook()
        let visit = "\(try book.number("appointment", of: ["book"] + ten))"
        let early = try book.run(["no-show", visit])
        #expect(early.status == 1)
        #expect(early.talk.contains("transition-not-allowed"))
        for (command, status) in [
            ("arrive", "arrived"), ("check-in", "checked-in"), ("fulfil", "fulfilled"),
        ] {
            #expect(try book.objects([command, visit]).first?["status"] as? String == status)
        }
        #expect(try book.run(["cancel", visit]).status == 1)
        let shown = try book.objects(["show", visit])
        #expect(
            shown.compactMap { $0["status"] as? String } == [
                "booked", "arrived", "checked-in", "fulfilled",
            ]
        )
        let wrong = try book.objects(["entered-in-error", visit])
        #expect(wrong.first?["status"] as? String == "entered-in-error")
    }

    @Test("Rescheduling takes the new time and sets the old one free, or does nothing")
    func reschedule() throws {
        let book = try CommandBook()
        let visit = "\(try book.number("appointment", of: ["book"] + ten))"
        let moved = try book.objects(["reschedule", visit, "--start", "2026-11-23T11:00"])
        #expect(moved.first?["start"] as? String == "2026-11-23T11:00:00+01:00")
        #expect(try book.run(["book"] + ten).status == 0)
        #expect(try book.run(["reschedule", visit, "--start", "2026-11-23T10:00"]).status == 1)
        let shown = try book.objects(["show", visit])
        #expect(
            shown.compactMap { $0["kind"] as? String }.suffix(2) == [
                "timeReleased", "appointmentRescheduled",
            ]
        )
    }

    @Test("A block lists the bookings in the way, and closes its time until it is lifted")
    func block() throws {
        let book = try CommandBook()
        let visit = try book.number("appointment", of: ["book"] + ten)
        let away = ["kim", "--from", "2026-11-23", "--to", "2026-11-23"]
        let dry = try book.run(["block"] + away + ["--dry-run", "-o", "jsonl"])
        #expect(
            dry.text == """
                {"appointment":\(visit),"start":"2026-11-23T10:00:00+01:00","minutes":30,\
                "resource":"kim","service":"visit","why":"blocked","held":null}

                """
        )
        #expect(
            try book.run(["slots", "--service", "visit", "-n", "1", "-o", "csv"]).text.contains(
                "11-23"
            )
        )
        let block = try book.objects(["block"] + away)
        #expect(block.first?["stranded"] as? Int == 1)
        #expect(
            !(try book.run(["slots", "--service", "visit", "-n", "1", "-o", "csv"]).text.contains(
                "11-23"
            ))
        )
        #expect(try book.run(["unblock", "\(block.first?["block"] as? Int ?? 0)"]).status == 0)
        #expect(
            try book.run(["slots", "--service", "visit", "-n", "1", "-o", "csv"]).text.contains(
                "11-23"
            )
        )
    }

    @Test("holds and moves that are refused name the facts in the way; holds in the way are listed")
    func evidence() throws {
        let book = try CommandBook()
        let visit = try book.number("appointment", of: ["book"] + ten)
        let later = ["--service", "visit", "--start", "2026-11-23T11:00"]
        let held = try book.number("appointment", of: ["hold"] + later)
        func inTheWay(_ arguments: [String]) throws -> Int? {
            try book.run(arguments + ["-o", "jsonl"]).objects().first?["inTheWay"] as? Int
        }
        #expect(try inTheWay(["hold"] + ten) == visit)
        #expect(try inTheWay(["reschedule", "\(visit)", "--start", "2026-11-23T11:00"]) == held)
        let night = ["--service", "visit", "--start", "2026-11-23T22:00"]
        let closed = try book.run(["hold"] + night + ["-o", "jsonl"])
        #expect(closed.talk.contains("outside-hours") && closed.talk.contains("\"where\":\"fact"))
        let dry = try book.objects(
            ["block", "kim", "--from", "2026-11-23T10:00", "--to", "2026-11-23T12:00", "--dry-run"]
        )
        #expect(dry.compactMap { $0["appointment"] as? Int } == [visit, held])
        #expect(dry.map { $0["held"] as? String != nil } == [false, true])
    }

    @Test("configure --dry-run names the bookings that new hours would strand, and appends nothing")
    func strandedByHours() throws {
        let book = try CommandBook()
        let visit = try book.number("appointment", of: ["book"] + ten)
        let later = CommandBook.clinic.replacing(
            #""mon": ["08:00-18:00"]"#,
            with: #""mon": ["12:00-18:00"]"#
        )
        let rows = try book.objects(["configure", "--dry-run", "-"], input: later)
        #expect(rows.compactMap { $0["change"] as? String } == ["changed", "strands"])
        #expect(rows.last?["key"] as? String == "\(visit)")
        #expect(rows.last?["what"] as? String == "2026-11-23T10:00:00+01:00 kim: outside-hours")
        #expect(
            try book.objects(["configure", "--dry-run", "-"], input: CommandBook.clinic).isEmpty
        )
    }

    @Test(
        "A wrong command line is 64, a wrong word in it 65, and both name the next step",
        arguments: [
            (["book"], 64),
            (["book", "--hold", "1", "--service", "visit", "--start", "2026-11-23T10:00"], 64),
            (["book", "--service", "visit"], 64),
            (["cancel"], 64),
            (["book", "--service", "surgery", "--start", "2026-11-23T10:00"], 65),
            (["book", "--service", "visit", "--start", "tomorrow"], 65),
            (["cancel", "12", "--reason", "taken"], 65),
            (["show", "4711"], 1),
            (["arrive", "4711"], 1),
        ] as [([String], Int32)]
    )
    func faults(_ arguments: [String], _ status: Int32) throws {
        let book = try CommandBook()
        let outcome = try book.run(arguments)
        #expect(outcome.status == status, "\(outcome.talk)")
        #expect(outcome.text.isEmpty)
        #expect(!outcome.talk.isEmpty)
    }

    @Test("With each resource as many starts are counted as are listed with it")
    func countsByResource() throws {
        let book = try CommandBook()
        try book.run(["book"] + ten)
        let asked = ["slots", "--service", "visit", "--from", "2026-11-23", "--to", "2026-11-24"]
        let counts = try book.objects(asked + ["--per-resource"])
        #expect(!counts.isEmpty)
        for row in counts {
            let resource = try #require(row["resource"] as? String)
            let listed = try book.objects(asked + ["--resource", resource])
            #expect(row["free"] as? Int == listed.count && !listed.isEmpty, "\(resource)")
        }
    }

    @Test("Where a booked visit can be moved is listed, its own time included")
    func moving() throws {
        let book = try CommandBook()
        let visit = "\(try book.number("appointment", of: ["book"] + ten))"
        try book.run(["book", "--service", "visit", "--start", "2026-11-23T11:00"])
        let day = ["--from", "2026-11-23T09:30", "--to", "2026-11-23T12:00"]
        func listed() throws -> [String] {
            try book.objects(["slots", "--moving", visit] + day).compactMap {
                ($0["start"] as? String).map { String($0.dropFirst(11).prefix(5)) }
            }
        }
        #expect(try listed() == ["09:30", "10:30", "11:30"])
        #expect(try book.run(["reschedule", visit, "--start", "2026-11-23T10:30"]).status == 0)
        #expect(try listed() == ["09:30", "10:00", "11:30"])
        let first = try book.objects(["slots", "--moving", visit, "-n", "1"] + day)
        #expect(first.count == 1 && first.first?["resource"] as? String == "kim")
        try book.run(["cancel", visit])
        #expect(try book.run(["slots", "--moving", visit]).status == 1)
        #expect(try book.run(["slots", "--moving", visit, "--service", "visit"]).status == 64)
        #expect(try book.run(["slots", "--moving", visit, "--per-day"]).status == 64)
        #expect(try book.run(["slots", "--moving", visit, "--per-resource"]).status == 64)
        #expect(try book.run(["slots"]).status == 64)
    }
}
