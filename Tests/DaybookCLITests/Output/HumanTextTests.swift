import DaybookCLI
import Testing

@Suite("For people")
struct HumanTextTests {
    @Test(
        "a length of time has its two largest units",
        arguments: [
            (0, "0 s"), (59, "59 s"), (60, "1 min 00 s"), (303, "5 min 03 s"),
            (3_599, "59 min 59 s"), (3_600, "1 h 00 min"), (7_500, "2 h 05 min"),
            (86_399, "23 h 59 min"), (273_600, "3 d 4 h"), (-7_500, "-2 h 05 min"),
            (Int.min, "-106751991167300 d 15 h"),
        ]
    )
    func duration(seconds: Int, text: String) {
        #expect(HumanDuration.text(seconds: seconds) == text)
    }

    @Test(
        "a count is grouped from five digits on",
        arguments: [
            (0, "0"), (9_999, "9999"), (10_000, "10 000"), (-123_456, "-123 456"),
            (1_234_567, "1 234 567"), (Int.min, "-9 223 372 036 854 775 808"),
        ]
    )
    func count(number: Int, text: String) {
        let expected = text.replacing(" ", with: "\u{202F}")
        #expect(HumanNumber.grouped(number, on: Fixtures.terminal(80)) == expected)
        #expect(HumanNumber.grouped(number, on: .file) == String(number))
        #expect(
            HumanNumber.grouped(number, on: Fixtures.terminal(80, unicode: false))
                == String(number)
        )
    }

    @Test(
        "a rate has three figures",
        arguments: [
            (0.0, "0"), (999.4, "999"), (999.5, "1.00 k"), (9_994, "9.99 k"), (9_996, "10.0 k"),
            (31_000_000, "31.0 M"), (999_600, "1.00 M"), (1e15, "1000 T"), (-1, "-"),
            (.infinity, "-"),
        ]
    )
    func rate(number: Double, text: String) {
        #expect(HumanNumber.short(number) == text)
    }

    @Test(
        "a number has the decimals it was given",
        arguments: [
            (0.0, 2, "0.00"), (1.005, 0, "1"), (2.5, 0, "3"), (-2.5, 0, "-3"), (0.05, 1, "0.1"),
            (-0.001, 2, "0.00"), (99.999, 2, "100.00"), (0.007, 3, "0.007"), (5, -4, "5"),
            (1, 40, "1.000000000"), (1e300, 2, "1e+300"),
        ]
    )
    func decimals(number: Double, decimals: Int, text: String) {
        #expect(FixedDecimal.text(number, decimals: decimals) == text)
    }

    @Test("what is not finite is no number", arguments: [Double.nan, .infinity, -.infinity])
    func notFinite(number: Double) {
        #expect(FixedDecimal.text(number, decimals: 2) == nil)
    }
}

@Suite("A sparkline")
struct SparklineTests {
    @Test("rises from zero in eight steps and leaves gaps where nothing is known")
    func steps() {
        let values: [Double?] = [0, 1, 2, 3, 4, 5, 6, 7, nil, .nan, -5]
        #expect(Sparkline.text(values, on: .file) == "▁▂▃▄▅▆▇█  ▁")
        let ascii = Fixtures.terminal(80, unicode: false)
        #expect(Sparkline.text(values, on: ascii) == "_.-~=+*#  _")
    }

    @Test("shows small differences as small")
    func fromZero() {
        #expect(Sparkline.text([100, 101, 99], on: .file) == "███")
    }

    @Test(
        "has an answer for every series",
        arguments: [([], ""), ([0, 0], "▁▁"), ([nil], " "), ([.infinity, 1], " █")]
            as [([Double?], String)]
    )
    func extremes(values: [Double?], text: String) {
        #expect(Sparkline.text(values, on: .file) == text)
    }

    @Test("of a long series draws the end")
    func long() {
        let values = [Double?](repeating: 0, count: 1_000) + [1]
        let text = Sparkline.text(values, on: .file)
        #expect(text.count == OutputLimits.sparklineValues)
        #expect(text.last == "█")
    }
}

@Suite("A heat map")
struct HeatMapTests {
    static var values: [Double?] {
        var values = [Double?](repeating: 0, count: HeatMap.hours)
        values[8] = 100
        values[9] = 0.001
        values[2 * 24] = 50
        values[6 * 24 + 23] = 75
        return values
    }

    @Test("has a line a weekday, and no hour with a value looks empty")
    func lines() throws {
        let map = try #require(HeatMap(title: "Requests", values: Self.values))
        let expected = """
            Requests
                00    03    06    09    12    15    18    21
            Mon                 ██░░
            Tue
            Wed ▒▒
            Thu
            Fri
            Sat
            Sun                                               ▓▓

            """
        #expect(map.text(on: .file) == expected)
    }

    @Test("takes one column an hour on a narrow terminal, and ASCII where it must")
    func narrow() throws {
        let map = try #require(HeatMap(values: Self.values))
        let expected = """
                00 03 06 09 12 15 18 21
            Mon         #.
            Tue
            Wed +
            Thu
            Fri
            Sat
            Sun                        *

            """
        #expect(map.text(on: Fixtures.terminal(51, unicode: false)) == expected)
    }

    @Test("is made of 168 hours and nothing else", arguments: [0, 167, 169])
    func wrongCount(count: Int) {
        #expect(HeatMap(values: [Double?](repeating: 0, count: count)) == nil)
    }

    @Test("gives programs a row an hour, Monday as 1")
    func report() throws {
        let map = try #require(HeatMap(values: Self.values))
        let report = map.report(value: Column("requests"), decimals: 0)
        let lines = Fixtures.render(report, .csv).split(separator: "\r\n")
        #expect(lines.count == 169)
        #expect(lines[0] == "weekday,hour,requests")
        #expect(lines[9] == "1,8,100")
        #expect(lines[168] == "7,23,75")
    }
}
