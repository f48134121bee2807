import DaybookDomain
import Testing

@Suite("Staff share conversations and send answers")
struct HandOverTests {
    private func diary() throws -> (Diary, UInt64) {
        var diary = try SmallClinic().diary(at: "2026-05-04T08:00:00Z")
        try diary.perform(.configure([.actor(Actor(number: 1, name: "anna"))]))
        try diary.perform(.configure([.actor(Actor(number: 2, name: "bert"))]))
        diary.channel = .messenger
        var incoming = Incoming(.message)
        incoming.party = 9
        let subject = try #require(try diary.perform(.receive(incoming)).last).subject
        return (diary, subject)
    }

    private func queued(_ diary: inout Diary, _ subject: UInt64) throws -> UInt64 {
        try diary.perform(.respond(conversation: subject, sent: false, ifHead: 0))[0].sequence
    }

    @Test("a claimed conversation is refused to others until it is released; assigning overrides")
    func claim() throws {
        var (diary, subject) = try diary()
        diary.actorNumber = 1
        let claim = try diary.perform(.claim(conversation: subject))[0]
        #expect(Conversation(history: diary.history(of: subject)).assignee == 1)
        #expect(diary.reason(.claim(conversation: subject)) == .unchanged)
        diary.actorNumber = 2
        #expect(throws: Refusal(.claimed, cause: claim.sequence)) {
            try diary.decide(.claim(conversation: subject))
        }
        try diary.perform(.assign(conversation: subject, to: 2))
        #expect(Conversation(history: diary.history(of: subject)).assignee == 2)
        #expect(diary.reason(.assign(conversation: subject, to: 3)) == .unknown)
        try diary.perform(.release(conversation: subject))
        #expect(Conversation(history: diary.history(of: subject)).assignee == 0)
        #expect(diary.reason(.release(conversation: subject)) == .unchanged)
    }

    @Test("notes and hand-overs leave the clock as it is")
    func clock() throws {
        var (diary, subject) = try diary()
        let since = Conversation(history: diary.history(of: subject)).waitingSince
        diary.actorNumber = 1
        try diary.perform(.claim(conversation: subject))
        try diary.perform(.note(conversation: subject))
        #expect(Conversation(history: diary.history(of: subject)).waitingSince == since)
    }

    @Test("an edit after the head is news too")
    func editIsNews() throws {
        var (diary, subject) = try diary()
        var edit = Incoming(.edit)
        edit.conversation = subject
        edit.about = subject
        try diary.perform(.receive(edit))
        let stale = Command.respond(conversation: subject, sent: false, ifHead: subject)
        #expect(diary.reason(stale) == .staleVersion)
    }

    @Test("a claimed answer is no other sender's until the claim runs out, and sent once")
    func claimReply() throws {
        var (diary, subject) = try diary()
        let reply = try queued(&diary, subject)
        let claim = try diary.perform(.claimReply(reply: reply, seconds: 120))[0]
        #expect(claim.holdExpiry == diary.now.advanced(byMilliseconds: 120_000))
        let again = Command.claimReply(reply: reply, seconds: 60)
        diary.now = diary.now.advanced(byMilliseconds: 119_999)
        #expect(diary.reason(again) == .claimed)
        diary.now = diary.now.advanced(byMilliseconds: 1)
        #expect(diary.reason(again) == .none)
        try diary.perform(.reportReply(reply: reply, outcome: .sent))
        #expect(diary.reason(again) == .transitionNotAllowed)
        #expect(diary.reason(.claimReply(reply: reply, seconds: 0)) == .outOfRange)
        #expect(diary.reason(.claimReply(reply: 4_711, seconds: 60)) == .unknown)
    }

    @Test("an echo that comes before its sender could name it is the claimed answer's")
    func earlyEcho() throws {
        var (diary, subject) = try diary()
        let reply = try queued(&diary, subject)
        try diary.perform(.claimReply(reply: reply, seconds: 120))
        var echo = Incoming(.staffEcho)
        echo.conversation = subject
        let fact = try #require(try diary.perform(.receive(echo)).last)
        #expect(fact.kind == .replyDelivered && fact.cause == reply)
        diary.now = diary.now.advanced(byMilliseconds: 120_000)
        #expect(try diary.perform(.receive(echo)).last?.kind == .replySent)
    }

    @Test("on Messenger a person may answer for seven days, a rule for the window")
    func windows() throws {
        var (diary, subject) = try diary()
        var policy = ChannelPolicy(channel: .messenger)
        policy.replyWindowSeconds = 86_400
        try diary.perform(.configure([.channel(policy)]))
        diary.channel = .messenger
        let answer = Command.respond(conversation: subject, sent: false, ifHead: 0)
        let asked = diary.now
        diary.now = asked.advanced(byMilliseconds: 86_400_000)
        diary.actor = .service
        #expect(diary.reason(answer) == .replyWindowClosed)
        diary.actor = .staff
        #expect(diary.reason(answer) == .none)
        let reply = try queued(&diary, subject)
        diary.now = asked.advanced(byMilliseconds: 7 * 86_400_000 - 1)
        #expect(diary.reason(.claimReply(reply: reply, seconds: 60)) == .none)
        diary.now = asked.advanced(byMilliseconds: 7 * 86_400_000)
        #expect(diary.reason(answer) == .replyWindowClosed)
        diary.actor = .service
        #expect(diary.reason(.claimReply(reply: reply, seconds: 60)) == .replyWindowClosed)
        let said = Command.respond(conversation: subject, sent: true, ifHead: 0)
        #expect(diary.reason(said) == .none, "what has been said is recorded")
    }
}
