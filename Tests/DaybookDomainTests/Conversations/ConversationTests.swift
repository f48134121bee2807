import DaybookDomain
import Testing

@Suite("Who waits since when")
struct ConversationTests {
    private func diary() throws -> Diary {
        var diary = try SmallClinic().diary(at: "2026-05-04T08:00:00Z")
        diary.channel = .whatsapp
        return diary
    }

    private func at(_ time: String) throws -> Instant { try instant("2026-05-04T\(time)Z") }

    private func receive(
        _ diary: inout Diary,
        _ nature: Incoming.Nature = .message,
        in conversation: UInt64 = 0,
        about: UInt64 = 0,
        at time: String,
        written: String? = nil
    ) throws -> Fact {
        var incoming = Incoming(nature)
        incoming.conversation = conversation
        incoming.about = about
        diary.now = try at(time)
        if let written { incoming.occurredAt = try at(written) }
        return try #require(try diary.perform(.receive(incoming)).last)
    }

    private func conversation(_ diary: Diary, _ subject: UInt64) -> Conversation {
        Conversation(history: diary.history(of: subject))
    }

    @Test("an answer that may have been sent stops no clock and is not sent twice by itself")
    func uncertain() throws {
        var diary = try SmallClinic().diary(at: "2026-05-04T08:00:00Z")
        diary.channel = .whatsapp
        diary.actor = .patient
        let asked = try diary.perform(.receive(Incoming(.message)))[0]
        diary.actor = .service
        let reply = try diary.perform(
            .respond(conversation: asked.subject, sent: false, ifHead: 0)
        )[0].sequence
        func report(_ outcome: Command.ReplyOutcome) -> Command {
            .reportReply(reply: reply, outcome: outcome)
        }
        try diary.perform(.claimReply(reply: reply, seconds: 60))
        let fact = try diary.perform(report(.uncertain))[0]
        #expect(fact.kind == .replyUncertain && fact.cause == reply)
        #expect(diary.reason(report(.uncertain)) == .unchanged)
        var conversation = Conversation(history: diary.history(of: asked.subject))
        #expect(conversation.waitingSince == asked.occurredAt)
        #expect(conversation.uncertain == [reply] && conversation.queued == [reply])
        // Its echo is no answer of a person.
        var echo = Incoming(.staffEcho)
        echo.conversation = asked.subject
        let echoed = try diary.perform(.receive(echo))[0]
        #expect(echoed.kind == .replyDelivered && echoed.cause == reply)
        // Somebody may send it once more, and only says what became of it.
        #expect(diary.reason(.claimReply(reply: reply, seconds: 60)) == .none)
        try diary.perform(report(.sent))
        conversation = Conversation(history: diary.history(of: asked.subject))
        #expect(conversation.waitingSince == nil && conversation.uncertain.isEmpty)
        #expect(diary.reason(report(.uncertain)) == .transitionNotAllowed)
    }

    @Test("repeats do not move the anchor; an answer ends the wait")
    func anchor() throws {
        var diary = try diary()
        let subject = try receive(&diary, at: "09:00:00").subject
        _ = try receive(&diary, in: subject, at: "09:30:00")
        #expect(conversation(diary, subject).waitingSince == (try at("09:00:00")))
        diary.now = try at("10:00:00")
        try diary.perform(.respond(conversation: subject, sent: true, ifHead: 0))
        #expect(conversation(diary, subject).waitingSince == nil)
        _ = try receive(&diary, in: subject, at: "11:00:00")
        #expect(conversation(diary, subject).waitingSince == (try at("11:00:00")))
    }

    @Test("a message written earlier and delivered later is the one that waits")
    func reordered() throws {
        var diary = try diary()
        let subject = try receive(&diary, at: "09:05:00", written: "09:04:00").subject
        _ = try receive(&diary, in: subject, at: "09:06:00", written: "09:01:00")
        let folded = conversation(diary, subject)
        #expect(folded.waitingSince == (try at("09:01:00")))
        #expect(folded.lastMessageAt == (try at("09:04:00")))
    }

    @Test("a queued answer does not stop the clock; sending does, and a failure puts it back")
    func queued() throws {
        var diary = try diary()
        let subject = try receive(&diary, at: "09:00:00").subject
        let reply = try diary.perform(
            .respond(conversation: subject, sent: false, ifHead: 0)
        )[0].sequence
        #expect(conversation(diary, subject).waitingSince != nil)
        try diary.perform(.reportReply(reply: reply, outcome: .sent))
        #expect(conversation(diary, subject).waitingSince == nil)
        #expect(diary.reason(.reportReply(reply: reply, outcome: .sent)) == .transitionNotAllowed)
        try diary.perform(.reportReply(reply: reply, outcome: .failed))
        #expect(conversation(diary, subject).waitingSince == (try at("09:00:00")))
        #expect(diary.reason(.reportReply(reply: reply, outcome: .failed)) == .transitionNotAllowed)
    }

