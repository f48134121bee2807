import DaybookDomain
import Testing

@Suite("Other times instead of a booked one")
struct RebookingTests {
    private func booked() throws -> (Diary, UInt64) {
        var diary = try SmallClinic().diary(at: "2026-05-04T08:00:00Z")
        let nine = try minute("2026-05-04T09:00:00Z")
        let subject = try diary.perform(
            .book(TimeRequest(service: 1, start: nine, party: 7))
        )[0].subject
        return (diary, subject)
    }

    private func times() throws -> [Minute] {
        [try minute("2026-05-05T09:00:00Z"), try minute("2026-05-05T10:00:00Z")]
    }

    @Test("move the appointment when one is chosen, and free its old time and the others")
    func chosen() throws {
        var (diary, subject) = try booked()
        let holds = try diary.perform(.rebook(subject: subject, starts: times(), minutes: 60))
        #expect(holds.map(\.party) == [7, 7])
        #expect(diary.status(of: subject) == .booked, "an offer changes nothing yet")
        let group = try diary.perform(.confirmHold(subject: holds[1].subject, party: 7))
        #expect(
            group.map(\.kind) == [
                .timeReleased, .appointmentRescheduled, .holdReleased, .holdReleased,
            ]
        )
        let moved = Appointment(history: diary.history(of: subject))
        #expect(moved.status == .booked)
        #expect(moved.footprints.map(\.start) == [try times()[1]])
        for (start, reason) in [
            (try minute("2026-05-04T09:00:00Z"), Reason.none), (try times()[0], .none),
            (try times()[1], .taken),
        ] { #expect(diary.reason(.book(TimeRequest(service: 1, start: start))) == reason) }
        #expect(diary.reason(.confirmHold(subject: holds[0].subject, party: 0)) != .none)
    }

    @Test("move it by a message with the token as well, and answer it")
    func byMessage() throws {
        var (diary, subject) = try booked()
        let holds = try diary.perform(.rebook(subject: subject, starts: times(), minutes: 60))
        var incoming = Incoming(.message)
        incoming.party = 7
        let group = try diary.perform(.receiveAndConfirm(incoming, hold: holds[0].subject))
        let moved = try #require(group.first { $0.kind == .appointmentRescheduled })
        #expect(moved.subject == subject)
        #expect(group.last?.kind == .replyQueued && group.last?.cause == moved.sequence)
    }

    @Test("run out and leave everything as it was")
    func ranOut() throws {
        var (diary, subject) = try booked()
        let holds = try diary.perform(.rebook(subject: subject, starts: times(), minutes: 10))
        diary.now = try instant("2026-05-04T08:10:00Z")
        #expect(diary.reason(.confirmHold(subject: holds[0].subject, party: 0)) == .holdExpired)
        #expect(diary.status(of: subject) == .booked)
    }

    @Test("move nothing that is no longer booked")
    func cancelled() throws {
        var (diary, subject) = try booked()
        let holds = try diary.perform(.rebook(subject: subject, starts: times(), minutes: 60))
        try diary.perform(.cancel(subject: subject, reason: .patient))
        let reason = diary.reason(.confirmHold(subject: holds[0].subject, party: 0))
        #expect(reason == .transitionNotAllowed)
    }

