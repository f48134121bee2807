import Testing

/// Why a time is or is not offered, through the command line.
@Suite("explain")
struct ExplainCommandTests {
    let ten = ["--service", "visit", "--start", "2026-11-23T10:00"]

    @Test("a time that is taken names the booking, and was offered before it")
    func taken() throws {
        let book = try CommandBook()
        let fact = try book.number("appointment", of: ["book"] + ten)
        let now = try book.run(["explain", "visit", "2026-11-23T10:00", "-o", "jsonl"])
        #expect(now.status == 0)
        #expect(
            now.text == """
                {"offered":false,"reason":"taken","service":"visit",\
                "start":"2026-11-23T10:00:00+01:00","resource":null,\
                "asOf":"2026-11-23T09:00:00+01:00","position":\(fact),"takes":[],"obstacles":[],\
                "groups":[{"name":"practitioner","needed":1,"free":0,"resources":[\
                {"resource":"kim","free":false,"obstacles":[{"reason":"taken",\
                "from":"2026-11-23T10:00:00+01:00","to":"2026-11-23T10:30:00+01:00",\
                "facts":[\(fact)]}]}]}]}

                """
        )
        let before = try book.objects([
            "explain", "visit", "2026-11-23T10:00", "--as-of", "\(fact - 1)",
        ])
        #expect(before.first?["offered"] as? Bool == true)
        #expect(before.first?["position"] as? Int == fact - 1)
        #expect(before.first?["takes"] as? [String] == ["kim"])
    }

    @Test("people get a line of verdict and a row an obstacle")
    func table() throws {
        let book = try CommandBook()
        let shown = try book.run(["explain", "visit", "2026-11-23T19:00"])
        #expect(shown.text.contains("2026-11-23T19:00:00+01:00 is not offered: outside-hours"))
        #expect(shown.text.contains("practitioner"))
        let row = try book.run(["explain", "visit", "2026-11-23T19:00", "-o", "csv"]).text
        #expect(row.hasPrefix("group,needed,resource,free,why,from,to,facts\r\n"))
        #expect(row.contains("practitioner,1,kim,false,outside-hours,2026-11-23T19:00:00+01:00,"))
    }

    @Test(
        "a wrong word is 65 and names the next step",
        arguments: [
            ["explain", "surgery", "2026-11-23T10:00"], ["explain", "visit", "noon"],
            ["explain", "visit", "2026-11-23T10:00", "--as-of", "0"],
            ["explain", "visit", "2026-11-23T10:00", "--as-of", "yesterday"],
        ]
    )
    func faults(_ arguments: [String]) throws {
        let outcome = try CommandBook().run(arguments)
        #expect(outcome.status == 65, "\(outcome.talk)")
        #expect(outcome.text.isEmpty)
        #expect(outcome.talk.contains("next: "))
    }
}
