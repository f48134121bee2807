import DaybookDomain
import Testing

@Suite("The waitlist")
struct WaitlistTests {
    private func clinic(_ policy: WaitlistPolicy = WaitlistPolicy()) -> SmallClinic {
        var clinic = SmallClinic()
        clinic.service.waitlist = policy
        return clinic
    }

    /// A diary on whose one day, Monday the 4th, everything from 09:00 to 11:00 is booked.
    private func full(_ policy: WaitlistPolicy = WaitlistPolicy()) throws -> (Diary, [UInt64]) {
        var clinic = clinic(policy)
        clinic.hours = try WeeklyHours(
            [try #require(WallInterval(open: 540, close: 660))],
            on: [.monday]
        )
        var diary = try clinic.diary(at: "2026-05-04T00:00:00Z")
        let booked = try [0, 30, 60, 90].map { offset in
            try diary.perform(
                .book(
                    TimeRequest(
                        service: 1,
                        start: try minute("2026-05-04T09:00:00Z").advanced(by: offset)
                    )
                )
            )[0].subject
        }
        return (diary, booked)
    }

    private func wish(priority: UInt8 = 0, party: UInt64 = 0) throws -> WaitlistWish {
        var wish = WaitlistWish(
            service: 1,
            party: party,
            window: try minute("2026-05-04T00:00:00Z")..<minute("2026-05-05T00:00:00Z")
        )
        wish.priority = priority
        return wish
    }

    private func join(_ wish: WaitlistWish, _ diary: inout Diary) throws -> UInt64 {
        try diary.perform(.joinWaitlist(wish))[0].sequence
    }

    /// The entries that an advance makes offers to, with the starts; empty when nothing is due.
    private func advance(_ diary: inout Diary) -> [UInt64: Minute] {
        let facts = (try? diary.perform(.advance)) ?? []
        return Dictionary(
            uniqueKeysWithValues: facts.filter { $0.kind == .waitlistOffered }
                .map { ($0.subject, $0.start) }
        )
    }

    @Test("offers a freed time to the first, as a hold that books")
    func freed() throws {
        var (diary, booked) = try full()
        let first = try join(try wish(party: 7), &diary)
        let second = try join(try wish(party: 8), &diary)
        #expect(diary.reason(.advance) == .unchanged)
        try diary.perform(.cancel(subject: booked[2], reason: .patient))
        let facts = try diary.perform(.advance)
        #expect(facts.map(\.kind) == [.holdPlaced, .waitlistOffered])
        let ten = try minute("2026-05-04T10:00:00Z")
        #expect(facts[1].subject == first && facts[1].start == ten)
        #expect(facts[0].party == 7 && facts[0].detail == 1_800)
        #expect(diary.reason(.book(TimeRequest(service: 1, start: ten))) == .held)
        #expect(diary.reason(.advance) == .unchanged, "asked again, nothing is due")
        let group = try diary.perform(.confirmHold(subject: facts[0].subject, party: 7))
        #expect(group.map(\.kind) == [.appointmentBooked, .waitlistLeft])
        #expect(group[1].subject == first && group[1].reason == .booked)
        #expect(diary.state.waitlist.entries.map(\.number) == [second])
    }

    @Test("goes to the next when the first declines, or does not answer", arguments: [true, false])
    func next(declines: Bool) throws {
        var (diary, booked) = try full()
        let first = try join(try wish(), &diary)
        let second = try join(try wish(), &diary)
        try diary.perform(.cancel(subject: booked[0], reason: .patient))
        let hold = try diary.perform(.advance)[0].subject
        if declines {
            let group = try diary.perform(.declineOffer(hold: hold))
            #expect(group.map(\.kind) == [.holdReleased, .waitlistDeclined])
        } else {
            diary.now = diary.now.advanced(byMilliseconds: 1_799_999)
            #expect(diary.reason(.advance) == .unchanged)
            diary.now = diary.now.advanced(byMilliseconds: 1)
        }
        #expect(advance(&diary).keys.sorted() == [second])
        let entry = try #require(diary.state.waitlist.entry(first))
        #expect(entry.offers.map(\.isDeclined) == [declines])
        #expect(diary.reason(.confirmHold(subject: hold, party: 0)) != .none)
    }

    @Test("goes by priority, then by who has waited longer")
    func order() throws {
        var (diary, booked) = try full(WaitlistPolicy(offersAtOnce: 0))
        let entries = try [0, 2, 0, 2].map { try join(try wish(priority: $0), &diary) }
        for subject in booked.prefix(3) {
            try diary.perform(.cancel(subject: subject, reason: .patient))
        }
        let facts = try diary.perform(.advance).filter { $0.kind == .waitlistOffered }
        #expect(facts.map(\.subject) == [entries[1], entries[3], entries[0]])
        #expect(Set(facts.map(\.start)).count == 3)
    }

    @Test("makes no more offers at once than the service allows", arguments: [1, 2, 3] as [UInt8])
    func atOnce(limit: UInt8) throws {
        var (diary, booked) = try full(WaitlistPolicy(offersAtOnce: limit))
        for _ in 0..<4 { _ = try join(try wish(), &diary) }
        for subject in booked { try diary.perform(.cancel(subject: subject, reason: .patient)) }
        #expect(advance(&diary).count == Int(limit))
        #expect(diary.reason(.advance) == .unchanged)
    }

    @Test("never offers the same time to the same twice, and ends after the last try")
    func tries() throws {
        var (diary, booked) = try full(WaitlistPolicy(tries: 2))
        let entry = try join(try wish(), &diary)
        try diary.perform(.cancel(subject: booked[0], reason: .patient))
        #expect(advance(&diary).count == 1)
        diary.now = diary.now.advanced(byMilliseconds: 1_800_000)
        #expect(diary.reason(.advance) == .unchanged, "there is no other time")
        try diary.perform(.cancel(subject: booked[3], reason: .patient))
        #expect(advance(&diary)[entry] == (try minute("2026-05-04T10:30:00Z")))
        diary.now = diary.now.advanced(byMilliseconds: 1_800_000)
        let left = try diary.perform(.advance)
        #expect(left.map(\.kind) == [.waitlistLeft] && left[0].reason == .unanswered)
        #expect(diary.state.waitlist.entries.isEmpty)
    }

    @Test("ends when its window is over")
    func over() throws {
        var (diary, _) = try full()
        _ = try join(try wish(), &diary)
        diary.now = try instant("2026-05-05T00:00:00Z")
        let left = try diary.perform(.advance)
        #expect(left.map(\.kind) == [.waitlistLeft] && left[0].reason == .past)
    }

    @Test("offers only what suits: the days, the hours and the resource wished for")
    func suits() throws {
        var clinic = clinic(WaitlistPolicy(offersAtOnce: 0))
        clinic.zone = "Europe/Berlin"
        clinic.resources = 2
        clinic.service.groups = [ResourceGroup(name: "any", resources: [1, 2])]
        var diary = try clinic.diary(at: "2026-10-23T00:00:00Z")
        var wish = WaitlistWish(
            service: 1,
            resource: 2,
            window: try minute("2026-10-23T00:00:00Z")..<minute("2026-11-10T00:00:00Z")
        )
        wish.weekdays = [.tuesday, .thursday]
        wish.quarters = 38..<42
        _ = try join(wish, &diary)
        // Tuesday the 27th, after the clocks changed: 09:30 in Berlin is 08:30 UTC.
        let facts = try diary.perform(.advance)
        #expect(facts[1].start == (try minute("2026-10-27T08:30:00Z")))
        #expect(facts[0].resource == 2)
        #expect(facts[1].start.advanced(by: 30) <= (try minute("2026-10-27T09:30:00Z")))
    }

    @Test("tells the conversation that asked, on a channel where times may be told")
    func conversation() throws {
        for mode in [ChannelPolicy.Mode.offer, .redirect] {
            var (diary, booked) = try full()
            var policy = ChannelPolicy(channel: .email)
            policy.mode = mode
            try diary.perform(.configure([.channel(policy)]))
            diary.channel = .email
            var incoming = Incoming(.message)
            incoming.party = 9
            let opened = try diary.perform(.receive(incoming))[0].subject
            diary.channel = .desk
            var wish = try wish()
            wish.conversation = opened
            _ = try join(wish, &diary)
            try diary.perform(.cancel(subject: booked[0], reason: .patient))
            let facts = try diary.perform(.advance)
            #expect(facts[0].party == 9)
            #expect(facts.contains { $0.kind == .replyQueued } == (mode == .offer))
            if let reply = facts.first(where: { $0.kind == .replyQueued }) {
                #expect(reply.subject == opened && reply.channel == .email)
                #expect(reply.cause == facts[1].sequence)
            }
            incoming.conversation = opened
            let accepted = try diary.perform(
                .receiveAndConfirm(incoming, hold: facts[0].subject)
            )
            #expect(accepted.contains { $0.kind == .waitlistLeft })
            #expect(diary.state.waitlist.entries.isEmpty)
        }
    }

    @Test("is declined by who it was offered to: nobody waits for an answer, the next is offered")
    func declinedByPatient() throws {
        var (diary, booked) = try full()
        diary.channel = .email
        var incoming = Incoming(.message)
        incoming.party = 9
        let opened = try diary.perform(.receive(incoming))[0].subject
        try diary.perform(.respond(conversation: opened, sent: true, ifHead: 0))
        var wish = try wish()
        wish.conversation = opened
        _ = try join(wish, &diary)
        try diary.perform(.cancel(subject: booked[0], reason: .patient))
        let hold = try diary.perform(.advance)[0].subject
        var other = incoming
        other.party = 8
        let strange = try diary.perform(.receiveAndDecline(other, hold: hold))
        #expect(strange.map(\.kind) == [.requestReceived])
        #expect(strange[0].reason == .notOffered)
        #expect(diary.status(of: hold) == .pending)
        incoming.conversation = opened
        let facts = try diary.perform(.receiveAndDecline(incoming, hold: hold))
        #expect(
            facts.map(\.kind)
                == [.messageReceived, .holdReleased, .waitlistDeclined, .conversationClosed]
        )
        #expect(facts.map(\.sequence) == Array(facts[0].sequence..<(facts[0].sequence + 4)))
        #expect(diary.status(of: hold) == .cancelled)
        #expect(Conversation(history: diary.history(of: opened)).waitingSince == nil)
        #expect(diary.state.waitlist.entries.count == 1)
        // Said again it is a message, and says why.
        let again = try diary.perform(.receiveAndDecline(incoming, hold: hold))
        #expect(again.map(\.kind) == [.requestReceived])
        #expect(again[0].reason.isRefusal)
        #expect(Conversation(history: diary.history(of: again[0].subject)).waitingSince != nil)
    }

