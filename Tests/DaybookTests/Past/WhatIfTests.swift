import Daybook
import DaybookTesting
import Testing

@Suite("What if the clinic had been another")
struct WhatIfTests {
    @Test("with the same clinic every request fares as it did", arguments: [21, 22, 23])
    func sameClinic(seed: UInt64) throws {
        let temporary = try TemporaryBook(start: Instant(milliseconds: 0))
        var plan = SimulationPlan(seed: seed, facts: 4_000)
        plan.resources = 10
        plan.weeks = 2
        _ = try Book.simulate(at: temporary.directory + "/a", plan)
        let book = try Book(opening: temporary.directory + "/a")
        let end = try book.head().sequence
        for first in [1, end / 3, end * 2 / 3] {
            let report = try book.whatIf([], from: first)
            #expect(report.asked > 100, "seed \(seed)")
            #expect(report.cases == [], "seed \(seed), from \(first)")
            #expect(report.gained == 0 && report.lost == 0)
            #expect(report.wouldBeAccepted == report.accepted)
            for (reason, counts) in report.refusals {
                #expect(counts.were == counts.would, "seed \(seed), \(reason.name)")
            }
        }
    }

    /// A clinic of one or more practitioners, open in the morning until some hour.
    private func clinic(practitioners: Int, until hour: Int = 12) -> [UInt8] {
        let ids = (1...practitioners).map { "dr-\($0)" }
        let days = ["mon", "tue", "wed", "thu", "fri"]
            .map { "\"\($0)\": [\"08:00-\(hour < 10 ? "0" : "")\(hour):00\"]" }
        let resources = ids.map {
            "{\"id\": \"\($0)\", \"name\": \"\($0)\", \"role\": \"practitioner\","
                + " \"location\": \"here\"}"
        }
        return Array(
            """
            {
              "clinic": { "id": "test", "name": "Test", "zone": "Europe/Berlin" },
              "locations": [{ "id": "here", "name": "Here", "zone": "Europe/Berlin",
                              "hours": { \(days.joined(separator: ", ")) } }],
              "resources": [\(resources.joined(separator: ", "))],
              "services": [{ "id": "visit", "name": "Visit", "duration": 30, "alignment": 30,
                             "groups": [{ "name": "practitioner",
                                          "any": [\(ids.map { "\"\($0)\"" }
                                                    .joined(separator: ", "))] }] }],
              "channels": {}
            }
            """.utf8
        )
    }

    @Test("another practitioner, shorter hours: who gains, who loses, and what follows from it")
    func otherClinic() async throws {
        let start = try #require(Instant(rfc3339: "2026-11-23T06:00:00Z"))
        let temporary = try TemporaryBook(start: start)
        let book = try temporary.open()
        try await book.configure(clinic(practitioners: 1), actor: "anna")
        let service = try #require(try book.clinic().service(key: "visit")).number
        let nine = start.minute.advanced(by: 120)
        let eleven = start.minute.advanced(by: 240)
        func ask(_ minute: Minute) async throws -> Receipt {
            try await book.submit(.book(TimeRequest(service: service, start: minute)))
        }
        let first = try await ask(nine)
        #expect(first.refusal == nil)
        #expect(try await ask(nine).refusal?.reason == .taken)
        #expect(try await ask(nine).refusal?.reason == .taken)
        #expect(try await ask(eleven).refusal == nil)
        try await book.submit(.cancel(subject: first.first, reason: .patient))
        #expect(try await ask(nine).refusal == nil)
        let end = try book.head().sequence

        let two = try book.whatIf(try book.difference(to: clinic(practitioners: 2)))
        // The second at nine gets the other practitioner, the third nobody; the last finds both
        // taken by then but for the cancelled one.
        #expect((two.asked, two.accepted, two.wouldBeAccepted) == (5, 3, 4))
        #expect((two.gained, two.lost) == (1, 0))
        #expect(two.cases.map(\.was) == [.taken])
        #expect(two.cases.map(\.would) == [nil])

        let short = try book.whatIf(try book.difference(to: clinic(practitioners: 1, until: 11)))
        #expect((short.gained, short.lost) == (0, 1))
        #expect(short.cases.map(\.would) == [.outsideHours])
        #expect(short.cases.map(\.start) == [eleven])

        #expect(try book.head().sequence == end, "a question appends nothing")
    }

    @Test("what another system took stays taken, and what is only said changes nothing")
    func otherSystems() async throws {
        let start = try #require(Instant(rfc3339: "2026-11-23T06:00:00Z"))
        let temporary = try TemporaryBook(start: start)
        let book = try temporary.open()
        try await book.configure(clinic(practitioners: 1), actor: "anna")
        let service = try #require(try book.clinic().service(key: "visit")).number
        let nine = start.minute.advanced(by: 120)
        let entry = ExternalAppointment(
            id: "theirs",
            version: 1,
            resources: ["dr-1"],
            start: nine,
            length: 30
        )
        let imported = try await book.importBusy([entry], from: "his")
        #expect(imported.map(\.outcome) == [.set])
        func ask(_ minute: Minute) async throws -> Receipt {
            try await book.submit(.book(TimeRequest(service: service, start: minute)))
        }
        #expect(try await ask(nine).refusal?.reason == .blocked)
        let visit = try await ask(nine.advanced(by: 30)).first
        try await book.submit(.amend(subject: visit, Amendment(priority: 2)))
        _ = try await book.recordResponse(to: visit, .declined, actor: "anna")
        try await book.submit(.cancel(subject: visit, reason: .patient))
        let report = try book.whatIf([])
        #expect(report.asked == 2 && report.accepted == 1)
        #expect(report.cases == [] && report.wouldBeAccepted == 1)
    }
}
