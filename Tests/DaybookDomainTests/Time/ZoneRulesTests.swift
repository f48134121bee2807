import DaybookDomain
import Testing

@Suite("Zone rules")
struct ZoneRulesTests {
    private func instant(_ text: String) throws -> Instant {
        try #require(Instant(rfc3339: text))
    }

    private func wall(_ text: String) throws -> WallTime {
        try #require(WallTime(text))
    }

    @Test("shift a wall time in a gap forward by the gap's length")
    func gap() throws {
        let rules = try ZoneFiles.rules("Europe/Berlin")
        let resolution = rules.resolve(try wall("2026-03-29T02:30"))
        let shifted = try instant("2026-03-29T03:30:00+02:00")
        #expect(resolution == .gap(shifted: shifted, lengthSeconds: 3_600))
        #expect(rules.instant(for: try wall("2026-03-29T02:30")) == shifted)
        #expect(rules.wallTime(at: shifted).description == "2026-03-29T03:30")
    }

    @Test("take the first of the two instants of a fold")
    func fold() throws {
        let rules = try ZoneFiles.rules("Europe/Berlin")
        let first = try instant("2026-10-25T02:30:00+02:00")
        let last = try instant("2026-10-25T02:30:00+01:00")
        #expect(rules.resolve(try wall("2026-10-25T02:30")) == .fold(first: first, last: last))
        #expect(rules.instant(for: try wall("2026-10-25T02:30")) == first)
        #expect(rules.wallTime(at: last).description == "2026-10-25T02:30")
    }

