import DaybookDomain
import Testing

@Suite("Acknowledgements")
struct AcknowledgementTests {
    private static let patient: UInt64 = 9

    /// A clinic that acknowledges on WhatsApp and mail, in German first and in English.
    private func diary(
        at now: String = "2026-05-04T08:00:00Z",
        window: UInt32 = 0,
        zone: String = "UTC",
        _ change: (inout ChannelPolicy) -> Void = { _ in }
    ) throws -> Diary {
        var small = SmallClinic()
        small.zone = zone
        var diary = try small.diary(at: now)
        var settings = try #require(diary.state.clinic.settings)
        settings.templates = try [templates(1, "de"), templates(2, "en")]
        settings.templatesUsed = 2
        var definitions: [Definition] = [.clinic(settings)]
        for channel in [Channel.whatsapp, .email] {
            var policy = ChannelPolicy(channel: channel)
            policy.acknowledges = true
            policy.replyWindowSeconds = window
            change(&policy)
            definitions.append(.channel(policy))
        }
        try diary.perform(.configure(definitions))
        diary.channel = .whatsapp
        diary.actor = .patient
        return diary
    }

    private func templates(_ number: UInt16, _ language: String) throws -> MessageTemplates {
        MessageTemplates(
            number: number,
            language: try #require(LanguageTag(language)),
            acknowledgement: "a",
            reminder: "r {when}",
            confirmation: "c {when}",
            emergency: "e"
        )
    }

    @discardableResult
    private func receive(
        _ diary: inout Diary,
        _ nature: Incoming.Nature = .message,
        from party: UInt64 = AcknowledgementTests.patient,
        in conversation: UInt64 = 0,
        at time: String? = nil,
        written: String? = nil,
        stop: Bool = false
    ) throws -> [Fact] {
        if let time { diary.now = try instant(time) }
        var incoming = Incoming(nature)
        incoming.party = party
        incoming.conversation = conversation
        incoming.stop = stop
        if let written { incoming.occurredAt = try instant(written) }
        return try diary.perform(.receive(incoming))
    }

    private func acknowledged(_ facts: [Fact]) -> Fact? {
        facts.first { $0.kind == .acknowledgementQueued }
    }

    @Test("a message is acknowledged in its own group, by rule, and nobody's clock stops")
    func queued() throws {
        var diary = try diary()
        let facts = try receive(&diary)
        let message = try #require(facts.first)
        let queued = try #require(acknowledged(facts))
        #expect(facts.count == 2 && message.flags.contains(.groupContinues))
        #expect(queued.cause == message.sequence && queued.subject == queued.sequence)
        #expect(queued.party == Self.patient && queued.channel == .whatsapp)
        #expect(queued.actor == .system && queued.flags.contains(.automatic))
        #expect(queued.detail == 1, "in the clinic's first language")
        diary.actor = .service
        try diary.perform(.claimReply(reply: queued.sequence, seconds: 60))
        let sent = try diary.perform(.reportReply(reply: queued.sequence, outcome: .sent))[0]
        #expect(sent.kind == .replySent && sent.subject == queued.subject)
        let conversation = Conversation(history: diary.history(of: message.sequence))
        #expect(conversation.waitingSince == message.occurredAt)
        #expect(conversation.sent.isEmpty && conversation.queued.isEmpty)
    }

    @Test("one a sender, channel and day of the clinic, however many conversations they open")
    func oncePerDay() throws {
        // Berlin is two hours ahead: the day ends at 22:00 UTC.
        var diary = try diary(at: "2026-05-04T21:00:00Z", zone: "Europe/Berlin")
        #expect(acknowledged(try receive(&diary)) != nil)
        #expect(acknowledged(try receive(&diary, at: "2026-05-04T21:30:00Z")) == nil)
        #expect(acknowledged(try receive(&diary, from: 10)) != nil, "another sender")
        diary.channel = .email
        #expect(acknowledged(try receive(&diary)) != nil, "another channel")
        diary.channel = .whatsapp
        #expect(acknowledged(try receive(&diary, at: "2026-05-04T21:59:59Z")) == nil)
        #expect(acknowledged(try receive(&diary, at: "2026-05-04T22:00:00Z")) != nil)
        #expect(acknowledged(try receive(&diary, at: "2026-05-05T21:59:59Z")) == nil)
    }

    @Test("the sender's language is used where the clinic writes it, else its first")
    func language() throws {
        for (language, number) in [("en", UInt32(2)), ("fr", 1), ("de", 1)] {
            var diary = try diary()
            try diary.perform(
                .recordPreference(
                    party: Self.patient,
                    channel: .whatsapp,
                    language: LanguageTag(language)
                )
            )
            #expect(acknowledged(try receive(&diary))?.detail == number, "\(language)")
        }
    }

