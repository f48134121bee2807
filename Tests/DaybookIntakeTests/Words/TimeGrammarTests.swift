import DaybookDomain
import Testing

@testable import DaybookIntake

/// What patients' words may mean, written on Tuesday, 1 December 2026, at 10:00.
@Suite("Words of time")
struct TimeGrammarTests {
    private static func now() throws -> WallTime {
        try #require(WallTime(year: 2026, month: 12, day: 1, hour: 10, minute: 0))
    }

    /// "2026-12-04 15:00", "2026-12-07..2026-12-13", "2026-12-04 15:00-24:00", "not 2026-12-04".
    private static func line(_ wish: TimeWish) -> String {
        func clock(_ minute: Int) -> String {
            let (hour, rest) = (minute / 60, minute % 60)
            return (hour < 10 ? "0" : "") + "\(hour):" + (rest < 10 ? "0" : "") + "\(rest)"
        }
        var line = wish.isExcluded ? "not " : ""
        line += wish.first == wish.last ? "\(wish.first)" : "\(wish.first)..\(wish.last)"
        if wish.fromMinute == wish.throughMinute {
            line += " " + clock(wish.fromMinute)
        } else if wish.fromMinute > 0 || wish.throughMinute < 1_440 {
            line += " \(clock(wish.fromMinute))-\(clock(wish.throughMinute))"
        }
        return line
    }

    private func read(_ text: String, _ language: String) throws -> [String] {
        TimeGrammar.read(text, language: language, at: try Self.now()).wishes.map(Self.line)
    }

    static let english: [(String, [String])] = [
        ("Could I come on Friday at 3pm?", ["2026-12-04 15:00"]),
        ("Friday at 3", ["2026-12-04 03:00", "2026-12-04 15:00"]),
        ("at 3 on Friday", ["2026-12-04 03:00", "2026-12-04 15:00"]),
        ("at 3 in the afternoon on Friday", ["2026-12-04 15:00"]),
        ("tomorrow morning", ["2026-12-02 06:00-12:00"]),
        ("the day after tomorrow at half past two", ["2026-12-03 02:30", "2026-12-03 14:30"]),
        // Some mean the coming Friday, some the one of next week; a Sunday is the same for both.
        ("next Friday", ["2026-12-04", "2026-12-11"]),
        ("this Friday", ["2026-12-04"]),
        ("next week", ["2026-12-07..2026-12-13"]),
        ("Tuesday next week at 9:15 am", ["2026-12-08 09:15"]),
        ("next week, Tuesday or Wednesday", ["2026-12-08", "2026-12-09"]),
        // Written on a Tuesday: today or in a week.
        ("Tuesday", ["2026-12-01", "2026-12-08"]),
        ("Monday or Thursday at 10:30am", ["2026-12-07 10:30", "2026-12-03 10:30"]),
        ("March 12", ["2027-03-12"]),
        ("on the 12th of March 2027 at 14:00", ["2027-03-12 14:00"]),
        ("December 24th", ["2026-12-24"]),
        ("3/4", ["2027-04-03", "2027-03-04"]),
        ("2027-01-15 at 08:00", ["2027-01-15 08:00"]),
        ("Friday, 4 December", ["2026-12-04"]),
        ("in three days", ["2026-12-04"]),
        ("in 2 weeks", ["2026-12-14..2026-12-20"]),
        ("any time after 4pm on Thursday", ["2026-12-03 16:00-24:00"]),
        ("Thursday before noon", ["2026-12-03 00:00-12:00"]),
        ("between 2 and 4pm tomorrow", ["2026-12-02 14:00-16:00"]),
        ("Wednesday 2-4pm", ["2026-12-02 14:00-16:00"]),
        ("Thursday at noon", ["2026-12-03 12:00"]),
        ("I can't do Friday, but Monday is fine", ["not 2026-12-04", "2026-12-07"]),
        ("quarter to five on Thursday", ["2026-12-03 04:45", "2026-12-03 16:45"]),
        ("in March", ["2027-03-01..2027-03-31"]),
        ("at 4pm", ["2026-12-01..2026-12-07 16:00"]),
        ("Thursday at 3 p.m. works", ["2026-12-03 15:00"]),
    ]

