import DaybookDomain
import Testing

@Suite("Which of several free resources is taken")
struct ChoiceTests {
    private func clinic(_ choice: ChoicePolicy) -> SmallClinic {
        var clinic = SmallClinic()
        clinic.resources = 3
        clinic.service.groups = [ResourceGroup(name: "any", resources: [2, 3, 1])]
        clinic.service.choice = choice
        return clinic
    }

    private func book(_ times: [String], _ diary: inout Diary) throws -> [UInt16] {
        try times.map { time in
            let start = try minute("2026-05-\(time):00Z")
            return try diary.perform(.book(TimeRequest(service: 1, start: start)))[0].resource
        }
    }

    @Test(
        "by each policy",
        arguments: [
            (ChoicePolicy.firstFree, [2, 2, 2, 2, 3] as [UInt16]),
            (.leastBooked, [2, 3, 1, 2, 3]), (.roundRobin, [2, 3, 1, 2, 3]),
        ]
    )
    func order(choice: ChoicePolicy, expected: [UInt16]) throws {
        var diary = try clinic(choice).diary(at: "2026-05-04T00:00:00Z")
        let times = ["04T09:00", "04T10:00", "05T09:00", "06T09:00", "06T09:00"]
        #expect(try book(times, &diary) == expected)
    }

    @Test("the least booked counts minutes within a week of the start, not bookings")
    func leastBooked() throws {
        var clinic = clinic(.leastBooked)
        var long = clinic.service
        long.number = 2
        long.duration = 90
        clinic.more = [long]
        var diary = try clinic.diary(at: "2026-05-04T00:00:00Z")
        let nine = try minute("2026-05-04T09:00:00Z")
        try diary.perform(.book(TimeRequest(service: 2, resource: 2, start: nine)))
        for step in [0, 60] {
            for resource in [3, 1] as [UInt16] {
                let start = nine.advanced(by: step)
                try diary.perform(
                    .book(TimeRequest(service: 1, resource: resource, start: start))
                )
            }
        }
        // 90 minutes against twice 30; after a week and more all are equal again.
        #expect(try book(["05T09:00", "20T09:00"], &diary) == [3, 2])
    }

    @Test("a turn is taken when a time is held, once, and passes over who is busy")
    func turns() throws {
        var diary = try clinic(.roundRobin).diary(at: "2026-05-04T00:00:00Z")
        let nine = try minute("2026-05-04T09:00:00Z")
        let hold = try diary.perform(.hold(TimeRequest(service: 1, start: nine), minutes: 30))
        #expect(hold[0].resource == 2)
        try diary.perform(.confirmHold(subject: hold[0].subject, party: 0))
        try diary.perform(.block(resource: 3, start: nine, length: 30))
        #expect(try book(["04T09:00", "04T10:00"], &diary) == [1, 2])
    }

    @Test("a replay of the facts gives the next turn to the same", arguments: ChoicePolicy.allCases)
    func replayed(choice: ChoicePolicy) throws {
        var diary = try clinic(choice).diary(at: "2026-05-04T00:00:00Z")
        _ = try book(["04T09:00", "04T09:00", "05T10:00", "06T11:00"], &diary)
        var again = Diary(at: diary.now)
        for fact in diary.facts { again.record(fact, body: diary.bodies[fact.sequence]) }
        let next = Command.book(
            TimeRequest(service: 1, start: try minute("2026-05-07T09:00:00Z"))
        )
        #expect(try again.decide(next).facts == diary.decide(next).facts)
    }
}
