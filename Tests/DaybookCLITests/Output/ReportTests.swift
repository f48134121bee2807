import DaybookCLI
import Testing

@Suite("A report")
struct ReportTests {
    @Test("in a file is an aligned table with plain numbers and no style")
    func tableInFile() {
        let expected = """
            Who waits
            who   position  messages  share (%)  late  since                         waiting
            日本     12345   1234567       99.3  yes   2026-03-29T01:30:00+01:00  2 h 05 min
            e\u{301}           -1         2          -  no    -                                59 s

            """
        #expect(Fixtures.render(Fixtures.report, .table) == expected)
    }

    @Test("on a terminal has bold headings and grouped counts")
    func tableOnTerminal() {
        let lines = Fixtures.render(
            Fixtures.report,
            .table,
            on: Fixtures.terminal(120, style: true)
        ).split(separator: "\n")
        #expect(lines.first == "\u{1B}[1mWho waits\u{1B}[0m")
        #expect(lines.last?.contains("\u{1B}") == false)
        #expect(lines.dropFirst(2).first?.contains("  1\u{202F}234\u{202F}567  ") == true)
        #expect(lines.dropFirst(2).first?.contains(" 12345 ") == true)
    }

    @Test("as JSON is an array of one object a line, with names as keys and numbers as numbers")
    func json() {
        let expected = """
            [
              {"party":"日本","position":12345,"messages":1234567,"share":99.3,"isLate":true,\
            "since":"2026-03-29T01:30:00+01:00","waitSeconds":7500},
              {"party":"e\u{301}","position":-1,"messages":2,"share":null,"isLate":false,\
            "since":null,"waitSeconds":59}
            ]

            """
        #expect(Fixtures.render(Fixtures.report, .json) == expected)
        // Machine formats don't depend on who looks.
        #expect(
            Fixtures.render(Fixtures.report, .json, on: Fixtures.terminal(20, style: true))
                == expected
        )
    }

    @Test("as JSON lines is one object a line and nothing else")
    func jsonLines() {
        let expected = """
            {"party":"日本","position":12345,"messages":1234567,"share":99.3,"isLate":true,\
            "since":"2026-03-29T01:30:00+01:00","waitSeconds":7500}
            {"party":"e\u{301}","position":-1,"messages":2,"share":null,"isLate":false,\
            "since":null,"waitSeconds":59}

            """
        #expect(Fixtures.render(Fixtures.report, .jsonl) == expected)
    }

    @Test("as CSV has the names first and CR LF after each row")
    func csv() {
        let expected =
            "party,position,messages,share,isLate,since,waitSeconds\r\n"
            + "日本,12345,1234567,99.3,true,2026-03-29T01:30:00+01:00,7500\r\n"
            + "e\u{301},-1,2,,false,,59\r\n"
        #expect(Fixtures.render(Fixtures.report, .csv) == expected)
    }

    @Test(
        "without rows is still whole in every format",
        arguments: [
            (OutputFormat.table, "slots\nstart  end\n(none)\n"),
            (.json, "[]\n"),
            (.jsonl, ""),
            (.csv, "start,end\r\n"),
        ]
    )
    func empty(format: OutputFormat, expected: String) {
        let report = Report(title: "slots", columns: [Column("start"), Column("end")])
        #expect(Fixtures.render(report, format) == expected)
    }

    @Test(
        "lines up whatever its characters are made of",
        arguments: [
            "日本", "e\u{301}le\u{300}ve", "👩‍👩‍👧", "🇨🇭", "한국", "ｶﾅ", "☎\u{FE0F}", "नमस्ते", "a\u{1B}[31mb",
        ]
    )
    func alignment(name: String) throws {
        let report = Report(
            columns: [Column("name"), Column("n", alignment: .trailing)],
            rows: [[.string(name), .integer(1)], [.string("plain ascii text"), .integer(2)]]
        )
        let lines = Fixtures.render(report, .table).split(separator: "\n")
        let widths = Set(lines.dropFirst().map { DisplayWidth.columns(of: String($0)) })
        #expect(widths == [19])
    }

    @Test("never lets data break a line, move the cursor or turn the reading direction")
    func controlCharacters() {
        let report = Report(
            columns: [Column("text")],
            rows: [[.string("a\r\nb\tc\u{1B}[2Jd\u{9B}e\u{7F}\u{0}\u{202E}f\u{2028}")]]
        )
        let shown = "a\\r\\nb\\tc\\u{1b}[2Jd\\u{9b}e\\u{7f}\\u{0}\\u{202e}f\\u{2028}"
        #expect(Fixtures.render(report, .table) == "text\n" + shown + "\n")
        #expect(
            Fixtures.render(report, .jsonl)
                == #"{"text":"a\r\nb\tc\u001b[2Jd\u009be\u007f\u0000\u202ef\u2028"}"# + "\n"
        )
        #expect(
            Fixtures.render(report, .csv, on: Fixtures.terminal(80))
                == "text\r\n" + shown + "\r\n"
        )
    }

    @Test("has a cell for every column, or stops the programmer")
    func missingCell() async {
        await #expect(processExitsWith: .failure) {
            var report = Report(columns: [Column("a"), Column("b")])
            report.append([.none])
        }
    }
}

@Suite("A record")
struct RecordTests {
    static let record = Record(
        title: "Replay",
        [
            (Column("facts"), .count(10_000_000)),
            (
                Column("factsPerSecond", heading: "speed", unit: "facts/s"),
                .double(1.5, decimals: 1)
            ),
            (Column("digest"), .string("ab\u{7}")),
        ]
    )

    @Test(
        "is aligned lines, an object, or a CSV of one row",
        arguments: [
            (
                OutputFormat.table,
                "Replay\nfacts            10000000\nspeed (facts/s)  1.5\ndigest           ab\\u{7}\n"
            ),
            (
                .json,
                "{\n  \"facts\": 10000000,\n  \"factsPerSecond\": 1.5,\n  \"digest\": \"ab\\u0007\"\n}\n"
            ),
            (.jsonl, "{\"facts\":10000000,\"factsPerSecond\":1.5,\"digest\":\"ab\\u0007\"}\n"),
            (.csv, "facts,factsPerSecond,digest\r\n10000000,1.5,ab\u{7}\r\n"),
        ]
    )
    func formats(format: OutputFormat, expected: String) {
        #expect(Fixtures.text(Self.record.rendered(as: format, on: .file)) == expected)
    }

    @Test("fits its terminal")
    func narrow() {
        let terminal = Fixtures.terminal(18, style: true)
        let expected = """
            \u{1B}[1mReplay\u{1B}[0m
            facts            …
            speed (facts/s)  …
            \u{1B}[2mdigest           \u{1B}[0m…

            """
        let text = Fixtures.text(Self.record.rendered(as: .table, on: terminal))
        #expect(text.split(separator: "\n").allSatisfy { !$0.hasSuffix(" ") })
        #expect(
            text.replacing("\u{1B}[2m", with: "").replacing("\u{1B}[0m", with: "")
                == expected.replacing("\u{1B}[2m", with: "").replacing("\u{1B}[0m", with: "")
        )
    }
}
