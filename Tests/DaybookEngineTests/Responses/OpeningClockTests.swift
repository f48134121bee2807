import DaybookDomain
import Testing

@testable import DaybookEngine

@Suite("Opening seconds by the hours in force at each moment")
struct OpeningClockTests {
    private func clinic(_ location: Location, zone: String) throws -> Clinic {
        var clinic = Clinic()
        let rules = try WaitingClinic.rules(zone)
        clinic.apply(.zone(Zone(number: 1, name: zone, release: "test", rules: rules)))
        clinic.apply(.location(location))
        return clinic
    }

    private func at(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

    @Test("a change of hours counts from when it was recorded, and what was before stays")
    func change() throws {
        var clock = OpeningClock()
        let early = try WaitingClinic.location(hours: WaitingClinic.hours([(480, 720)]))
        let late = try WaitingClinic.location(hours: WaitingClinic.hours([(480, 1_080)]))
        clock.define(try clinic(early, zone: "UTC"), at: try at("2026-03-01T00:00:00Z"))
        // Tuesday at ten: open until twelve, and from now on until six.
        clock.define(try clinic(late, zone: "UTC"), at: try at("2026-03-03T10:00:00Z"))
        let day = try (at("2026-03-02T00:00:00Z"), at("2026-03-04T00:00:00Z"))
        #expect(clock.seconds(of: 1, from: day.0, to: day.1) == (4 + 2 + 8) * 3_600)
        let before = try at("2026-02-27T00:00:00Z")
        #expect(clock.seconds(of: 1, from: before, to: day.0) == 4 * 3_600, "as first recorded")
        #expect(clock.seconds(of: 2, from: day.0, to: day.1) == 0)
        #expect(clock.seconds(of: 1, from: day.1, to: day.0) == 0)
    }

    @Test("running sums give what walking the hours gives", arguments: UInt64(1)...12)
    func sums(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let zone = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"][Int(seed % 3)]
        let holiday = try #require(CivilDate(year: 2026, month: 3, day: 30))
        let place = try WaitingClinic.location(
            hours: WaitingClinic.hours([(480, 720), (810, 1_439)], on: Weekday.allCases),
            exceptions: [HoursException(on: holiday, .closed, layer: .holiday)]
        )
        let clinic = try clinic(place, zone: zone)
        let hours = try #require(clinic.openingHours(ofLocation: 1))
        var clock = OpeningClock()
        let origin = try at("2026-02-15T00:00:00Z").milliseconds
        clock.define(clinic, at: Instant(milliseconds: origin))
        for _ in 0..<200 {
            let first = origin + Int64.random(in: -9_000_000_000...9_000_000_000, using: &random)
            let last = first + Int64.random(in: 0...5_000_000_000, using: &random)
            let from = Instant(milliseconds: first)
            let to = Instant(milliseconds: last)
            #expect(
                Int64(clock.seconds(of: 1, from: from, to: to))
                    == hours.openSeconds(from: from, to: to),
                "seed \(seed), \(first) to \(last)"
            )
        }
    }

    @Test("a location out of use is closed from then on")
    func withdrawn() throws {
        var clock = OpeningClock()
        let place = try WaitingClinic.location(
            hours: WaitingClinic.hours([(0, 1_440)], on: Weekday.allCases)
        )
        var clinic = try clinic(place, zone: "UTC")
        clock.define(clinic, at: try at("2026-03-02T00:00:00Z"))
        clinic.apply(.withdrawLocation(1))
        clock.define(clinic, at: try at("2026-03-02T06:00:00Z"))
        let seconds = try clock.seconds(
            of: 1,
            from: at("2026-03-02T00:00:00Z"),
            to: at("2026-03-03T00:00:00Z")
        )
        #expect(seconds == 6 * 3_600)
    }
}