    static let german: [(String, [String])] = [
        ("Hätten Sie am Freitag um 15 Uhr etwas frei?", ["2026-12-04 15:00"]),
        ("Freitag um 15.30 Uhr", ["2026-12-04 15:30"]),
        ("am Freitag um halb vier", ["2026-12-04 03:30", "2026-12-04 15:30"]),
        ("übermorgen nachmittag", ["2026-12-03 12:00-18:00"]),
        ("Montag morgen", ["2026-12-07 06:00-12:00"]),
        ("morgen", ["2026-12-02"]),
        ("morgen früh um 8:30 Uhr", ["2026-12-02 08:30"]),
        ("nächsten Freitag", ["2026-12-04", "2026-12-11"]),
        ("kommenden Freitag", ["2026-12-04"]),
        ("Dienstag nächster Woche vormittags", ["2026-12-08 08:00-12:00"]),
        ("nächste Woche", ["2026-12-07..2026-12-13"]),
        ("am 12.3. um 14 Uhr", ["2027-03-12 14:00"]),
        ("12.03.2027", ["2027-03-12"]),
        ("den 12. März", ["2027-03-12"]),
        ("am 4. Dezember ab 16 Uhr", ["2026-12-04 16:00-24:00"]),
        ("zwischen 14 und 16 Uhr am Donnerstag", ["2026-12-03 14:00-16:00"]),
        ("Donnerstag 14-16 Uhr", ["2026-12-03 14:00-16:00"]),
        ("in zwei Wochen", ["2026-12-14..2026-12-20"]),
        ("Donnerstags kann ich nicht. Montags geht.", ["2026-12-03", "2026-12-07"]),
        ("nicht am Freitag, lieber Montag", ["not 2026-12-04", "2026-12-07"]),
        ("viertel nach neun am Mittwoch", ["2026-12-02 09:15", "2026-12-02 21:15"]),
        ("Heute abend", ["2026-12-01 17:00-22:00"]),
    ]

    static let spanish: [(String, [String])] = [
        ("¿El viernes a las tres y media de la tarde?", ["2026-12-04 15:30"]),
        ("mañana por la mañana", ["2026-12-02 06:00-13:00"]),
        ("pasado mañana a las 10:00", ["2026-12-03 10:00", "2026-12-03 22:00"]),
        ("el próximo viernes", ["2026-12-04", "2026-12-11"]),
        ("el viernes que viene", ["2026-12-04", "2026-12-11"]),
        ("la semana que viene", ["2026-12-07..2026-12-13"]),
        ("el 12 de marzo de 2027", ["2027-03-12"]),
        ("12/3", ["2027-03-12"]),
        ("entre las 16 y las 18 el jueves", ["2026-12-03 16:00-18:00"]),
        ("el jueves después de las 17 h", ["2026-12-03 17:00-24:00"]),
        ("no puedo el lunes", ["not 2026-12-07"]),
        ("dentro de tres días", ["2026-12-04"]),
    ]

    static let french: [(String, [String])] = [
        ("vendredi à 15h30", ["2026-12-04 15:30"]),
        ("vendredi à 15 h", ["2026-12-04 15:00"]),
        ("demain matin", ["2026-12-02 06:00-12:00"]),
        ("après-demain après-midi", ["2026-12-03 12:00-18:00"]),
        ("vendredi prochain", ["2026-12-04", "2026-12-11"]),
        ("la semaine prochaine", ["2026-12-07..2026-12-13"]),
        ("le 12 mars 2027 à 9h", ["2027-03-12 09:00", "2027-03-12 21:00"]),
        ("le 1er mars", ["2027-03-01"]),
        ("jeudi entre 14h et 16h", ["2026-12-03 14:00-16:00"]),
        ("jeudi avant 10h00", ["2026-12-03 00:00-10:00", "2026-12-03 00:00-22:00"]),
        ("pas lundi", ["not 2026-12-07"]),
        ("trois heures et demie jeudi", ["2026-12-03 03:30", "2026-12-03 15:30"]),
        ("jeudi à midi", ["2026-12-03 12:00"]),
    ]

    @Test("English", arguments: TimeGrammarTests.english)
    func readsEnglish(_ text: String, _ expected: [String]) throws {
        #expect(try read(text, "en") == expected)
    }

    @Test("German", arguments: TimeGrammarTests.german)
    func readsGerman(_ text: String, _ expected: [String]) throws {
        #expect(try read(text, "de") == expected)
    }

    @Test("Spanish", arguments: TimeGrammarTests.spanish)
    func readsSpanish(_ text: String, _ expected: [String]) throws {
        #expect(try read(text, "es-MX") == expected)
    }

