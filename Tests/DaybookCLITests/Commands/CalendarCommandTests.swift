import Testing

/// What a resource's calendar and the next free time look like, through the command line.
@Suite("calendar and next")
struct CalendarCommandTests {
    @Test("a calendar lists periods; as ics it is a feed that names nobody")
    func calendar() throws {
        let book = try CommandBook()
        try book.run(["book", "--service", "visit", "--start", "2026-11-23T10:00"])
        try book.run(["hold", "--service", "visit", "--start", "2026-11-23T12:00"])
        let day = ["calendar", "kim", "--from", "2026-11-23", "--to", "2026-11-23"]
        let rows = try book.objects(day)
        #expect(
            rows.compactMap { $0["state"] as? String } == [
                "closed", "free", "busy", "free", "tentative", "free", "closed",
            ]
        )
        #expect(rows.compactMap { $0["minutes"] as? Int }.reduce(0, +) == 1_440)
        let before = try book.objects(day + ["--at", "\(CommandBook.firstFact - 1)"])
        #expect(
            before.compactMap { $0["state"] as? String } == ["closed", "free", "closed"],
            "as the log stood before anything was booked"
        )
        let held = try book.objects(day + ["--at", "\(CommandBook.firstFact)"])
        #expect(held.compactMap { $0["state"] as? String }.contains("busy"))
        #expect(!held.compactMap { $0["state"] as? String }.contains("tentative"))
        let free = try book.objects(day + ["--state", "free", "--at-least", "121"])
        #expect(free.compactMap { $0["from"] as? String } == ["2026-11-23T12:30:00+01:00"])
        let feed = try book.run(day + ["-o", "ics"])
        #expect(feed.status == 0)
        #expect(
            feed.text.contains("\r\nFREEBUSY;FBTYPE=BUSY:20261123T090000Z/20261123T093000Z\r\n")
        )
        #expect(feed.text.contains("FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261123T110000Z/"))
        #expect(!feed.text.contains("visit"))
        let events = try book.run(day + ["-o", "ics", "--events", "--state", "busy"])
        #expect(events.text.contains("BEGIN:VEVENT\r\n"))
        #expect(events.text.contains("DTSTART:20261123T090000Z\r\n"))
    }

    @Test("a calendar of appointments says what takes the time, and how it stands")
    func appointments() throws {
        let book = try CommandBook()
        func visit(at hour: String, by command: String = "book") throws -> Int {
            let start = ["--start", "2026-11-23T\(hour):00"]
            return try book.number(
                "appointment",
                of: [command, "--service", "visit"] + start
            )
        }
        let first = try visit(at: "10")
        let cancelled = try visit(at: "11")
        try book.run(["cancel", "\(cancelled)", "--reason", "patient"])
        let held = try visit(at: "12", by: "hold")
        let past = "\(try book.objects(["log"]).count)"
        try book.run(["arrive", "\(first)"])
        let day = ["calendar", "kim", "--appointments", "--to", "2026-11-23"]
        let rows = try book.objects(day)
        #expect(rows.compactMap { $0["appointment"] as? Int } == [first, held])
        #expect(rows.compactMap { $0["status"] as? String } == ["arrived", "pending"])
        #expect(rows.compactMap { $0["patient"] as? String } == ["accepted", "needs-action"])
        #expect(rows.first?["start"] as? String == "2026-11-23T10:00:00+01:00")
        #expect(rows.last?["heldUntil"] as? String == "2026-11-23T09:30:00+01:00")
        let before = try book.objects(day + ["--at", past])
        #expect(before.compactMap { $0["status"] as? String } == ["booked", "pending"])
        book.now = "2026-11-23T10:00:00Z"
        let later = try book.objects(day + ["--from", "2026-11-23"])
        #expect(later.compactMap { $0["appointment"] as? Int } == [first], "the hold ran out")
        #expect(try book.run(day + ["-o", "ics"]).status == 64)
        #expect(try book.run(day + ["--state", "busy"]).status == 64)
    }

    @Test("next gives each resource's first free time, or the first for services in a row")
    func next() throws {
        let book = try CommandBook()
        let one = try book.objects(["next", "visit"])
        #expect(one.compactMap { $0["start"] as? String } == ["2026-11-23T09:00:00+01:00"])
        try book.run(["book", "--service", "visit", "--start", "2026-11-23T09:30"])
        let two = try book.objects(["next", "visit", "visit"])
        #expect(
            two.compactMap { $0["start"] as? String } == [
                "2026-11-23T10:00:00+01:00", "2026-11-23T10:30:00+01:00",
            ]
        )
        let before = ["--at", "\(CommandBook.firstFact - 1)"]
        let then = try book.objects(["next", "visit", "visit"] + before)
        #expect(
            then.compactMap { $0["start"] as? String } == [
                "2026-11-23T09:00:00+01:00", "2026-11-23T09:30:00+01:00",
            ]
        )
        try book.run(["book", "--service", "visit", "--start", "2026-11-23T09:00"])
        let first = try book.objects(["next", "visit"] + before)
        #expect(first.first?["start"] as? String == "2026-11-23T09:00:00+01:00")
        try book.run(["cancel", "\(CommandBook.firstFact + 1)"])
        let gap = try book.objects(["next", "visit", "visit", "--gap", "30"])
        #expect(gap.first?["start"] as? String == "2026-11-23T09:00:00+01:00")
        let none = try book.run([
            "next", "visit", "--from", "2026-11-28", "--to", "2026-11-29",
        ])
        #expect(none.status == 1)
        #expect(none.talk.contains("no free time was found"))
    }

    @Test(
        "a wrong word is 65, a wrong command line 64",
        arguments: [
            (["calendar", "surgery"], 65), (["calendar", "kim", "--state", "odd"], 65),
            (["calendar", "kim", "--events"], 64), (["calendar", "kim", "-o", "pdf"], 64),
            (["next"], 64), (["next", "surgery"], 65), (["next", "visit", "--gap", "-1"], 64),
        ] as [([String], Int32)]
    )
    func faults(_ arguments: [String], _ status: Int32) throws {
        let outcome = try CommandBook().run(arguments)
        #expect(outcome.status == status, "\(outcome.talk)")
        #expect(outcome.text.isEmpty)
    }
}
