import DaybookDomain
import Testing

@Suite("What is known of people, by their tokens")
struct PeopleTests {
    private func diary() throws -> Diary {
        var diary = try SmallClinic().diary(at: "2026-05-04T08:00:00Z")
        diary.channel = .sms
        return diary
    }

    private func message(_ diary: inout Diary, from party: UInt64, stop: Bool = false) throws
        -> UInt64
    {
        var incoming = Incoming(.message)
        incoming.party = party
        incoming.stop = stop
        return try #require(try diary.perform(.receive(incoming)).first).subject
    }

    @Test("a merge is told in both histories and undone by a split, each with its evidence")
    func merge() throws {
        var diary = try diary()
        let merge = PartyRelation(.merge, 5, 6, evidence: .documentShown)
        let facts = try diary.perform(.relate(merge))
        #expect(facts.map(\.kind) == [.partiesMerged, .partiesMerged])
        #expect(facts.map(\.party) == [5, 6])
        #expect(facts[0].cause == facts[1].subject && facts[1].cause == facts[0].subject)
        #expect(diary.person(5).merged == [facts[1].subject])
        #expect(diary.person(6).merged == [facts[0].subject])
        #expect(diary.reason(.relate(merge)) == .unchanged)
        try diary.perform(.relate(PartyRelation(.split, 6, 5, evidence: .mistaken)))
        #expect(diary.person(5).merged.isEmpty && diary.person(6).merged.isEmpty)
        #expect(
            diary.reason(.relate(PartyRelation(.split, 5, 6, evidence: .mistaken))) == .unchanged
        )
    }

    @Test("a link is no merge, and nothing is related without evidence or to itself")
    func link() throws {
        var diary = try diary()
        try diary.perform(.relate(PartyRelation(.link, 5, 6, evidence: .calledBack)))
        #expect(diary.person(5).linked.count == 1 && diary.person(5).merged.isEmpty)
        #expect(
            diary.reason(.relate(PartyRelation(.merge, 5, 6, evidence: .thanks))) == .outOfRange
        )
        #expect(
            diary.reason(.relate(PartyRelation(.merge, 5, 5, evidence: .calledBack)))
                == .outOfRange
        )
        #expect(
            diary.reason(.relate(PartyRelation(.merge, 0, 5, evidence: .calledBack))) == .unknown
        )
    }

    @Test("without recorded consent nothing is sent where the channel asks for it")
    func consentRequired() throws {
        var diary = try diary()
        var policy = ChannelPolicy(channel: .sms)
        policy.requiresConsent = true
        try diary.perform(.configure([.channel(policy)]))
        diary.channel = .sms
        let subject = try message(&diary, from: 5)
        let answer = Command.respond(conversation: subject, sent: false, ifHead: 0)
        #expect(diary.reason(answer) == .noConsent)
        try diary.perform(.recordConsent(party: 5, channel: .email, wording: 1))
        #expect(diary.reason(answer) == .noConsent, "another channel's consent is not this one's")
        try diary.perform(.recordConsent(party: 5, channel: .sms, wording: 3))
        #expect(diary.reason(answer) == .none)
        #expect(diary.person(5).consents[.sms]?.wording == 3)
        #expect(
            diary.reason(.recordConsent(party: 5, channel: .sms, wording: 3)) == .unchanged
        )
        #expect(diary.reason(.recordConsent(party: 5, channel: .sms, wording: 4)) == .none)
    }

    @Test("a stop word withdraws at once, holds back what is queued, and is written once")
    func stop() throws {
        var diary = try diary()
        let subject = try message(&diary, from: 5)
        let reply = try diary.perform(
            .respond(conversation: subject, sent: false, ifHead: 0)
        )[0].sequence
        _ = try message(&diary, from: 5, stop: true)
        let withdrawn = try #require(diary.facts.last)
        #expect(withdrawn.kind == .consentWithdrawn && withdrawn.channel == .sms)
        #expect(withdrawn.flags.contains(.automatic))
        #expect(throws: Refusal(.noConsent, cause: withdrawn.sequence)) {
            try diary.decide(.claimReply(reply: reply, seconds: 60))
        }
        _ = try message(&diary, from: 5, stop: true)
        #expect(diary.facts.last?.kind == .requestReceived, "there is nothing more to withdraw")
        try diary.perform(.recordConsent(party: 5, channel: .sms, wording: 1))
        #expect(diary.reason(.claimReply(reply: reply, seconds: 60)) == .none)
    }

    @Test("preferences are facts, and only a change is recorded")
    func preference() throws {
        var diary = try diary()
        let wish = Command.recordPreference(
            party: 5,
            channel: .email,
            language: LanguageTag("de")
        )
        try diary.perform(wish)
        #expect(diary.person(5).preferredChannel == .email)
        #expect(diary.person(5).language?.description == "de")
        #expect(diary.reason(wish) == .unchanged)
        try diary.perform(.recordPreference(party: 5, channel: .system, language: nil))
        #expect(diary.person(5).preferredChannel == nil && diary.person(5).language == nil)
    }

    @Test("language tags have two or three letters", arguments: ["de", "EN", "gsw"])
    func languages(_ text: String) throws {
        let tag = try #require(LanguageTag(text))
        #expect(tag.description == text.lowercased())
        #expect(LanguageTag(packed: tag.packed) == tag)
        for wrong in ["", "d", "d1", "de-CH", "dede"] { #expect(LanguageTag(wrong) == nil) }
        #expect(LanguageTag(packed: 0xFFFF_FFFF) == nil)
    }
}
