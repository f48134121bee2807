import DaybookDomain
import Testing

@Suite("What a channel's policy lets through")
struct PolicyTests {
    private func diary(
        _ channel: Channel = .instagram,
        _ fill: (inout ChannelPolicy) -> Void = { _ in }
    ) throws -> Diary {
        var diary = try SmallClinic().diary(at: "2026-05-04T08:00:00Z")
        var policy = ChannelPolicy(channel: channel)
        fill(&policy)
        try diary.perform(.configure([.channel(policy)]))
        diary.channel = channel
        return diary
    }

    private static func redirect(_ policy: inout ChannelPolicy) {
        policy.mode = .redirect
        policy.redirectAddress = "https://clinic.example/form"
    }

    /// Takes in a message; gives its conversation.
    private func message(
        _ diary: inout Diary,
        from party: UInt64 = 5,
        isPublic: Bool = false
    ) throws -> UInt64 {
        var incoming = Incoming(.message)
        incoming.party = party
        incoming.isPublic = isPublic
        return try #require(try diary.perform(.receive(incoming)).first).subject
    }

    private func offer(_ conversation: UInt64) throws -> Command {
        .offer(
            conversation: conversation,
            service: 1,
            starts: [try minute("2026-05-04T10:00:00Z")],
            minutes: 0
        )
    }

