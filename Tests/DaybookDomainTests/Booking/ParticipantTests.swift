import DaybookDomain
import Testing

@Suite("Who takes part in an appointment, and what they answered")
struct ParticipantTests {
    /// A visit with a practitioner and a room, booked for somebody.
    private func booked(
        _ change: (inout SmallClinic) -> Void = { _ in }
    ) throws -> (Diary, UInt64) {
        var clinic = SmallClinic()
        clinic.resources = 3
        clinic.service.groups = [
            ResourceGroup(name: "practitioners", resources: [1, 2]),
            ResourceGroup(name: "rooms", resources: [3]),
        ]
        change(&clinic)
        var diary = try clinic.diary(at: "2026-05-04T08:00:00Z")
        let nine = try minute("2026-05-04T09:00:00Z")
        let wish = TimeRequest(service: 1, resource: 1, start: nine, party: 7)
        if clinic.service.approvalMinutes > 0 { diary.actor = .patient }
        let subject = try diary.perform(.book(wish))[0].subject
        diary.actor = .staff
        return (diary, subject)
    }

    private func responses(_ diary: Diary, _ subject: UInt64) -> [UInt16: ParticipantResponse] {
        let appointment = Appointment(history: diary.history(of: subject))
        return Dictionary(
            uniqueKeysWithValues: appointment.participants.map {
                ($0, appointment.response(of: $0, asOf: diary.now))
            }
        )
    }

    private func refusal(_ diary: Diary, _ command: Command) -> Refusal? {
        do throws(Refusal) {
            _ = try diary.decide(command)
            return nil
        } catch {
            return error
        }
    }

    @Test("a booking counts as accepted by all, a wish waits for both sides")
    func unasked() throws {
        let (diary, subject) = try booked()
        #expect(responses(diary, subject) == [0: .accepted, 1: .accepted, 3: .accepted])
        let (wished, wish) = try booked { $0.service.approvalMinutes = 600 }
        #expect(responses(wished, wish) == [0: .needsAction, 1: .tentative, 3: .tentative])
    }

    @Test(
        "each answers for itself, and the newest answer counts",
        arguments: [0, 1, 3] as [UInt16],
        ParticipantResponse.allCases
    )
    func answers(resource: UInt16, response: ParticipantResponse) throws {
        var (diary, subject) = try booked()
        let other: ParticipantResponse = response == .tentative ? .declined : .tentative
        for given in [other, response] {
            let facts = try diary.perform(
                .recordResponse(subject: subject, resource: resource, response: given)
            )
            #expect(facts.map(\.kind) == [.participantResponded])
            #expect(facts[0].subject == subject && facts[0].party == 7)
            #expect(facts[0].resource == resource && facts[0].rank == given.rawValue)
        }
        var expected: [UInt16: ParticipantResponse] = [0: .accepted, 1: .accepted, 3: .accepted]
        expected[resource] = response
        #expect(responses(diary, subject) == expected)
        #expect(diary.status(of: subject) == .booked, "an answer decides nothing")
        let wish = TimeRequest(service: 1, resource: 1, start: diary.now.minute.advanced(by: 60))
        #expect(diary.reason(.book(wish)) == .taken, "and frees nothing")
    }

    @Test("who answered is asked again when the time is another, and nobody else")
    func moved() throws {
        var (diary, subject) = try booked()
        try diary.perform(.recordResponse(subject: subject, resource: 0, response: .accepted))
        try diary.perform(.recordResponse(subject: subject, resource: 1, response: .declined))
        let ten = try minute("2026-05-04T10:00:00Z")
        try diary.perform(.reschedule(subject: subject, start: ten, resource: 1))
        #expect(responses(diary, subject) == [0: .needsAction, 1: .needsAction, 3: .accepted])
        try diary.perform(.recordResponse(subject: subject, resource: 0, response: .accepted))
        #expect(responses(diary, subject)[0] == .accepted)
        // With another practitioner, who was never asked.
        try diary.perform(.reschedule(subject: subject, start: ten, resource: 2))
        #expect(responses(diary, subject) == [0: .needsAction, 2: .accepted, 3: .accepted])
        let gone = Command.recordResponse(subject: subject, resource: 1, response: .accepted)
        #expect(diary.reason(gone) == .notEligible)
    }

    @Test("a time chosen instead of the booked one asks again as well")
    func rebooked() throws {
        var (diary, subject) = try booked()
        try diary.perform(.recordResponse(subject: subject, resource: 0, response: .tentative))
        let hold = try diary.perform(
            .rebook(subject: subject, starts: [minute("2026-05-05T09:00:00Z")], minutes: 60)
        )[0].subject
        try diary.perform(.confirmHold(subject: hold, party: 7))
        #expect(responses(diary, subject)[0] == .needsAction)
    }