    @Test("the failure of an answer that had not ended the wait changes nothing")
    func otherFails() throws {
        var diary = try diary()
        let subject = try receive(&diary, at: "09:00:00").subject
        let queued = try diary.perform(
            .respond(conversation: subject, sent: false, ifHead: 0)
        )[0].sequence
        _ = try receive(&diary, .staffEcho, in: subject, at: "09:10:00")
        #expect(conversation(diary, subject).waitingSince == nil)
        try diary.perform(.reportReply(reply: queued, outcome: .failed))
        #expect(conversation(diary, subject).waitingSince == nil)
    }

    @Test("an answer in the platform's own app counts; the echo of our own send does not")
    func echoes() throws {
        var diary = try diary()
        let subject = try receive(&diary, at: "09:00:00").subject
        let queued = try diary.perform(
            .respond(conversation: subject, sent: false, ifHead: 0)
        )[0].sequence
        let echo = try receive(
            &diary,
            .staffEcho,
            in: subject,
            about: queued,
            at: "09:10:00"
        )
        #expect(echo.kind == .replyDelivered)
        #expect(conversation(diary, subject).waitingSince != nil)
        let native = try receive(&diary, .staffEcho, in: subject, at: "09:20:00")
        #expect(native.kind == .replySent && native.actor == .staff)
        #expect(conversation(diary, subject).waitingSince == nil)
    }

    @Test("an answer typed before the newest message leaves that message waiting")
    func answerBetween() throws {
        var diary = try diary()
        let first = try receive(&diary, at: "09:00:00")
        _ = try receive(&diary, in: first.subject, at: "09:10:00")
        let native = try receive(
            &diary,
            .staffEcho,
            in: first.subject,
            at: "09:12:00",
            written: "09:05:00"
        )
        #expect(native.kind == .replySent && native.cause == first.sequence)
        #expect(native.occurredAt == (try at("09:05:00")))
        #expect(conversation(diary, first.subject).waitingSince == (try at("09:10:00")))
    }

    @Test("of two answers that arrived the failure of one changes nothing, of both it does")
    func twoAnswers() throws {
        for order in [[0, 1], [1, 0]] {
            var diary = try diary()
            let subject = try receive(&diary, at: "09:00:00").subject
            let answers = try (0..<2).map { _ in
                try diary.perform(.respond(conversation: subject, sent: true, ifHead: 0))[0]
                    .sequence
            }
            try diary.perform(.reportReply(reply: answers[order[0]], outcome: .failed))
            #expect(conversation(diary, subject).waitingSince == nil)
            try diary.perform(.reportReply(reply: answers[order[1]], outcome: .failed))
            #expect(conversation(diary, subject).waitingSince == (try at("09:00:00")))
        }
    }

    @Test("a failure that names the sending, as a platform does, is that of the queued answer")
    func failureOfSending() throws {
        var diary = try diary()
        let subject = try receive(&diary, at: "09:00:00").subject
        let queued = try diary.perform(
            .respond(conversation: subject, sent: false, ifHead: 0)
        )[0].sequence
        let sent = try diary.perform(.reportReply(reply: queued, outcome: .sent))[0].sequence
        _ = try receive(&diary, .failed, in: subject, about: sent, at: "09:10:00")
        #expect(conversation(diary, subject).waitingSince == (try at("09:00:00")))
    }

    @Test("a failure after seven days is too late to put the wait back")
    func lateFailure() throws {
        for (late, waits) in [(Int64(0), true), (1, false)] {
            var diary = try diary()
            let subject = try receive(&diary, at: "09:00:00").subject
            let reply = try diary.perform(
                .respond(conversation: subject, sent: true, ifHead: 0)
            )[0].sequence
            diary.now = diary.now.advanced(byMilliseconds: 7 * 86_400_000 + late)
            try diary.perform(.reportReply(reply: reply, outcome: .failed))
            #expect((conversation(diary, subject).waitingSince != nil) == waits)
        }
    }

    @Test(
        "only what the patient wrote or pressed may book",
        arguments: Incoming.Nature.allCases.filter { $0 != .message }
    )
    func onlyMessagesBook(nature: Incoming.Nature) throws {
        var diary = try diary()
        let start = try minute("2026-05-04T12:00:00Z")
        var incoming = Incoming(nature)
        incoming.party = 9
        let booked = try diary.perform(
            .receiveAndBook(incoming, TimeRequest(service: 1, start: start))
        )
        #expect(booked.map(\.kind).contains(.appointmentBooked) == false)
        #expect(booked.last?.reason == .notOffered)
        let hold = try diary.perform(
            .hold(TimeRequest(service: 1, start: start, party: 9), minutes: 0)
        )[0].sequence
        let confirmed = try diary.perform(.receiveAndConfirm(incoming, hold: hold))
        #expect(confirmed.map(\.kind).contains(.appointmentBooked) == false)
        #expect(diary.status(of: hold) == .pending)
    }

