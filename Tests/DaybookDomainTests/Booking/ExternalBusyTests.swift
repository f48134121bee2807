import DaybookDomain
import Testing

@Suite("Time that another system takes")
struct ExternalBusyTests {
    private func words(_ diary: Diary) -> [UInt64] {
        var state = SlotState()
        // Only what of the log is about other systems' time: when it was recorded is another matter.
        for var fact in diary.facts {
            fact.recordedAt = Instant(milliseconds: 0)
            state.apply(fact) { diary.bodies[fact.sequence] }
        }
        var words: [UInt64] = []
        state.forEachWord { words.append($0) }
        return words
    }

    @Test("taken time is neither offered nor accepted, and is free again when it is given up")
    func setAndCleared() throws {
        var diary = try SmallClinic().diary(at: "2026-05-04T00:00:00Z")
        let nine = try minute("2026-05-04T09:00:00Z")
        let busy = ExternalBusy(version: 1, resources: [1], start: nine, length: 30)
        let facts = try diary.perform(.importBusy(busy))
        #expect(facts.map(\.kind) == [.externalBusySet, .timeBlocked])
        #expect(diary.offered(1, nine..<nine.advanced(by: 1)).isEmpty)
        let request = TimeRequest(service: 1, start: nine)
        #expect(diary.reason(.book(request)) == .blocked)
        #expect(
            diary.explain(request).groups[0].members[0].obstacles[0].facts == [facts[1].sequence]
        )
        #expect(diary.reason(.unblock(subject: facts[0].subject)) == .unknown)