    @Test("redirected, no content, no offer and no reminder leaves; what was said is recorded")
    func redirected() throws {
        var diary = try diary(.instagram, Self.redirect)
        let conversation = try message(&diary)
        let answer = Command.respond(conversation: conversation, sent: false, ifHead: 0)
        #expect(diary.reason(answer) == .channelPolicy)
        #expect(diary.reason(try offer(conversation)) == .channelPolicy)
        let visit = try diary.perform(
            .book(TimeRequest(service: 1, start: try minute("2026-05-05T10:00:00Z"), party: 5))
        )[0].subject
        #expect(diary.reason(.remind(appointment: visit, channel: .instagram)) == .channelPolicy)
        #expect(diary.reason(.remind(appointment: visit, channel: .email)) == .none)
        #expect(
            diary.reason(.respond(conversation: conversation, sent: true, ifHead: 0)) == .none
        )
    }

    @Test("an answer that was queued before the channel was redirected is held back")
    func queuedBefore() throws {
        var diary = try diary()
        let conversation = try message(&diary)
        let reply = try diary.perform(
            .respond(conversation: conversation, sent: false, ifHead: 0)
        )[0].sequence
        #expect(diary.reason(.claimReply(reply: reply, seconds: 60)) == .none)
        var policy = ChannelPolicy(channel: .instagram)
        Self.redirect(&policy)
        try diary.perform(.configure([.channel(policy)]))
        #expect(diary.reason(.claimReply(reply: reply, seconds: 60)) == .channelPolicy)
    }

    @Test("a time taken there is booked, and not confirmed there: the patient goes on waiting")
    func confirmation() throws {
        var diary = try diary()
        diary.actor = .staff
        let conversation = try message(&diary)
        let hold = try diary.perform(try offer(conversation))[1].sequence
        var policy = ChannelPolicy(channel: .instagram)
        Self.redirect(&policy)
        try diary.perform(.configure([.channel(policy)]))
        diary.channel = .instagram
        diary.actor = .patient
        var incoming = Incoming(.message)
        incoming.party = 5
        incoming.conversation = conversation
        let facts = try diary.perform(.receiveAndConfirm(incoming, hold: hold))
        #expect(facts.map(\.kind) == [.messageReceived, .appointmentBooked])
        #expect(facts[0].reason == .channelPolicy)
        #expect(Conversation(history: diary.history(of: conversation)).waitingSince != nil)
    }

    @Test("the invitation goes out, with a link that is good for as long as was said")
    func invitation() throws {
        var diary = try diary(.instagram, Self.redirect)
        let conversation = try message(&diary)
        let facts = try diary.perform(.invite(conversation: conversation, seconds: 3_600))
        #expect(facts.map(\.kind) == [.linkMinted, .replyQueued])
        #expect(facts[1].reason == .invited && facts[1].cause == facts[0].sequence)
        #expect(facts[0].holdExpiry == diary.now.advanced(byMilliseconds: 3_600_000))
        #expect(diary.reason(.claimReply(reply: facts[1].sequence, seconds: 60)) == .none)
        #expect(diary.reason(.invite(conversation: conversation, seconds: 0)) == .outOfRange)
        let week = Command.invite(conversation: conversation, seconds: 604_801)
        #expect(diary.reason(week) == .outOfRange)
    }

    @Test("without a form's address nobody is invited there")
    func noForm() throws {
        var diary = try diary()
        let conversation = try message(&diary)
        #expect(
            diary.reason(.invite(conversation: conversation, seconds: 60)) == .notConfigured
        )
    }

    @Test("in public nothing of content is said and no link is made; the invitation is an answer")
    func publicPlace() throws {
        var diary = try diary()
        let conversation = try message(&diary, isPublic: true)
        #expect(diary.facts.last?.reason == .publicPlace)
        #expect(Conversation(history: diary.history(of: conversation)).isPublic)
        let answer = Command.respond(conversation: conversation, sent: false, ifHead: 0)
        #expect(diary.reason(answer) == .publicPlace)
        #expect(diary.reason(try offer(conversation)) == .publicPlace)
        #expect(
            diary.reason(.mintLink(conversation: conversation, seconds: 60)) == .publicPlace
        )
        let facts = try diary.perform(.invite(conversation: conversation, seconds: 60))
        #expect(facts.map(\.kind) == [.replyQueued])
        #expect(facts[0].cause == conversation)
        try diary.perform(.reportReply(reply: facts[0].sequence, outcome: .sent))
        #expect(Conversation(history: diary.history(of: conversation)).waitingSince == nil)
    }

    @Test(
        "how much may be said follows the content",
        arguments: zip(
            AnswerContent.allCases,
            [[Reason.channelPolicy, .channelPolicy], [.channelPolicy, .none], [.none, .none]]
        )
    )
    func content(_ content: AnswerContent, _ expected: [Reason]) throws {
        var diary = try diary { $0.content = content }
        let conversation = try message(&diary)
        #expect(
            [
                diary.reason(.respond(conversation: conversation, sent: false, ifHead: 0)),
                diary.reason(try offer(conversation)),
            ] == expected
        )
    }

    @Test("a channel opens to the clinic's own people, then to a growing share, then to all")
    func audience() throws {
        let parties: [UInt64] = Array(900..<1_100)
        var inside: Set<UInt64> = []
        for audience in [
            ChannelAudience.staff, .share(percent: 10), .share(percent: 55), .all,
        ] {
            var diary = try diary { $0.audience = audience }
            diary.actor = .staff
            try diary.perform(.recordColleague(party: 950, isColleague: true))
            var now: Set<UInt64> = []
            for party in parties {
                diary.channel = .instagram
                let conversation = try message(&diary, from: party)
                let answer = Command.respond(conversation: conversation, sent: false, ifHead: 0)
                switch diary.reason(answer) {
                case .none: now.insert(party)
                case .notOpen: break
                default: Issue.record("another reason")
                }
            }
            #expect(inside.isSubset(of: now))
            // Of 200 tokens in a row, twice as many as of a hundred; and the colleague.
            let share = Int(audience.percent) * 2
            #expect((share...(share + 1)).contains(now.count))
            #expect(now.contains(950))
            inside = now
        }
    }

    @Test("what somebody outside writes is taken in, and waits for a person elsewhere")
    func outside() throws {
        var diary = try diary { $0.audience = .staff }
        let conversation = try message(&diary)
        #expect(Conversation(history: diary.history(of: conversation)).waitingSince != nil)
        let sent = Command.respond(conversation: conversation, sent: true, ifHead: 0)
        #expect(diary.reason(sent) == .none)
    }

    @Test("colleagues are recorded and withdrawn once each")
    func colleague() throws {
        var diary = try diary()
        #expect(diary.reason(.recordColleague(party: 5, isColleague: false)) == .unchanged)
        try diary.perform(.recordColleague(party: 5, isColleague: true))
        #expect(diary.person(5).isColleague)
        #expect(diary.reason(.recordColleague(party: 5, isColleague: true)) == .unchanged)
        try diary.perform(.recordColleague(party: 5, isColleague: false))
        #expect(!diary.person(5).isColleague)
    }

    @Test(
        "in the United States social channels are redirected unless the clinic says otherwise",
        arguments: Channel.allCases
    )
    func jurisdiction(_ channel: Channel) throws {
        let isSocial = [.messenger, .instagram, .whatsapp, .telegram, .x].contains(channel)
        #expect(
            ChannelPolicy.defaultMode(of: channel, in: "US") == (isSocial ? .redirect : .offer)
        )
        for other in ["DE", ""] {
            #expect(ChannelPolicy.defaultMode(of: channel, in: other) == .offer)
        }
        // Where the channel has no definition at all, the jurisdiction still holds.
        var diary = try SmallClinic().diary(at: "2026-05-04T08:00:00Z")
        var settings = ClinicSettings(key: "c", name: "Clinic", zone: 1)
        settings.jurisdiction = "US"
        try diary.perform(.configure([.clinic(settings)]))
        diary.channel = channel
        let conversation = try message(&diary)
        let answer = Command.respond(conversation: conversation, sent: false, ifHead: 0)
        #expect(diary.reason(answer) == (isSocial ? .channelPolicy : .none))
    }

    @Test("an older definition reads the same, and writes the same bytes")
    func olderBody() throws {
        // As written before a channel had terms: Instagram, redirect, 14,400 s of opening hours, a
        // day's window, an address of its own, with and without consent required.
        let form = Array("https://a.example".utf8)
        let start: [UInt8] =
            [1, 6, 1, 0xC0, 0x70, 1, 0x80, 0xA3, 0x05, UInt8(form.count)] + form + [
                1, 2, 0x31, 0x37,
            ]
        for (body, requires) in [(start, false), (start + [1], true)] {
            var fact = Fact(.channelDefined)
            fact.channel = .instagram
            let definition = try Definition(fact: fact, body: body)
            guard case .channel(let policy) = definition else {
                Issue.record("no channel")
                return
            }
            #expect(policy.requiresConsent == requires)
            #expect(policy.content == .full && policy.audience == .all)
            #expect(policy.retention == 0 && policy.warning == "")
            #expect(definition.body == body)
        }
    }

    @Test("terms survive their body", arguments: [0, 1, 25, 99, 100] as [UInt8])
    func terms(_ percent: UInt8) throws {
        var policy = ChannelPolicy(channel: .sms)
        policy.content = .scheduling
        policy.audience = ChannelAudience(percent: percent)
        policy.retention = 40
        policy.warning = "Text messages are not encrypted."
        for target in [nil, ResponseTarget(seconds: .max, countsOpeningHours: percent > 50)] {
            policy.urgentTarget = target
            let definition = Definition.channel(policy)
            let body = try #require(definition.body)
            #expect(try Definition(fact: Fact(.channelDefined), body: body) == definition)
            if target != nil {
                let cut = Array(body.dropLast())
                #expect(throws: BodyReader.Malformed.self) {
                    try Definition(fact: Fact(.channelDefined), body: cut)
                }
            }
        }
    }

    @Test(
        "an audience is written as people say it",
        arguments: ["staff", "1%", "25%", "99%", "all"]
    )
    func audienceText(_ text: String) throws {
        #expect(try #require(ChannelAudience(text: text)).text == text)
        for wrong in ["", "%", "0%", "05%", "100%", "-1%", "1.5%", "everybody", "25"] {
            #expect(ChannelAudience(text: wrong) == nil)
        }
    }
}
