import Testing

/// What other systems get and give, through the command line.
@Suite("export and import")
struct ExchangeCommandTests {
    let ten = ["--service", "visit", "--start", "2026-11-23T10:00"]

    @Test("export fhir writes a resource a line, and after the cursor only what changed")
    func fhir() throws {
        let book = try CommandBook()
        let fact = try book.number("appointment", of: ["book"] + ten)
        let all = try book.run(["export", "fhir", "--show-cursor"])
        #expect(all.status == 0)
        #expect(all.talk == "-- cursor: \(fact)\n")
        let types = try all.objects().compactMap { $0["resourceType"] as? String }
        #expect(types == ["Slot", "Appointment", "Schedule"])
        let nothing = try book.run(["export", "fhir", "--after", "\(fact)", "--show-cursor"])
        #expect(nothing.text.isEmpty)
        #expect(nothing.talk == "-- cursor: \(fact)\n")
        try book.run(["cancel", "\(fact)", "--reason", "patient"])
        let changed = try book.run(["export", "fhir", "--after", "\(fact)"])
        let appointment = try changed.objects().last
        #expect(appointment?["status"] as? String == "cancelled")
        #expect(appointment?["start"] as? String == "2026-11-23T10:00:00+01:00")
        #expect(appointment?["id"] as? String == "\(fact)")
        #expect(try book.run(["export", "fhir", "--after", "4711"]).status == 65)
        #expect(try book.run(["export", "fhir", "--free-days", "91"]).status == 64)
        let free = try book.run(["export", "fhir", "--after", "\(fact + 1)", "--free-days", "2"])
        let slots = try free.objects()
        let listed = try book.objects([
            "slots", "--service", "visit", "--to", "2026-11-25T09:00",
        ])
        #expect(
            slots.compactMap { $0["start"] as? String }
                == listed.compactMap { $0["start"] as? String }
        )
        #expect(slots.count > 10)
        #expect(slots.allSatisfy { $0["status"] as? String == "free" })
        #expect(Set(slots.compactMap { $0["id"] as? String }).count == slots.count)
    }

    @Test("import blocks time once, names nobody, and a conflict waits until it is settled")
    func importing() throws {
        let book = try CommandBook()
        let visit = try book.number("appointment", of: ["book"] + ten)
        let diary = """
            id,resource,start,minutes,version,patient
            petra.kanarienvogel@example.org,kim,2026-11-23T10:15,30,1,Petra Kanarienvogel
            b,kim,2026-11-23T12:00,30,1,

            """
        let arguments = ["import", "--source", "his", "--format", "csv", "-"]
        let rows = try book.objects(arguments, input: diary)
        #expect(rows.compactMap { $0["became"] as? String } == ["conflict", "set"])
        let named = ["import", "appointments"] + arguments.dropFirst()
        let again = try book.objects(named, input: diary)
        #expect(again.compactMap { $0["became"] as? String } == ["unchanged", "unchanged"])
        #expect(!(try book.run(["log", "export", "-"]).text.contains("anarienvogel")))
        #expect(
            try book.run(["book", "--service", "visit", "--start", "2026-11-23T12:00"]).status == 1
        )

        let open = try book.objects(["conflicts"])
        #expect(open.compactMap { $0["appointment"] as? Int } == [visit])
        #expect(open.first?["takenFrom"] as? String == "2026-11-23T10:15:00+01:00")
        let conflict = open.first?["conflict"] as? Int ?? 0
        #expect(try book.run(["settle", "\(conflict)"]).status == 0)
        #expect(try book.objects(["conflicts"]).isEmpty)
        #expect(try book.run(["settle", "\(conflict)"]).status == 1)
    }

    @Test("import takes a calendar of one resource, in zones by the names that it gives them")
    func calendar() throws {
        let book = try CommandBook()
        let calendar = """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            UID:petra.kanarienvogel@example.org
            DTSTART;TZID="W. Europe Standard Time":20261123T101500
            DURATION:PT30M
            RRULE:FREQ=WEEKLY;COUNT=2
            SEQUENCE:1
            END:VEVENT
            END:VCALENDAR

            """
        let arguments = [
            "import", "--source", "his", "--format", "ics", "--resource", "kim", "-",
        ]
        #expect(try book.run(arguments, input: calendar).status == 65)
        let named = arguments + ["--timezone", "W. Europe Standard Time=Europe/Berlin"]
        let rows = try book.objects(named, input: calendar)
        #expect(rows.compactMap { $0["became"] as? String } == ["set", "set"])
        let blocks = try book.objects(["log", "--kind", "timeBlocked"])
        #expect(blocks.count == 2)
        #expect(!(try book.run(["log", "export", "-"]).text.contains("anarienvogel")))
        let busy = ["book", "--service", "visit", "--start", "2026-11-30T10:15"]
        #expect(try book.run(busy).status == 1)
    }

    @Test(
        "a file that can't be taken over whole is 65 and says where",
        arguments: [
            ("csv", "nonsense", "line 1"), ("fhir", "nonsense", "line 1"),
            (
                "csv", "id,resource,start,minutes\na,surgery,2026-11-23T10:15,30\n",
                "not the clinic's"
            ),
            ("csv", "id,resource,start,minutes\na,kim,noon,30\n", "line 2"),
            ("ics", "nonsense", "line 1"),
            (
                "ics",
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nRRULE:FREQ=DAILY;BYHOUR=9\nEND:VEVENT\n"
                    + "END:VCALENDAR\n", "BYHOUR"
            ),
        ]
    )
    func faults(format: String, text: String, said: String) throws {
        let book = try CommandBook()
        let outcome = try book.run(
            ["import", "--source", "his", "--format", format, "-"],
            input: text
        )
        #expect(outcome.status == 65)
        #expect(outcome.talk.contains(said))
    }
}