        var cleared = ExternalBusy(clearedIn: 2)
        cleared.entry = facts[0].sequence
        let lifted = try diary.perform(.importBusy(cleared))
        #expect(lifted.map(\.kind) == [.timeUnblocked, .externalBusyCleared])
        #expect(diary.offered(1, nine..<nine.advanced(by: 1)) == [nine])
        #expect(diary.reason(.importBusy(cleared)) == .unchanged)
    }

    /// An occurrence that was moved, then taken out by a newer sequence: what is newest wins,
    /// whatever comes last.
    @Test("14: versions in any order come to the newest one", arguments: 0..<60)
    func anyOrder(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var clinic = SmallClinic()
        clinic.resources = 3
        let nine = try minute("2024-08-19T09:00:00Z")
        var versions: [ExternalBusy] = []
        for version in 0..<UInt32.random(in: 2...6, using: &random) {
            if Int.random(in: 0..<4, using: &random) == 0 {
                versions.append(ExternalBusy(clearedIn: version))
                continue
            }
            let count = Int.random(in: 1...3, using: &random)
            versions.append(
                ExternalBusy(
                    version: version,
                    resources: Array([1, 2, 3].shuffled(using: &random).prefix(count)),
                    start: nine.advanced(by: .random(in: 0...4, using: &random) * 15),
                    length: .random(in: 1...90, using: &random)
                )
            )
        }
        let newest = try #require(versions.last)
        var expected = try clinic.diary(at: "2024-08-01T00:00:00Z")
        try expected.perform(.importBusy(newest))
        for _ in 0..<4 {
            var diary = try clinic.diary(at: "2024-08-01T00:00:00Z")
            var entry: UInt64 = 0
            // Some come twice.
            let order = (versions + versions.prefix(2)).shuffled(using: &random)
            for var version in order {
                version.entry = entry
                let facts = try? diary.perform(.importBusy(version))
                if entry == 0 { entry = facts?.first?.sequence ?? 0 }
            }
            let day = nine.advanced(by: -600)..<nine.advanced(by: 600)
            for resource in UInt16(1)...3 {
                let got = diary.state.periods(of: resource, in: day, now: diary.now)
                let wanted = expected.state.periods(of: resource, in: day, now: expected.now)
                #expect(got == wanted, "seed \(seed)")
            }
            let folded = ExternalEntry(history: diary.history(of: entry))
            #expect(folded.isSet == !newest.isCleared, "seed \(seed)")
            #expect(folded.version == newest.version, "seed \(seed)")
        }
    }

    @Test("a booking in the way stays, and the conflict is a fact until it is settled")
    func conflict() throws {
        var diary = try SmallClinic().diary(at: "2026-05-04T00:00:00Z")
        let nine = try minute("2026-05-04T09:00:00Z")
        let booked = try diary.perform(.book(TimeRequest(service: 1, start: nine)))[0].subject
        let busy = ExternalBusy(
            version: 1,
            resources: [1],
            start: nine.advanced(by: 15),
            length: 60
        )
        let facts = try diary.perform(.importBusy(busy))
        #expect(facts.map(\.kind) == [.externalBusySet, .timeBlocked, .conflictFound])
        #expect(facts[2].cause == facts[0].sequence)
        #expect(diary.status(of: booked) == .booked)
        var entry: ExternalEntry { ExternalEntry(history: diary.history(of: facts[0].sequence)) }
        #expect(entry.openConflicts == [facts[2].sequence])

        // A newer version of the same time says nothing new about it.
        var same = busy
        same.entry = facts[0].sequence
        same.version = 2
        #expect(try diary.perform(.importBusy(same)).map(\.kind) == [.externalBusySet])
        #expect(entry.openConflicts == [facts[2].sequence])

        try diary.perform(.settleConflict(conflict: facts[2].sequence))
        #expect(entry.openConflicts.isEmpty)
        #expect(diary.reason(.settleConflict(conflict: facts[2].sequence)) == .unchanged)
        #expect(diary.reason(.settleConflict(conflict: facts[0].sequence)) == .unknown)
        #expect(diary.reason(.settleConflict(conflict: booked)) == .unknown)
    }

    @Test("a live hold is in the way too, one that ran out is not")
    func holds() throws {
        let nine = try minute("2026-05-04T09:00:00Z")
        for (minutes, expected) in [(0, 1), (9, 1), (10, 0)] {
            var diary = try SmallClinic().diary(at: "2026-05-04T00:00:00Z")
            try diary.perform(.hold(TimeRequest(service: 1, start: nine), minutes: 10))
            diary.now = diary.now.advanced(byMilliseconds: Int64(minutes) * 60_000)
            let busy = ExternalBusy(version: 1, resources: [1], start: nine, length: 5)
            let facts = try diary.perform(.importBusy(busy))
            #expect(facts.count { $0.kind == .conflictFound } == expected)
        }
    }

    @Test("what can't be taken over is refused, and at the ends of time nothing traps")
    func refused() throws {
        var diary = try SmallClinic().diary(at: "2026-05-04T00:00:00Z")
        let nine = try minute("2026-05-04T09:00:00Z")
        func reason(_ resources: [UInt16], _ length: UInt16, entry: UInt64 = 0) -> Reason {
            var busy = ExternalBusy(version: 1, resources: resources, start: nine, length: length)
            busy.entry = entry
            return diary.reason(.importBusy(busy))
        }
        #expect(reason([1], 0) == .outOfRange)
        #expect(reason([], 30) == .outOfRange)
        #expect(reason([1, 1], 30) == .outOfRange)
        #expect(reason(Array(1...17), 30) == .outOfRange)
        #expect(reason([9], 30) == .notConfigured)
        #expect(reason([1], 30, entry: 1) == .unknown)
        #expect(reason([1], 30, entry: 4_711) == .unknown)
        for start in [Int32.min, -1, .max] {
            let busy = ExternalBusy(
                version: .max,
                resources: [1],
                start: Minute(start),
                length: .max
            )
            let facts = try diary.perform(.importBusy(busy))
            var cleared = ExternalBusy(clearedIn: .max)
            cleared.entry = facts[0].sequence
            try diary.perform(.importBusy(cleared))
        }
        #expect(words(diary) == words(try SmallClinic().diary(at: "2026-05-04T00:00:00Z")))
    }
}