    @Test("who cancelled declined, and a patient who came accepted, whatever was said before")
    func deeds() throws {
        for (reason, declined) in [
            (Reason.patient, [0] as Set<UInt16>), (.provider, [1, 3]), (.maintenance, [1, 3]),
            (.other, []),
        ] {
            var (diary, subject) = try booked()
            try diary.perform(.recordResponse(subject: subject, resource: 0, response: .accepted))
            try diary.perform(.cancel(subject: subject, reason: reason))
            let found = responses(diary, subject).filter { $0.value == .declined }
            #expect(Set(found.keys) == declined, "\(reason)")
            try diary.perform(.progress(subject: subject, step: .reinstate))
            #expect(responses(diary, subject) == [0: .accepted, 1: .accepted, 3: .accepted])
        }
        var (diary, subject) = try booked()
        try diary.perform(.recordResponse(subject: subject, resource: 0, response: .declined))
        try diary.perform(.progress(subject: subject, step: .arrive))
        #expect(responses(diary, subject)[0] == .accepted)
    }

    @Test("is refused with the fact that stands against it")
    func refusals() throws {
        var (diary, subject) = try booked()
        let answer = try diary.perform(
            .recordResponse(subject: subject, resource: 3, response: .declined)
        )[0]
        func ask(_ resource: UInt16) -> Refusal? {
            refusal(
                diary,
                .recordResponse(subject: subject, resource: resource, response: .declined)
            )
        }
        #expect(ask(3) == Refusal(.unchanged, cause: answer.sequence))
        #expect(ask(2) == Refusal(.notEligible, cause: answer.sequence))
        #expect(ask(99) == Refusal(.notEligible, cause: answer.sequence))
        diary.actor = .patient
        #expect(ask(1) == Refusal(.notPermitted, cause: answer.sequence))
        #expect(ask(0) == nil, "a patient answers for themselves")
        diary.actor = .staff
        let cancelled = try diary.perform(.cancel(subject: subject, reason: .patient))
        let last = try #require(cancelled.last).sequence
        #expect(ask(0) == Refusal(.transitionNotAllowed, cause: last))
    }

    @Test("goes with a wish that is approved")
    func approved() throws {
        var (diary, subject) = try booked { $0.service.approvalMinutes = 600 }
        try diary.perform(.recordResponse(subject: subject, resource: 1, response: .accepted))
        #expect(responses(diary, subject) == [0: .needsAction, 1: .accepted, 3: .tentative])
        try diary.perform(.confirmHold(subject: subject, party: 0))
        #expect(responses(diary, subject) == [0: .accepted, 1: .accepted, 3: .accepted])
    }

    // MARK: By a patient's own calendar

    private func receive(
        _ diary: inout Diary,
        _ subject: UInt64,
        _ response: ParticipantResponse,
        revision: Int = 0,
        from party: UInt64 = 7,
        _ nature: Incoming.Nature = .message
    ) throws -> [Fact] {
        diary.channel = .email
        diary.actor = .patient
        defer { (diary.channel, diary.actor) = (.desk, .staff) }
        var incoming = Incoming(nature)
        incoming.party = party
        incoming.reply = CalendarReply(
            appointment: subject,
            response: response,
            revision: revision
        )
        return try diary.perform(.receive(incoming))
    }

    @Test("a calendar's answer is on record beside the message, which somebody still looks at")
    func calendar() throws {
        var (diary, subject) = try booked()
        let facts = try receive(&diary, subject, .declined)
        #expect(facts.map(\.kind) == [.requestReceived, .participantResponded])
        #expect(facts[1].cause == facts[0].sequence && facts[1].resource == 0)
        #expect(responses(diary, subject)[0] == .declined)
        #expect(diary.status(of: subject) == .booked)
        let accepted = try receive(&diary, subject, .accepted, .reaction)
        #expect(accepted.map(\.kind) == [.reactionReceived, .participantResponded])
        let again = try receive(&diary, subject, .accepted, .reaction)
        #expect(again.map(\.kind) == [.reactionReceived])
    }

    @Test("an answer to an older time, of somebody else, or for what is over is a message alone")
    func calendarInVain() throws {
        var (diary, subject) = try booked()
        #expect(try receive(&diary, subject, .declined, from: 8).count == 1)
        #expect(try receive(&diary, subject, .declined, from: 0).count == 1)
        #expect(try receive(&diary, 99, .declined).count == 1)
        let ten = try minute("2026-05-04T10:00:00Z")
        try diary.perform(.reschedule(subject: subject, start: ten, resource: 0))
        #expect(try receive(&diary, subject, .accepted, revision: 0).count == 1)
        #expect(try receive(&diary, subject, .accepted, revision: 1).count == 2)
        try diary.perform(.cancel(subject: subject, reason: .provider))
        #expect(try receive(&diary, subject, .tentative, revision: 2).count == 1)
    }
}
