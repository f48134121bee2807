import DaybookDomain
import Testing

@Suite("Answers to reminders")
struct ReminderAnswerTests {
    private func reminded() throws -> (Diary, subject: UInt64, reminder: UInt64) {
        var diary = try SmallClinic().diary(at: "2026-05-04T08:00:00Z")
        let request = TimeRequest(
            service: 1,
            start: try minute("2026-05-06T10:00:00Z"),
            party: 9
        )
        let subject = try diary.perform(.book(request))[0].subject
        let reminder = try diary.perform(.remind(appointment: subject, channel: .email))[0]
        return (diary, subject, reminder.sequence)
    }

    /// The answer as the patient's own message.
    private func write(
        _ diary: inout Diary,
        _ reminder: UInt64,
        _ answer: ReminderAnswer,
        in conversation: UInt64 = 0
    ) throws -> [Fact] {
        diary.channel = .email
        diary.actor = .patient
        var incoming = Incoming(.message)
        incoming.party = 9
        incoming.conversation = conversation
        let facts = try diary.perform(
            .receiveAndAnswer(incoming, reminder: reminder, answer)
        )
        diary.actor = .staff
        return facts
    }

    @Test("who confirms by a message is told by rule, and nobody need answer")
    func confirmed() throws {
        var (diary, subject, reminder) = try reminded()
        let facts = try write(&diary, reminder, .confirm)
        #expect(facts.map(\.kind) == [.requestReceived, .attendanceConfirmed, .replyQueued])
        #expect(facts[1].subject == subject && facts[1].cause == reminder)
        #expect(facts[1].party == 9 && facts[1].service == 1)
        #expect(facts[2].cause == facts[1].sequence && facts[2].flags.contains(.automatic))
        #expect(diary.status(of: subject) == .booked)
        let appointment = Appointment(history: diary.history(of: subject))
        #expect(appointment.confirmation == facts[1].sequence)
    }