    @Test("skip the whole 30 December 2011 in Samoa")
    func samoa() throws {
        let rules = try ZoneFiles.rules("Pacific/Apia")
        let shifted = try instant("2011-12-31T09:00:00+14:00")
        #expect(
            rules.resolve(try wall("2011-12-30T09:00"))
                == .gap(shifted: shifted, lengthSeconds: 86_400)
        )
    }

    @Test("follow the footer beyond the file, and stay after 2200")
    func farFuture() throws {
        let rules = try ZoneFiles.rules("America/New_York")
        #expect(rules.offsetSeconds(at: try instant("2199-07-01T00:00:00Z")) == -14_400)
        #expect(rules.offsetSeconds(at: try instant("2200-12-31T00:00:00Z")) == -18_000)
        #expect(rules.offsetSeconds(at: try instant("2201-07-01T00:00:00Z")) == -18_000)
    }

    @Test("answer at the ends of all integers")
    func extremes() throws {
        for name in ["Europe/Berlin", "America/New_York", "UTC"] {
            let rules = try ZoneFiles.rules(name)
            for milliseconds in [Int64.min, .min + 1, -1, 0, .max - 1, .max] {
                let instant = Instant(milliseconds: milliseconds)
                #expect(abs(rules.offsetSeconds(at: instant)) < 93_600)
                _ = rules.wallTime(at: instant)
            }
            for day in [Int32.min, 0, Int32.max] {
                _ = rules.instant(for: WallTime(date: CivilDate(dayNumber: day), minuteOfDay: 0))
            }
        }
    }

    @Test("of a constant zone have no transitions")
    func constant() throws {
        #expect(ZoneRules.utc.transitionCount == 0)
        #expect(ZoneRules.utc.offsetSeconds(at: Instant(milliseconds: 0)) == 0)
        let fixed = try #require(ZoneRules(fixedOffsetSeconds: 20_700))
        #expect(fixed.wallTime(at: Instant(milliseconds: 0)).description == "1970-01-01T05:45")
        #expect(ZoneRules(fixedOffsetSeconds: 93_600) == nil)
        #expect(ZoneRules(fixedOffsetSeconds: .min) == nil)
        #expect(try ZoneFiles.rules("UTC") == .utc)
    }

    @Test(
        "read each form of a footer",
        arguments: [
            // Negative and large hours: Godthab's rule until 2023, and Jerusalem's.
            ("<-03>3<-02>,M3.5.0/-2,M10.5.0/-1", "2022-03-27T00:59:59Z", -10_800),
            ("<-03>3<-02>,M3.5.0/-2,M10.5.0/-1", "2022-03-27T01:00:00Z", -7_200),
            ("IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-26T23:59:59Z", 7_200),
            ("IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-27T00:00:00Z", 10_800),
            // Jn never counts 29 February, n does: day 60 is 1 March in one, 1 March of leap years
            // in n.
            ("AAA0BBB,J60/0,J300/0", "2024-03-01T00:00:00Z", 3_600),
            ("AAA0BBB,J60/0,J300/0", "2024-02-29T23:59:59Z", 0),
            ("AAA0BBB,J60/0,J300/0", "2023-03-01T00:00:00Z", 3_600),
            ("AAA0BBB,59/0,300/0", "2024-02-29T00:00:00Z", 3_600),
            ("AAA0BBB,59/0,300/0", "2023-02-28T23:59:59Z", 0),
            ("AAA0BBB,59/0,300/0", "2023-03-01T00:00:00Z", 3_600),
            // Daylight saving time all year, as RFC 9636 writes it.
            ("XXX3EDT4,0/0,J365/23", "2024-12-31T23:59:59Z", -14_400),
            ("XXX3EDT4,0/0,J365/23", "2025-01-01T03:00:00Z", -14_400),
            // Negative daylight saving time: Ireland's winter.
            ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-07-01T00:00:00Z", 3_600),
            ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-12-01T00:00:00Z", 0),
            // An offset with seconds, and none to follow.
            ("LMT-0:53:28", "2026-12-01T00:00:00Z", 3_208),
        ]
    )
    func footers(footer: String, at text: String, offset: Int) throws {
        let rules = try ZoneRules(tzif: TZifBuilder(version: 0x33, footer: footer).bytes())
        #expect(rules.offsetSeconds(at: try instant(text)) == offset)
    }

    @Test(
        "say where a footer is wrong",
        arguments: [
            ("AB0", ZoneRulesError.Expectation.zoneName), ("<AB0", .zoneName), ("ABC", .number),
            ("ABC25", .number), ("ABC0DEF", .number), ("ABC0DEF,M13.1.0,M1.1.0", .number),
            ("ABC0DEF,M3.0.0,M1.1.0", .number), ("ABC0DEF,M3.5.7,M1.1.0", .number),
            ("ABC0DEF,J0,J1", .number), ("ABC0DEF,366,1", .number),
            ("ABC0DEF,M3.5.0/168,1", .number),
            ("ABC0DEF,M3.5.0", .rule), ("ABC0:60", .number), ("ABC0DEF,M3.5.0,M10.5.0x", .footer),
            ("ABC-24DEF-24:60,1,2", .number), ("ABC-24:59:59DEF,1", .rule),
        ]
    )
    func wrongFooters(footer: String, expected: ZoneRulesError.Expectation) {
        let bytes = TZifBuilder(version: 0x33, footer: footer).bytes()
        let error = #expect(throws: ZoneRulesError.self) { try ZoneRules(tzif: bytes) }
        #expect(error?.expected == expected)
        #expect((bytes.count - footer.utf8.count - 1...bytes.count).contains(error?.position ?? 0))
    }

    @Test("drop a change of nothing but the name, and what lies beyond the time line")
    func normalised() throws {
        var builder = TZifBuilder()
        builder.types = [(0, 0), (0, 1), (3_600, 0)]
        builder.transitions = [(-(1 << 59), 2), (0, 0), (100, 1), (200, 2), (1 << 59, 0)]
        builder.footer = "AAA-1"
        let rules = try ZoneRules(tzif: builder.bytes())
        #expect(rules.transitionCount == 2)
        #expect(rules.transition(at: 0) == (0, 3_600, 0))
        #expect(rules.transition(at: 1) == (200, 0, 3_600))
    }

    @Test("read the 32-bit block of version 1")
    func versionOne() throws {
        var builder = TZifBuilder(version: 0)
        builder.types = [(-60, 0), (3_600, 0)]
        builder.transitions = [(-5, 1)]
        let rules = try ZoneRules(tzif: builder.bytes())
        #expect(rules.transition(at: 0) == (-5, -60, 3_600))
    }

    @Test("refuse files that count leap seconds")
    func leapSeconds() throws {
        guard let bytes = ZoneFiles.bytes("right/Europe/Berlin") else { return }
        let error = #expect(throws: ZoneRulesError.self) { try ZoneRules(tzif: bytes) }
        #expect(error?.expected == .noLeapSeconds)
    }
}
