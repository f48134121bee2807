import DaybookDomain
import Testing

@Suite("Opening hours")
struct OpeningHoursTests {
    private static let zones = [
        "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu",
        "America/Santiago", "Africa/Casablanca", "Pacific/Apia", "Asia/Beirut", "America/St_Johns",
    ]

    /// Random hours whose intervals open before noon of their day or last past midnight, with
    /// exceptions of every kind around the middle of the stretch.
    private func random(_ random: inout SeededGenerator, day: Int32) throws -> OpeningHours {
        func intervals() -> [WallInterval] {
            (0..<Int.random(in: 0...3, using: &random)).compactMap { _ in
                let open = Int.random(in: 0..<288, using: &random) * 5
                let longest = Bool.random(using: &random) ? 100 : 288
                let length = Int.random(in: 1...longest, using: &random)
                return WallInterval(open: open, close: min(open + length * 5, 2_880))
            }
        }
        var weekly = WeeklyHours()
        for weekday in Weekday.allCases { try weekly.set(intervals(), on: weekday) }
        var exceptions: [HoursException] = []
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            let effect: HoursException.Effect
            switch Int.random(in: 0...3, using: &random) {
            case 0: effect = .closed
            case 1: effect = .replaced(by: intervals())
            case 2: effect = .extra(intervals())
            default: effect = .without(intervals())
            }
            let date = CivilDate(dayNumber: day + .random(in: 0...6, using: &random))
            let layer = HoursException.Layer.allCases.randomElement(using: &random) ?? .block
            exceptions.append(try HoursException(on: date, effect, layer: layer))
        }
        let name = Self.zones.randomElement(using: &random) ?? "UTC"
        return try OpeningHours(
            weekly: weekly,
            exceptions: exceptions,
            zone: ZoneFiles.rules(name)
        )
    }

    /// A day close to a change of the clock, where the zone has one between 2000 and 2100.
    private func interestingDay(_ zone: ZoneRules, _ random: inout SeededGenerator) -> Int32 {
        let changes = (0..<zone.transitionCount).map { zone.transition(at: $0).second / 86_400 }
            .filter { (10_957..<47_482).contains($0) }
        return Int32(changes.randomElement(using: &random) ?? 20_000)
    }

    @Test(
        "agree with a list of open minutes, second sums and due times too",
        arguments: 1...60 as ClosedRange<UInt64>
    )
    func againstTheList(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let first = try self.random(&random, day: 0)
        let day = interestingDay(first.zone, &random)
        var exceptions: [HoursException] = []
        for exception in first.exceptions {
            let date = exception.date.advanced(by: Int(day) - 3)
            exceptions.append(
                try HoursException(on: date, exception.effect, layer: exception.layer)
            )
        }
        let hours = try OpeningHours(weekly: first.weekly, exceptions: exceptions, zone: first.zone)
        let start = Int64(day - 5) * 86_400
        let naive = NaiveHours(hours, from: start, days: 12)

        let lower = Minute(Int32(start / 60))
        let window = lower..<lower.advanced(by: 12 * 1_440)
        let set = hours.openMinutes(in: window)
        let wrong = naive.isOpen.indices.filter {
            naive.isOpen[$0] != set.contains(lower.advanced(by: $0))
        }
        #expect(wrong.isEmpty, "seed \(seed): minutes \(wrong.prefix(5)) of \(wrong.count)")
        var last: Minute?
        hours.forEachOpenRange(in: window) {
            #expect(last == nil || last ?? lower < $0.lowerBound, "seed \(seed): merged, in order")
            last = $0.upperBound
        }

        for _ in 0..<40 {
            let from = Int64.random(in: 0..<(12 * 86_400), using: &random)
            let to = Int64.random(in: 0..<(12 * 86_400), using: &random)
            var expected: Int64 = 0
            if from < to {
                for minute in (from / 60)...((to - 1) / 60) where naive.isOpen[Int(minute)] {
                    expected += min(to, minute * 60 + 60) - max(from, minute * 60)
                }
            }
            let sum = hours.openSeconds(
                from: Instant(milliseconds: (start + from) * 1_000 + 999),
                to: Instant(milliseconds: (start + to) * 1_000 + 1)
            )
            #expect(sum == expected, "seed \(seed): \(from) to \(to)")

            guard expected > 0 else { continue }
            let due = try #require(
                hours.due(
                    after: Instant(seconds: start + from),
                    openSeconds: expected
                ),
                "seed \(seed)"
            )
            let upTo = hours.openSeconds(from: Instant(seconds: start + from), to: due)
            #expect(upTo == expected && due <= Instant(seconds: start + to), "seed \(seed)")
            #expect(hours.isOpen(at: Instant(seconds: due.seconds - 1)), "seed \(seed)")
        }
    }

    @Test("put a higher layer above a lower one, whatever the order they are given in")
    func layers() throws {
        let date = CivilDate(dayNumber: 20_000)
        let morning = try #require(WallInterval(open: 480, close: 720))
        let evening = try #require(WallInterval(open: 1_080, close: 1_200))
        let late = try #require(WallInterval(open: 1_140, close: 1_200))
        let given = [
            try HoursException(on: date, .without([late]), layer: .block),
            try HoursException(on: date, .extra([evening]), layer: .holiday),
            try HoursException(on: date, .replaced(by: [morning]), layer: .exception),
            try HoursException(on: date, .closed, layer: .holiday),
        ]
        for exceptions in [given, given.reversed()] {
            let hours = try OpeningHours(weekly: .always, exceptions: exceptions, zone: .utc)
            #expect(hours.intervals(on: date) == [WallInterval(open: 1_080, close: 1_140)])
            #expect(
                hours.intervals(on: date.advanced(by: 1)) == [WallInterval(open: 0, close: 1_440)]
            )
        }
    }

    @Test("leave a night shift its hours after midnight when the next day is closed")
    func nightShift() throws {
        let night = try #require(WallInterval(open: 1_320, close: 1_560))
        let closed = try HoursException(on: CivilDate(dayNumber: 20_001), .closed)
        let hours = try OpeningHours(
            weekly: WeeklyHours([night]),
            exceptions: [closed],
            zone: .utc
        )
        let midnight = Instant(seconds: 20_001 * 86_400)
        #expect(hours.isOpen(at: midnight))
        #expect(hours.openSeconds(from: midnight, to: Instant(seconds: 20_002 * 86_400)) == 7_200)
    }

    @Test("that never open are never due, and always open are due at once")
    func never() throws {
        let closed = try OpeningHours(weekly: WeeklyHours(), zone: .utc)
        let start = Instant(milliseconds: 1_234)
        #expect(closed.due(after: start, openSeconds: 1) == nil)
        #expect(closed.due(after: start, openSeconds: 0) == Instant(seconds: 1))
        #expect(closed.nextOpening(atOrAfter: start) == nil)
        let always = OpeningHours.always(in: .utc)
        #expect(always.due(after: start, openSeconds: 3_600) == Instant(seconds: 3_601))
        #expect(always.due(after: start, openSeconds: 6 * 366 * 86_400) == nil)
        #expect(always.openSeconds(from: start, to: start) == 0)
        #expect(always.openSeconds(from: Instant(seconds: 9), to: start) == 0)
    }

    @Test("answer at the ends of the time line, and bound a sum at a hundred years")
    func extremes() throws {
        let hours = OpeningHours.always(in: try ZoneFiles.rules("Europe/Berlin"))
        let (past, future) = (Instant(milliseconds: .min), Instant(milliseconds: .max))
        #expect(hours.openSeconds(from: past, to: future) == 36_525 * 86_400)
        #expect(hours.openSeconds(from: future, to: past) == 0)
        #expect(hours.due(after: future, openSeconds: .max) == nil)
        #expect(hours.due(after: past, openSeconds: 60) != nil)
    }

    @Test("refuse intervals out of range, and too many of them")
    func limits() throws {
        for (open, close) in [(-1, 10), (10, 10), (10, 9), (2_880, 2_900), (0, 2_881)] {
            #expect(WallInterval(open: open, close: close) == nil)
        }
        #expect(WallInterval(open: .min, close: .max) == nil)
        let interval = try #require(WallInterval(open: 0, close: 10))
        let many = Array(repeating: interval, count: 49)
        #expect(throws: HoursError.tooManyIntervals) { try WeeklyHours(many) }
        #expect(throws: HoursError.tooManyIntervals) {
            try HoursException(on: CivilDate(dayNumber: 0), .extra(many))
        }
        #expect(try WeeklyHours(many.dropLast()) == WeeklyHours([interval]))
    }
}