    @Test("frees what is on offer when somebody leaves")
    func leave() throws {
        var (diary, booked) = try full()
        let entry = try join(try wish(), &diary)
        try diary.perform(.cancel(subject: booked[0], reason: .patient))
        #expect(advance(&diary).count == 1)
        #expect(diary.reason(.leaveWaitlist(entry: entry, reason: .spam)) == .outOfRange)
        let group = try diary.perform(.leaveWaitlist(entry: entry, reason: .withdrawn))
        #expect(group.map(\.kind) == [.holdReleased, .waitlistLeft])
        #expect(diary.reason(.leaveWaitlist(entry: entry, reason: .withdrawn)) == .unknown)
        let nine = try minute("2026-05-04T09:00:00Z")
        #expect(diary.reason(.book(TimeRequest(service: 1, start: nine))) == .none)
    }

    @Test("takes no wish that can't be met")
    func refused() throws {
        var (diary, _) = try full()
        diary.now = try instant("2026-05-04T12:00:00Z")
        func reason(_ change: (inout WaitlistWish) throws -> Void) throws -> Reason {
            var wish = WaitlistWish(
                service: 1,
                window: diary.now.minute..<diary.now.minute.advanced(by: 60)
            )
            try change(&wish)
            return diary.reason(.joinWaitlist(wish))
        }
        #expect(try reason { _ in } == .none)
        #expect(try reason { $0.service = 9 } == .notConfigured)
        #expect(try reason { $0.resource = 9 } == .notEligible)
        #expect(try reason { $0.conversation = 99 } == .unknown)
        #expect(try reason { $0.quarters = 0..<97 } == .outOfRange)
        #expect(
            try reason { $0.window = $0.window.lowerBound..<$0.window.lowerBound.advanced(by: 29) }
                == .outOfRange
        )
        #expect(
            try reason { $0.window = Minute(.min)..<Minute(.max) } == .outOfRange
        )
        #expect(
            try reason {
                $0.window = $0.window.lowerBound.advanced(by: -90)..<$0.window.lowerBound
            } == .past
        )
    }

    @Test("is the same after a snapshot", arguments: 1...5)
    func snapshot(cut: Int) throws {
        var (diary, booked) = try full(WaitlistPolicy(offersAtOnce: 2))
        for party in 1...4 { _ = try join(try wish(party: UInt64(party)), &diary) }
        for subject in booked.prefix(cut) {
            try diary.perform(.cancel(subject: subject, reason: .patient))
        }
        let made = try diary.perform(.advance)
        if cut > 2 { try diary.perform(.declineOffer(hold: made[0].subject)) }
        var writer = SnapshotWriter()
        diary.state.encode(into: &writer)
        var reader = SnapshotReader(writer.bytes)
        let read = try SlotState(decoding: &reader)
        try reader.finish()
        #expect(read.waitlist.entries == diary.state.waitlist.entries)
        var words: [[UInt64]] = [[], []]
        diary.state.forEachWord { words[0].append($0) }
        read.forEachWord { words[1].append($0) }
        #expect(words[0] == words[1])
    }

    @Test("an accepted offer cannot fail, whatever others do meanwhile", arguments: 1...20)
    func cannotFail(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var (diary, booked) = try full(WaitlistPolicy(offersAtOnce: 0, offerMinutes: 600))
        for party in 1...3 { _ = try join(try wish(party: UInt64(party)), &diary) }
        var offered: [Fact] = []
        for _ in 0..<60 {
            let start = try minute("2026-05-04T08:30:00Z")
                .advanced(by: Int.random(in: 0..<10, using: &random) * 15)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: _ = try? diary.perform(.book(TimeRequest(service: 1, start: start)))
            case 1: _ = try? diary.perform(.hold(TimeRequest(service: 1, start: start), minutes: 9))
            case 2:
                let subject = booked.randomElement(using: &random) ?? 0
                _ = try? diary.perform(.cancel(subject: subject, reason: .patient))
            case 3:
                let subject = booked.randomElement(using: &random) ?? 0
                _ = try? diary.perform(.reschedule(subject: subject, start: start, resource: 0))
            case 4: _ = try? diary.perform(.configure([.withdrawService(2)]))
            default:
                let facts = (try? diary.perform(.advance)) ?? []
                offered += facts.filter { $0.kind == .holdPlaced }
            }
            diary.now = diary.now.advanced(byMilliseconds: 10_000)
        }
        for hold in offered.shuffled(using: &random) {
            #expect(diary.reason(.confirmHold(subject: hold.subject, party: 0)) == .none)
            try diary.perform(.confirmHold(subject: hold.subject, party: 0))
        }
    }
}
