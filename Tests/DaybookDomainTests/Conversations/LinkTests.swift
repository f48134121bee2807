import DaybookDomain
import Testing

@Suite("One-time links out of a conversation")
struct LinkTests {
    private struct Linked {
        var diary: Diary
        let conversation: UInt64
        let link: UInt64
    }

    private func linked() throws -> Linked {
        var diary = try SmallClinic().diary(at: "2026-05-04T08:00:00Z")
        diary.channel = .instagram
        var incoming = Incoming(.message)
        incoming.party = 5
        let conversation = try #require(try diary.perform(.receive(incoming)).first).subject
        let link = try diary.perform(.mintLink(conversation: conversation, seconds: 600))[0]
        #expect(link.kind == .linkMinted && link.subject == conversation)
        return Linked(diary: diary, conversation: conversation, link: link.sequence)
    }

    /// A form that came back with the link.
    private func form(_ linked: Linked) -> Command {
        var incoming = Incoming(.message)
        incoming.party = 6
        incoming.link = linked.link
        incoming.conversation = linked.conversation
        return .receive(incoming)
    }

    @Test("a form with the link joins the conversation, which goes on there; the wait is the same")
    func joined() throws {
        var linked = try linked()
        let asked = linked.diary.now
        linked.diary.now = asked.advanced(byMilliseconds: 60_000)
        linked.diary.channel = .form
        let facts = try linked.diary.perform(form(linked))
        #expect(facts.map(\.kind) == [.messageReceived, .linkRedeemed])
        #expect(facts.allSatisfy { $0.subject == linked.conversation })
        #expect(facts[1].cause == linked.link)
        let history = linked.diary.history(of: linked.conversation)
        let conversation = Conversation(history: history)
        #expect(conversation.channel == .form)
        #expect(conversation.party == 6)
        #expect(conversation.waitingSince == asked)
    }

    @Test("a second form with the same link is a request of its own, which says why")
    func used() throws {
        var linked = try linked()
        linked.diary.channel = .form
        try linked.diary.perform(form(linked))
        let facts = try linked.diary.perform(form(linked))
        #expect(facts.map(\.kind) == [.requestReceived])
        #expect(facts[0].subject == facts[0].sequence)
        #expect(facts[0].reason == .linkUsed)
        #expect(linked.diary.reason(.redeemLink(link: linked.link)) == .linkUsed)
    }

    @Test("after its time a link leads nowhere, to the millisecond")
    func expired() throws {
        var linked = try linked()
        linked.diary.channel = .form
        let end = linked.diary.now.advanced(byMilliseconds: 600_000)
        linked.diary.now = end.advanced(byMilliseconds: -1)
        #expect(linked.diary.reason(.redeemLink(link: linked.link)) == .none)
        linked.diary.now = end
        #expect(linked.diary.reason(.redeemLink(link: linked.link)) == .linkExpired)
        let facts = try linked.diary.perform(form(linked))
        #expect(facts.map(\.kind) == [.requestReceived] && facts[0].reason == .linkExpired)
    }

    @Test("used by hand it counts as used, and the conversation stays where it is")
    func byHand() throws {
        var linked = try linked()
        linked.diary.channel = .desk
        let facts = try linked.diary.perform(.redeemLink(link: linked.link))
        #expect(facts.map(\.kind) == [.linkRedeemed])
        let history = linked.diary.history(of: linked.conversation)
        #expect(Conversation(history: history).channel == .instagram)
        #expect(linked.diary.reason(.redeemLink(link: linked.link)) == .linkUsed)
        #expect(linked.diary.reason(.redeemLink(link: linked.conversation)) == .unknown)
    }

    @Test("each link is used for itself: another of the same conversation stays good")
    func several() throws {
        var linked = try linked()
        let other = try linked.diary.perform(
            .mintLink(conversation: linked.conversation, seconds: 60)
        )[0].sequence
        try linked.diary.perform(.redeemLink(link: linked.link))
        #expect(linked.diary.reason(.redeemLink(link: other)) == .none)
    }
}