    @Test("are free again in the group that cancels, moves or strikes out the appointment")
    func settled() throws {
        let (diary, subject) = try booked()
        let starts = try times()
        let later = try #require(starts.max()).advanced(by: 120)
        for command: Command in [
            .cancel(subject: subject, reason: .patient),
            .reschedule(subject: subject, start: later, resource: 0),
            .progress(subject: subject, step: .enteredInError),
        ] {
            var diary = diary
            let holds = try diary.perform(.rebook(subject: subject, starts: starts, minutes: 60))
            let group = try diary.perform(command)
            let released = group.filter { $0.kind == .holdReleased }
            #expect(
                Set(released.map(\.subject))
                    == Set(holds.filter { $0.kind == .holdPlaced }.map(\.subject))
            )
            #expect(group.map(\.sequence) == Array(group[0].sequence..<diary.next))
            for start in starts {
                #expect(diary.reason(.book(TimeRequest(service: 1, start: start))) == .none)
            }
        }
    }

    @Test("are sent to nobody any more once one is chosen")
    func claimed() throws {
        var diary = try SmallClinic().diary(at: "2026-05-04T08:00:00Z")
        let (visit, conversation) = try asked(&diary, from: 9)
        let facts = try diary.perform(
            .rebook(subject: visit, starts: try times(), minutes: 30, conversation: conversation)
        )
        let reply = try #require(facts.last)
        #expect(reply.kind == .replyQueued && reply.reason == .rebooking)
        let claim = Command.claimReply(reply: reply.sequence, seconds: 60)
        #expect(diary.reason(claim) == .none)
        try diary.perform(.confirmHold(subject: facts[0].subject, party: 9))
        #expect(diary.reason(claim) == .notOffered)
    }

    @Test(
        "the conversation in which the appointment came about is told, where it may be told times"
    )
    func told() throws {
        for mode in ChannelPolicy.Mode.allCases {
            var diary = try SmallClinic().diary(at: "2026-05-04T08:00:00Z")
            var policy = ChannelPolicy(channel: .email)
            policy.mode = mode
            try diary.perform(.configure([.channel(policy)]))
            diary.channel = .email
            var incoming = Incoming(.message)
            incoming.party = 9
            let ten = try minute("2026-05-04T10:00:00Z")
            let group = try diary.perform(
                .receiveAndBook(incoming, TimeRequest(service: 1, start: ten))
            )
            let conversation = try #require(group.first { $0.kind == .requestReceived }).subject
            let visit = try #require(group.first { $0.kind == .appointmentBooked }).subject
            diary.channel = .desk
            let facts = try diary.perform(
                .rebook(
                    subject: visit,
                    starts: [ten.advanced(by: 60), ten.advanced(by: 120)],
                    minutes: 30,
                    conversation: conversation
                )
            )
            let reply = facts.first { $0.kind == .replyQueued }
            #expect((reply != nil) == (mode == .offer))
            let withheld = facts.first { $0.kind == .noticeWithheld }
            #expect(withheld?.reason == (mode == .offer ? nil : .channelPolicy))
            guard let reply else { continue }
            #expect(reply.subject == conversation && reply.party == 9 && reply.channel == .email)
            #expect(reply.cause == facts[0].sequence)
        }
    }

    /// An appointment that somebody asked for by mail, and its conversation.
    private func asked(
        _ diary: inout Diary,
        from party: UInt64
    ) throws -> (visit: UInt64, conversation: UInt64) {
        diary.channel = .email
        var incoming = Incoming(.message)
        incoming.party = party
        let ten = try minute("2026-05-04T10:00:00Z")
        let group = try diary.perform(
            .receiveAndBook(incoming, TimeRequest(service: 1, start: ten))
        )
        diary.channel = .desk
        let conversation = try #require(group.first { $0.kind == .requestReceived }).subject
        let visit = try #require(group.first { $0.kind == .appointmentBooked }).subject
        return (visit, conversation)
    }

    /// What is on record of somebody's consent to mail.
    enum Consent: CaseIterable {
        case none, recorded, withdrawn
    }

    @Test(
        "where consent is needed, the offer is queued with it, and a fact says so without it",
        arguments: [true, false],
        Consent.allCases
    )
    func consent(isRequired: Bool, consent: Consent) throws {
        var diary = try SmallClinic().diary(at: "2026-05-04T08:00:00Z")
        var policy = ChannelPolicy(channel: .email)
        policy.mode = .offer
        policy.requiresConsent = isRequired
        try diary.perform(.configure([.channel(policy)]))
        let (visit, conversation) = try asked(&diary, from: 9)
        if consent != .none {
            try diary.perform(.recordConsent(party: 9, channel: .email, wording: 1))
        }
        if consent == .withdrawn {
            try diary.perform(.withdrawConsent(party: 9, channel: .email))
        }
        let facts = try diary.perform(
            .rebook(
                subject: visit,
                starts: try times(),
                minutes: 30,
                conversation: conversation
            )
        )
        let mayWrite = consent == .recorded || (!isRequired && consent == .none)
        #expect(facts.prefix(2).map(\.kind) == [.holdPlaced, .holdPlaced])
        let said = try #require(facts.dropFirst(2).first)
        #expect(facts.count == 3)
        #expect(said.cause == facts[0].sequence && said.party == 9 && said.channel == .email)
        if mayWrite {
            #expect(said.kind == .replyQueued && said.subject == conversation)
        } else {
            #expect(said.kind == .noticeWithheld && said.subject == visit)
            #expect(said.reason == .noConsent)
        }
        #expect(diary.status(of: visit) == .booked)
    }
}