    @Test(
        "only a person's words are acknowledged",
        arguments: Incoming.Nature.allCases.filter { $0 != .message }
    )
    func natures(nature: Incoming.Nature) throws {
        var diary = try diary()
        #expect(acknowledged(try receive(&diary, nature)) == nil)
    }

    @Test("who asked for silence, or never agreed where that is asked for, is left alone")
    func consent() throws {
        var silent = try diary()
        #expect(acknowledged(try receive(&silent, stop: true)) == nil)
        #expect(acknowledged(try receive(&silent)) == nil, "nor after it")
        var asked = try diary { $0.requiresConsent = true }
        #expect(acknowledged(try receive(&asked)) == nil)
        try asked.perform(.recordConsent(party: Self.patient, channel: .whatsapp, wording: 1))
        #expect(acknowledged(try receive(&asked)) != nil)
        try asked.perform(.withdrawConsent(party: Self.patient, channel: .whatsapp))
        asked.now = asked.now.advanced(byMilliseconds: 2 * 86_400_000)
        #expect(acknowledged(try receive(&asked)) == nil)
    }

    @Test("nothing is queued, or taken over to be sent, once the platform's window has closed")
    func window() throws {
        var late = try diary(at: "2026-05-05T08:00:00Z", window: 86_400)
        #expect(acknowledged(try receive(&late, written: "2026-05-04T08:00:00Z")) == nil)
        var diary = try diary(at: "2026-05-05T08:00:00Z", window: 86_400)
        let facts = try receive(&diary, written: "2026-05-04T08:00:01Z")
        let queued = try #require(acknowledged(facts)).sequence
        #expect(diary.reason(.claimReply(reply: queued, seconds: 60)) == .none)
        diary.now = try instant("2026-05-05T08:00:01Z")
        #expect(diary.reason(.claimReply(reply: queued, seconds: 60)) == .replyWindowClosed)
    }

    @Test("a claim asks again whether it may be sent")
    func claim() throws {
        var diary = try diary()
        let queued = try #require(acknowledged(try receive(&diary))).sequence
        let claim = Command.claimReply(reply: queued, seconds: 60)
        #expect(diary.reason(claim) == .none)
        try diary.perform(.withdrawConsent(party: Self.patient, channel: .whatsapp))
        #expect(diary.reason(claim) == .noConsent)
        try diary.perform(.recordConsent(party: Self.patient, channel: .whatsapp, wording: 1))
        #expect(diary.reason(claim) == .none)
        try diary.perform(.configure([.channel(ChannelPolicy(channel: .whatsapp))]))
        #expect(diary.reason(claim) == .channelPolicy)
    }

    @Test("a booking that is confirmed at once needs no acknowledgement; one that fails does")
    func booking() throws {
        var diary = try diary()
        var incoming = Incoming(.message)
        incoming.party = Self.patient
        let start = try minute("2026-05-04T12:00:00Z")
        let request = TimeRequest(service: 1, start: start)
        let booked = try diary.perform(.receiveAndBook(incoming, request))
        #expect(booked.contains { $0.kind == .replyQueued } && acknowledged(booked) == nil)
        let taken = try diary.perform(.receiveAndBook(incoming, request))
        #expect(taken.first?.reason == .taken && acknowledged(taken) != nil)
    }

    @Test("the echo of an acknowledgement that is being sent is no answer of a person")
    func echo() throws {
        var diary = try diary()
        let facts = try receive(&diary)
        let message = try #require(facts.first)
        let queued = try #require(acknowledged(facts)).sequence
        try diary.perform(.claimReply(reply: queued, seconds: 60))
        let echo = try #require(
            try receive(&diary, .staffEcho, in: message.subject).first
        )
        #expect(echo.kind == .replyDelivered && echo.cause == queued)
        #expect(Conversation(history: diary.history(of: message.subject)).waitingSince != nil)
        // What is typed in the app after the claim ran out is a person's again.
        diary.now = diary.now.advanced(byMilliseconds: 60_000)
        let native = try #require(
            try receive(&diary, .staffEcho, in: message.subject).first
        )
        #expect(native.kind == .replySent)
    }

    @Test("a channel that does not ask for it, or a clinic without words, acknowledges nothing")
    func optIn() throws {
        var silent = try diary { $0.acknowledges = false }
        #expect(try receive(&silent).count == 1)
        var wordless = try diary()
        let settings = ClinicSettings(key: "c", name: "Clinic", zone: 1)
        try wordless.perform(.configure([.clinic(settings)]))
        #expect(acknowledged(try receive(&wordless)) == nil)
    }
}
