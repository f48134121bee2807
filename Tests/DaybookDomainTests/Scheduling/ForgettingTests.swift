import DaybookDomain
import Testing

@Suite("What is kept follows what is open, not history")
struct ForgettingTests {
    /// A clinic of two, full every day: visits, sessions, holds, blocks, moves and cancellations.
    private func play(
        days: Int,
        _ diary: inout Diary,
        _ random: inout SeededGenerator,
        each: (Int, SlotState) -> Void
    ) throws {
        for day in 0..<days {
            diary.now = diary.now.advanced(byMilliseconds: 86_400_000)
            let base = diary.now.minute
            for slot in 0..<8 {
                let start = base.advanced(by: 1_440 + slot * 60)
                let service: UInt16 = slot % 4 == 0 ? 2 : 1
                let request = TimeRequest(service: service, start: start)
                guard let fact = try? diary.perform(.book(request)).first else { continue }
                switch Int.random(in: 0..<6, using: &random) {
                case 0: try diary.perform(.cancel(subject: fact.subject, reason: .patient))
                case 1:
                    let later = start.advanced(by: 1_440 * 3 + 30)
                    _ = try? diary.perform(
                        .reschedule(subject: fact.subject, start: later, resource: 0)
                    )
                case 2:
                    let hold = TimeRequest(service: 1, start: start.advanced(by: 1_440 * 7))
                    _ = try? diary.perform(.hold(hold, minutes: 30))
                default: break
                }
            }
            if day % 9 == 0 {
                try diary.perform(
                    .block(resource: 1, start: base.advanced(by: 4_000), length: 300)
                )
            }
            each(day, diary.state)
        }
    }

    private func clinic() -> SmallClinic {
        var clinic = SmallClinic()
        clinic.resources = 2
        clinic.service.groups = [ResourceGroup(name: "who", resources: [1, 2])]
        clinic.service.bufferAfter = 10
        var session = Service(number: 2, key: "group", name: "Group", duration: 60)
        session.capacity = 3
        session.groups = [ResourceGroup(name: "who", resources: [2])]
        clinic.more = [session]
        return clinic
    }

    @Test("three years of visits are kept in what the first half year took")
    func size() throws {
        var diary = try clinic().diary(at: "2023-01-02T06:00:00Z")
        var random = SeededGenerator(seed: 3)
        var early = SlotState.Size()
        var late = SlotState.Size()
        try play(days: 3 * 365, &diary, &random) { day, state in
            func grow(_ size: inout SlotState.Size) {
                size.minuteBytes = max(size.minuteBytes, state.size.minuteBytes)
                size.holds = max(size.holds, state.size.holds)
                size.sessions = max(size.sessions, state.size.sessions)
            }
            if day < 180 { grow(&early) } else { grow(&late) }
        }
        #expect(diary.facts.count > 5_000)
        #expect(early.minuteBytes > 0 && early.sessions > 0 && early.holds > 0)
        // A tenth for weeks that are fuller than others.
        #expect(late.minuteBytes <= early.minuteBytes * 11 / 10, "\(late), \(early)")
        #expect(late.sessions <= early.sessions + 16, "\(late), \(early)")
        #expect(late.holds <= early.holds, "\(late), \(early)")
    }

    @Test("what is forgotten decides nothing: the last weeks alone give the same free times")
    func answers() throws {
        var diary = try clinic().diary(at: "2023-01-02T06:00:00Z")
        let definitions = UInt64(diary.facts.count)
        var random = SeededGenerator(seed: 4)
        try play(days: 400, &diary, &random) { _, _ in }
        let cutoff = diary.now.advanced(byMilliseconds: -6 * 7 * 86_400_000)
        var recent = SlotState()
        for fact in diary.facts
        where fact.sequence <= definitions || fact.recordedAt >= cutoff
            || fact.start.instant >= cutoff
        {
            recent.apply(fact) { diary.bodies[fact.sequence] }
        }
        let now = diary.now
        let window = now.minute..<now.minute.advanced(by: 20 * 1_440)
        for number in UInt16(1)...2 {
            let service = try #require(diary.state.clinic.service(number))
            let starts = diary.state.starts(of: service, in: window, now: now)
            #expect(
                starts.first(100_000)
                    == recent.starts(of: service, in: window, now: now).first(100_000)
            )
            #expect(!starts.first(1).isEmpty)
        }
    }

    @Test("a calendar begins where taken time is still known")
    func calendar() throws {
        var diary = try clinic().diary(at: "2023-01-02T06:00:00Z")
        var random = SeededGenerator(seed: 5)
        try play(days: 200, &diary, &random) { _, _ in }
        let now = diary.now.minute
        let window = now.advanced(by: -150 * 1_440)..<now
        let periods = diary.state.periods(of: 1, in: window, now: diary.now)
        #expect(periods.first?.minutes.lowerBound == diary.state.rememberedFrom)
        // Of the whole of it, so also of its first day.
        let first = periods.prefix {
            $0.minutes.lowerBound < diary.state.rememberedFrom.advanced(by: 1_440)
        }
        #expect(first.contains { $0.state == .busy })
        let older = now.advanced(by: -150 * 1_440)..<now.advanced(by: -140 * 1_440)
        #expect(diary.state.periods(of: 1, in: older, now: diary.now).isEmpty)
    }
}
