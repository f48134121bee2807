import DaybookDomain
import Testing

@Suite("Whether somebody is told of what is offered to them")
struct WaitlistNoticeTests {
    /// What is on record of somebody's consent to mail.
    enum Consent: CaseIterable {
        case none, recorded, withdrawn
    }

    /// A day that is booked from 09:00 to 11:00, with somebody waiting for it who asked on a channel,
    /// and the first hour free again.
    private struct Desk {
        var diary: Diary
        let conversation: UInt64
        let entry: UInt64

        init(
            asking channel: Channel = .email,
            answerBy: Channel? = nil,
            _ change: (inout ChannelPolicy) -> Void = { _ in }
        ) throws {
            var clinic = SmallClinic()
            clinic.hours = try WeeklyHours(
                [try #require(WallInterval(open: 540, close: 660))],
                on: [.monday]
            )
            var diary = try clinic.diary(at: "2026-05-04T00:00:00Z")
            var policy = ChannelPolicy(channel: .email)
            change(&policy)
            try diary.perform(.configure([.channel(policy)]))
            let nine = try minute("2026-05-04T09:00:00Z")
            var booked: [UInt64] = []
            for offset in [0, 30, 60, 90] {
                let request = TimeRequest(service: 1, start: nine.advanced(by: offset))
                booked.append(try diary.perform(.book(request))[0].subject)
            }
            diary.channel = channel
            var incoming = Incoming(.message)
            incoming.party = 9
            incoming.answerBy = answerBy
            conversation = try diary.perform(.receive(incoming))[0].subject
            diary.channel = .desk
            let wish = WaitlistWish(
                service: 1,
                conversation: conversation,
                window: try minute("2026-05-04T00:00:00Z")..<minute("2026-05-05T00:00:00Z")
            )
            entry = try diary.perform(.joinWaitlist(wish))[0].sequence
            try diary.perform(.cancel(subject: booked[0], reason: .patient))
            self.diary = diary
        }
    }

    @Test(
        "with consent the offer is queued, without it a fact says why; the hold stands either way",
        arguments: [true, false],
        Consent.allCases
    )
    func consent(isRequired: Bool, consent: Consent) throws {
        var desk = try Desk { $0.requiresConsent = isRequired }
        if consent != .none {
            try desk.diary.perform(.recordConsent(party: 9, channel: .email, wording: 1))
        }
        if consent == .withdrawn {
            try desk.diary.perform(.withdrawConsent(party: 9, channel: .email))
        }
        let facts = try desk.diary.perform(.advance)
        try #require(facts.count == 3)
        #expect(facts.prefix(2).map(\.kind) == [.holdPlaced, .waitlistOffered])
        let said = facts[2]
        #expect(said.cause == facts[1].sequence && said.party == 9 && said.channel == .email)
        if consent == .recorded || (!isRequired && consent == .none) {
            #expect(said.kind == .replyQueued && said.subject == desk.conversation)
            #expect(said.reason == .waitlisted && said.flags.contains(.automatic))
        } else {
            #expect(said.kind == .noticeWithheld && said.subject == desk.entry)
            #expect(said.reason == .noConsent && said.service == 1)
        }
        #expect(desk.diary.status(of: facts[0].subject) == .pending)
        #expect(desk.diary.reason(.confirmHold(subject: facts[0].subject, party: 9)) == .none)
        #expect(desk.diary.reason(.advance) == .unchanged, "asked again, nothing is due")
    }

    @Test("a channel that may not be told times, or whose window is over, is not told")
    func policy() throws {
        var redirected = try Desk { $0.mode = .redirect }
        let withheld = try redirected.diary.perform(.advance)[2]
        #expect(withheld.kind == .noticeWithheld && withheld.reason == .channelPolicy)
        var late = try Desk { $0.replyWindowSeconds = 3_600 }
        late.diary.now = late.diary.now.advanced(byMilliseconds: 3_600_000)
        let closed = try late.diary.perform(.advance)[2]
        #expect(closed.kind == .noticeWithheld && closed.reason == .replyWindowClosed)
    }

    @Test("who asked on a form is told by the way by which they can be reached")
    func form() throws {
        var desk = try Desk(asking: .form, answerBy: .email)
        let reply = try desk.diary.perform(.advance)[2]
        #expect(reply.kind == .replyQueued && reply.channel == .email)
        #expect(reply.subject == desk.conversation)
    }

    @Test("an offer that is over, or was taken, is sent to nobody any more")
    func over() throws {
        var desk = try Desk()
        let facts = try desk.diary.perform(.advance)
        let claim = Command.claimReply(reply: facts[2].sequence, seconds: 60)
        #expect(desk.diary.reason(claim) == .none)
        var taken = desk
        try taken.diary.perform(.confirmHold(subject: facts[0].subject, party: 9))
        #expect(throws: Refusal(.notOffered, cause: facts[1].sequence)) {
            try taken.diary.decide(claim)
        }
        try desk.diary.perform(.extendHold(subject: facts[0].subject, minutes: 60))
        desk.diary.now = desk.diary.now.advanced(byMilliseconds: 3_599_999)
        #expect(desk.diary.reason(claim) == .none, "extended, it stands")
        desk.diary.now = desk.diary.now.advanced(byMilliseconds: 1)
        #expect(desk.diary.reason(claim) == .notOffered)
    }

    @Test("so are times offered in answer to a message, once the last of them is over")
    func offered() throws {
        var desk = try Desk()
        let nine = try minute("2026-05-04T09:00:00Z")
        let facts = try desk.diary.perform(
            .offer(conversation: desk.conversation, service: 1, starts: [nine], minutes: 10)
        )
        let reply = try #require(facts.last)
        let claim = Command.claimReply(reply: reply.sequence, seconds: 60)
        #expect(reply.kind == .replyQueued && desk.diary.reason(claim) == .none)
        try desk.diary.perform(.releaseHold(subject: facts[1].subject))
        #expect(desk.diary.reason(claim) == .notOffered)
        let words = Command.respond(conversation: desk.conversation, sent: false, ifHead: 0)
        let said = try desk.diary.perform(words)[0].sequence
        let own = Command.claimReply(reply: said, seconds: 60)
        #expect(desk.diary.reason(own) == .none, "what a person worded is sent all the same")
    }
}
