import DaybookDomain
import Testing

@Suite("Reminders")
struct ReminderTests {
    private func booked() throws -> (Diary, UInt64) {
        var diary = try SmallClinic().diary(at: "2026-05-04T08:00:00Z")
        let request = TimeRequest(
            service: 1,
            start: try minute("2026-05-06T10:00:00Z"),
            party: 9
        )
        let subject = try diary.perform(.book(request))[0].subject
        return (diary, subject)
    }

    @Test("a queued reminder goes out by the outbox, once")
    func sent() throws {
        var (diary, subject) = try booked()
        let reminder = try diary.perform(.remind(appointment: subject, channel: .sms))[0]
        #expect(reminder.party == 9 && reminder.channel == .sms && reminder.cause == subject)
        try diary.perform(.claimReply(reply: reminder.sequence, seconds: 60))
        let sent = try diary.perform(
            .reportReply(reply: reminder.sequence, outcome: .sent)
        )[0]
        #expect(sent.kind == .replySent && sent.subject == subject)
        #expect(
            diary.reason(.reportReply(reply: reminder.sequence, outcome: .sent))
                == .transitionNotAllowed
        )
        #expect(diary.status(of: subject) == .booked)
    }

    @Test("a reminder is void after its appointment moved or was cancelled")
    func void() throws {
        var (diary, subject) = try booked()
        let reminder = try diary.perform(
            .remind(appointment: subject, channel: .sms)
        )[0].sequence
        let start = try minute("2026-05-07T10:00:00Z")
        let moved = try diary.perform(
            .reschedule(subject: subject, start: start, resource: 0)
        )
        #expect(throws: Refusal(.staleVersion, cause: try #require(moved.last).sequence)) {
            try diary.decide(.claimReply(reply: reminder, seconds: 60))
        }
        #expect(diary.reason(.remind(appointment: subject, channel: .sms)) == .none)
        try diary.perform(.cancel(subject: subject, reason: .patient))
        #expect(
            diary.reason(.claimReply(reply: reminder, seconds: 60)) == .transitionNotAllowed
        )
        #expect(
            diary.reason(.remind(appointment: subject, channel: .sms)) == .transitionNotAllowed
        )
    }

    @Test("nobody is reminded of the past, or who took their consent back")
    func refused() throws {
        var (diary, subject) = try booked()
        try diary.perform(.withdrawConsent(party: 9, channel: .sms))
        #expect(diary.reason(.remind(appointment: subject, channel: .sms)) == .noConsent)
        #expect(diary.reason(.remind(appointment: subject, channel: .email)) == .none)
        diary.now = try instant("2026-05-06T10:00:00Z")
        #expect(diary.reason(.remind(appointment: subject, channel: .email)) == .past)
    }

    @Test("where a platform takes nothing by rule any more, a reminder is refused, and held back")
    func window() throws {
        var diary = try SmallClinic().diary(at: "2026-05-04T08:00:00Z")
        var policy = ChannelPolicy(channel: .messenger)
        policy.replyWindowSeconds = 86_400
        try diary.perform(.configure([.channel(policy)]))
        diary.channel = .messenger
        diary.actor = .patient
        var incoming = Incoming(.message)
        incoming.party = 9
        let message = try #require(try diary.perform(.receive(incoming)).last)
        var request = TimeRequest(
            service: 1,
            start: try minute("2026-05-06T10:00:00Z"),
            party: 9
        )
        request.cause = message.sequence
        diary.actor = .staff
        let subject = try diary.perform(.book(request))[0].subject
        let remind = Command.remind(appointment: subject, channel: .messenger)
        let reminder = try diary.perform(remind)[0].sequence
        diary.now = message.occurredAt.advanced(byMilliseconds: 86_400_000 - 1)
        #expect(diary.reason(.claimReply(reply: reminder, seconds: 60)) == .none)
        diary.now = message.occurredAt.advanced(byMilliseconds: 86_400_000)
        #expect(diary.reason(.claimReply(reply: reminder, seconds: 60)) == .replyWindowClosed)
        #expect(diary.reason(remind) == .replyWindowClosed)
        #expect(diary.reason(.remind(appointment: subject, channel: .sms)) == .none)
        // What they write then opens it again.
        incoming.conversation = message.subject
        diary.actor = .patient
        try diary.perform(.receive(incoming))
        diary.actor = .staff
        #expect(diary.reason(.claimReply(reply: reminder, seconds: 60)) == .none)
        // Whoever wrote nothing there can't be shown to be within it.
        request.cause = 0
        request.start = try minute("2026-05-06T11:00:00Z")
        let other = try diary.perform(.book(request))[0].subject
        #expect(
            diary.reason(.remind(appointment: other, channel: .messenger)) == .replyWindowClosed
        )
    }
}