    @Test("French", arguments: TimeGrammarTests.french)
    func readsFrench(_ text: String, _ expected: [String]) throws {
        #expect(try read(text, "fr") == expected)
    }

    @Test("In the United States the month comes first")
    func american() throws {
        #expect(try read("3/4 at 2pm", "en-US") == ["2027-03-04 14:00"])
    }

    @Test(
        "Without a known language the one in which the most is said is taken",
        arguments: [
            ("Friday at 3pm, please", TimeLanguage.english),
            ("Am Freitag um 15 Uhr, bitte", .german),
            ("El viernes a las 15 h, por favor", .spanish),
            ("Vendredi à 15h, merci", .french),
        ]
    )
    func unknownLanguage(_ text: String, _ language: TimeLanguage) throws {
        let reading = TimeGrammar.read(text, at: try Self.now())
        #expect(reading.language == language)
        #expect(reading.wishes.map(Self.line) == ["2026-12-04 15:00"])
    }

    @Test(
        "A stated language counts, unless more is said in another one",
        arguments: [
            ("Geht es am Donnerstag um 10 Uhr?", "en", "2026-12-03 10:00"),
            ("El jueves a las 10 h", "en", "2026-12-03 10:00"),
            ("Thursday at 10am", "de", "2026-12-03 10:00"),
            ("on 3/4/2027 at 10:00", "en-US", "2027-03-04 10:00"),
            ("on 3/4/2027 at 10:00", "de", "2027-04-03 10:00"),
        ]
    )
    func statedLanguage(_ text: String, _ tag: String, _ expected: String) throws {
        #expect(try read(text, tag).contains(expected))
        #expect(try read(text, tag).allSatisfy { $0.hasPrefix(expected.prefix(10)) })
    }

    @Test(
        "A reason stands where no time can be told",
        arguments: [
            ("", TimeReading.GaveUp.noTime), ("I would like an appointment", .noTime),
            ("call me on 030 1234567", .noTime), ("Friday, 11 March 2027", .contradiction),
            ("today at 8:30 am", .past), ("on 30 November 2026", .past),
            ("31 February", .noTime), ("at 99:99", .noTime),
        ]
    )
    func gaveUp(_ text: String, _ reason: TimeReading.GaveUp) throws {
        let reading = TimeGrammar.read(text, language: "en", at: try Self.now())
        #expect(reading.gaveUp == reason)
        #expect(reading.wishes == [])
    }

    @Test("More times than the limit are given up")
    func tooMany() throws {
        let text = (1...28).map { "\($0) March" }.joined(separator: " or ")
        let reading = TimeGrammar.read(text, language: "en", at: try Self.now())
        #expect(reading.gaveUp == .tooMany)
        #expect(reading.wishes == [])
    }

    @Test("What was said and what was added stand apart")
    func parts() throws {
        let friday = TimeGrammar.read("Friday at 3", language: "en", at: try Self.now()).wishes
        #expect(friday.map(\.known) == [[.weekday, .hour], [.weekday, .hour]])
        #expect(
            friday.map(\.implied.rawValue).allSatisfy { $0 & TimeWish.Parts.half.rawValue != 0 }
        )
        let exact = TimeGrammar.read("12.03.2027, 14:30", language: "de", at: try Self.now()).wishes
        #expect(exact.map(\.known) == [[.year, .month, .day, .hour, .minute, .half]])
        #expect(exact.map(\.implied) == [[]])
    }

    @Test("Any bytes are read, bounded, and the same each time")
    func robust() throws {
        let seed: UInt64 = 0x71_3E
        var random = SeededBytes(seed: seed)
        let texts = Self.english + Self.german + Self.spanish + Self.french
        let now = try Self.now()
        for round in 0..<3_000 {
            let bytes = random.mutated(Array(texts[random.below(texts.count)].0.utf8))
            let text = String(decoding: bytes, as: UTF8.self)
            let reading = TimeGrammar.read(text, at: now)
            #expect(reading == TimeGrammar.read(text, at: now), "seed \(seed), round \(round)")
            #expect(reading.wishes.count <= WordLimits.wishesMax)
            #expect(reading.wishes.isEmpty == (reading.gaveUp != nil))
            for wish in reading.wishes {
                #expect(wish.first <= wish.last && wish.first >= now.date)
                #expect(0 <= wish.fromMinute && wish.fromMinute <= wish.throughMinute)
                #expect(wish.throughMinute <= 1_440)
            }
        }
    }
}