    @Test("an answer typed before the message does not answer it")
    func typedBefore() throws {
        var diary = try diary()
        let subject = try receive(&diary, at: "09:00:00").subject
        let native = try receive(
            &diary,
            .staffEcho,
            in: subject,
            at: "09:01:00",
            written: "08:59:00"
        )
        #expect(native.occurredAt == (try at("08:59:00")))
        #expect(conversation(diary, subject).waitingSince == (try at("09:00:00")))
    }

    @Test("closing ends the wait; what the patient writes then opens an episode")
    func closing() throws {
        var diary = try diary()
        let subject = try receive(&diary, at: "09:00:00").subject
        let reply = try diary.perform(
            .respond(conversation: subject, sent: true, ifHead: 0)
        )[0].sequence
        _ = try receive(&diary, in: subject, at: "09:30:00")
        try diary.perform(.close(conversation: subject, reason: .thanks))
        #expect(conversation(diary, subject).waitingSince == nil)
        #expect(!conversation(diary, subject).isOpen)
        try diary.perform(.reportReply(reply: reply, outcome: .failed))
        #expect(conversation(diary, subject).waitingSince == nil, "nobody waits in what is closed")
        #expect(
            diary.reason(.close(conversation: subject, reason: .thanks)) == .transitionNotAllowed
        )
        let again = try receive(&diary, in: subject, at: "11:00:00")
        #expect(again.kind == .requestReceived && again.subject == subject)
        #expect(conversation(diary, subject).waitingSince == (try at("11:00:00")))
    }

    @Test("reopening starts the clock anew")
    func reopening() throws {
        var diary = try diary()
        let subject = try receive(&diary, at: "09:00:00").subject
        #expect(diary.reason(.reopen(conversation: subject)) == .transitionNotAllowed)
        try diary.perform(.close(conversation: subject, reason: .notNeeded))
        diary.now = try at("12:00:00")
        try diary.perform(.reopen(conversation: subject))
        #expect(conversation(diary, subject).waitingSince == (try at("12:00:00")))
    }

    @Test(
        "machines, edits, reactions and reads make nobody wait",
        arguments: [
            Incoming.Nature.machine, .edit, .unsend, .reaction, .read, .delivered, .failed,
            .unrecognised, .quarantined, .staffEcho,
        ]
    )
    func nobodyWaits(nature: Incoming.Nature) throws {
        var diary = try diary()
        let fact = try receive(&diary, nature, at: "09:00:00")
        #expect(conversation(diary, fact.subject).waitingSince == nil)
    }

    @Test("an answer written for an older message is refused when the patient wrote meanwhile")
    func ifHead() throws {
        var diary = try diary()
        let first = try receive(&diary, at: "09:00:00")
        let second = try receive(&diary, in: first.subject, at: "09:30:00")
        let stale = Command.respond(
            conversation: first.subject,
            sent: true,
            ifHead: first.sequence
        )
        #expect(diary.reason(stale) == .staleVersion)
        let fresh = Command.respond(
            conversation: first.subject,
            sent: true,
            ifHead: second.sequence
        )
        #expect(diary.reason(fresh) == .none)
    }

    @Test("the platform's window for answers closes at its instant")
    func window() throws {
        var diary = try diary()
        var policy = ChannelPolicy(channel: .whatsapp)
        policy.replyWindowSeconds = 86_400
        try diary.perform(.configure([.channel(policy)]))
        diary.channel = .whatsapp
        let subject = try receive(&diary, at: "09:00:00").subject
        let answer = Command.respond(conversation: subject, sent: false, ifHead: 0)
        diary.now = try instant("2026-05-05T08:59:59.999Z")
        #expect(diary.reason(answer) == .none)
        diary.now = try instant("2026-05-05T09:00:00Z")
        #expect(diary.reason(answer) == .replyWindowClosed)
    }

    @Test("a message that chooses a free time is booked and confirmed in one group")
    func receiveAndBook() throws {
        var diary = try diary()
        diary.channel = .form
        let start = try minute("2026-05-04T12:00:00Z")
        var incoming = Incoming(.message)
        incoming.party = 9
        let command = Command.receiveAndBook(incoming, TimeRequest(service: 1, start: start))
        let facts = try diary.perform(command)
        #expect(facts.map(\.kind) == [.requestReceived, .appointmentBooked, .replySent])
        #expect(facts.map { $0.flags.contains(.groupContinues) } == [true, true, false])
        #expect(facts[2].flags.contains(.automatic))
        let second = try diary.perform(command)
        #expect(second.map(\.kind) == [.requestReceived])
        #expect(second[0].reason == .taken)
    }
}