    @Test("who confirms twice changes nothing, and makes nobody look")
    func twice() throws {
        var (diary, _, reminder) = try reminded()
        let first = try write(&diary, reminder, .confirm)
        let again = try write(&diary, reminder, .confirm)
        #expect(again.map(\.kind) == [.requestReceived, .conversationClosed])
        #expect(again[0].reason == .none && again[1].reason == .notNeeded)
        #expect(throws: Refusal(.unchanged, cause: first[1].sequence)) {
            try diary.decide(.answerReminder(reminder: reminder, .confirm))
        }
    }

    @Test("who cancels sets the time free at once, as the patient who did")
    func cancelled() throws {
        var (diary, subject, reminder) = try reminded()
        let facts = try write(&diary, reminder, .cancel)
        #expect(facts.map(\.kind) == [.requestReceived, .appointmentCancelled, .replyQueued])
        #expect(facts[1].subject == subject && facts[1].reason == .patient)
        #expect(facts[1].actor == .patient && facts[2].cause == facts[1].sequence)
        #expect(diary.status(of: subject) == .cancelled)
        let start = try minute("2026-05-06T10:00:00Z")
        #expect(diary.reason(.book(TimeRequest(service: 1, start: start))) == .none)
        let again = try write(&diary, reminder, .cancel)
        #expect(again.map(\.kind) == [.requestReceived])
        #expect(again[0].reason == .transitionNotAllowed)
    }

    @Test("who confirms has accepted as a participant, until the time moves or they take it back")
    func participant() throws {
        var (diary, subject, reminder) = try reminded()
        func patient(_ diary: Diary) -> Appointment {
            Appointment(history: diary.history(of: subject))
        }
        let tentative = Command.recordResponse(
            subject: subject,
            resource: 0,
            response: .tentative
        )
        try diary.perform(tentative)
        let said = try diary.perform(.answerReminder(reminder: reminder, .confirm))[0].sequence
        #expect(patient(diary).response(of: 0, asOf: diary.now) == .accepted)
        #expect(patient(diary).answers.first?.fact == said)
        var moved = diary
        let later = try minute("2026-05-07T10:00:00Z")
        try moved.perform(.reschedule(subject: subject, start: later, resource: 0))
        #expect(patient(moved).response(of: 0, asOf: moved.now) == .needsAction)
        try diary.perform(tentative)
        #expect(patient(diary).response(of: 0, asOf: diary.now) == .tentative)
        #expect(patient(diary).confirmation == 0, "who is unsure has not confirmed")
        #expect(diary.reason(.answerReminder(reminder: reminder, .confirm)) == .none)
    }

    @Test("who confirmed can still cancel")
    func both() throws {
        var (diary, subject, reminder) = try reminded()
        try diary.perform(.answerReminder(reminder: reminder, .confirm))
        try diary.perform(.answerReminder(reminder: reminder, .cancel))
        let appointment = Appointment(history: diary.history(of: subject))
        #expect(appointment.status == .cancelled && appointment.confirmation == 0)
    }

    @Test(
        "an answer is void once the time moved, was cancelled or has begun",
        arguments: ReminderAnswer.allCases
    )
    func void(answer: ReminderAnswer) throws {
        var (diary, subject, reminder) = try reminded()
        let start = try minute("2026-05-07T10:00:00Z")
        try diary.perform(.answerReminder(reminder: reminder, .confirm))
        let moved = try diary.perform(.reschedule(subject: subject, start: start, resource: 0))
        #expect(throws: Refusal(.staleVersion, cause: try #require(moved.last).sequence)) {
            try diary.decide(.answerReminder(reminder: reminder, answer))
        }
        let appointment = Appointment(history: diary.history(of: subject))
        #expect(appointment.confirmation == 0, "what was confirmed was another time")
        let facts = try write(&diary, reminder, answer)
        #expect(facts.map(\.kind) == [.requestReceived] && facts[0].reason == .staleVersion)
        let newer = try diary.perform(.remind(appointment: subject, channel: .email))[0].sequence
        var later = diary
        later.now = start.instant
        #expect(later.reason(.answerReminder(reminder: newer, answer)) == .past)
        try diary.perform(.cancel(subject: subject, reason: .provider))
        #expect(
            diary.reason(.answerReminder(reminder: newer, answer)) == .transitionNotAllowed
        )
    }

    @Test("less than the service's notice before the time nobody cancels without a person")
    func notice() throws {
        var (diary, subject, reminder) = try reminded()
        var service = try #require(diary.state.clinic.service(1))
        service.notice = 120
        try diary.perform(.configure([.service(service)]))
        let start = try minute("2026-05-06T10:00:00Z").instant
        diary.now = start.advanced(byMilliseconds: -120 * 60_000)
        #expect(diary.reason(.answerReminder(reminder: reminder, .cancel)) == .none)
        diary.now = diary.now.advanced(byMilliseconds: 1)
        #expect(diary.reason(.answerReminder(reminder: reminder, .cancel)) == .notice)
        let facts = try write(&diary, reminder, .cancel)
        #expect(facts.map(\.kind) == [.requestReceived] && facts[0].reason == .notice)
        #expect(diary.status(of: subject) == .booked)
        #expect(diary.reason(.answerReminder(reminder: reminder, .confirm)) == .none)
    }

    @Test("what is no reminder of that appointment answers nothing")
    func unknown() throws {
        var (diary, subject, _) = try reminded()
        for number in [0, subject, 9_999] {
            #expect(diary.reason(.answerReminder(reminder: number, .cancel)) == .notOffered)
            #expect(try write(&diary, number, .cancel).map(\.kind) == [.requestReceived])
        }
        #expect(diary.status(of: subject) == .booked)
    }

    @Test("who waits for an answer to something else goes on waiting for it")
    func waiting() throws {
        var (diary, subject, reminder) = try reminded()
        diary.channel = .email
        diary.actor = .patient
        var incoming = Incoming(.message)
        incoming.party = 9
        let asked = try diary.perform(.receive(incoming))[0]
        let facts = try write(&diary, reminder, .confirm, in: asked.subject)
        #expect(facts.map(\.kind) == [.messageReceived, .attendanceConfirmed])
        let conversation = Conversation(history: diary.history(of: asked.subject))
        #expect(conversation.waitingSince == asked.occurredAt)
        #expect(diary.status(of: subject) == .booked)
    }

    @Test("where the channel may not be told times, the answer counts and nobody waits")
    func neutral() throws {
        var (diary, subject, reminder) = try reminded()
        var policy = ChannelPolicy(channel: .email)
        policy.content = .neutral
        try diary.perform(.configure([.channel(policy)]))
        let facts = try write(&diary, reminder, .cancel)
        #expect(
            facts.map(\.kind) == [.requestReceived, .appointmentCancelled, .conversationClosed]
        )
        #expect(diary.status(of: subject) == .cancelled)
    }
}
