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
    }
}
