import DaybookDomain
import Testing

@Suite("A service that needs approval")
struct ApprovalTests {
    private func diary(minutes: UInt32 = 120) throws -> Diary {
        var clinic = SmallClinic()
        clinic.service.approvalMinutes = minutes
        var diary = try clinic.diary(at: "2026-05-04T08:00:00Z")
        diary.actor = .patient
        return diary
    }

    private func request(_ time: String = "12:00") throws -> TimeRequest {
        TimeRequest(service: 1, start: try minute("2026-05-04T\(time):00Z"), party: 7)
    }

    @Test("keeps the time of a patient's wish until staff confirm it")
    func confirm() throws {
        var diary = try diary()
        let wish = try diary.perform(.book(request()))
        #expect(wish.map(\.kind) == [.appointmentRequested])
        let subject = wish[0].subject
        #expect(diary.status(of: subject) == .pending)
        #expect(diary.reason(.book(try request())) == .held)
        #expect(diary.reason(.confirmHold(subject: subject, party: 0)) == .needsApproval)
        diary.actor = .staff
        let booked = try diary.perform(.confirmHold(subject: subject, party: 0))
        #expect(booked.map(\.kind) == [.appointmentBooked])
        #expect(booked[0].cause == subject && booked[0].party == 7)
        #expect(diary.reason(.book(try request())) == .taken)
    }

    @Test("frees the time of a wish that is declined, or that nobody decided in time")
    func decline() throws {
        var diary = try diary()
        let first = try diary.perform(.book(request()))[0].subject
        #expect(diary.reason(.decline(subject: first, reason: .provider)) == .notPermitted)
        diary.actor = .staff
        #expect(diary.reason(.decline(subject: first, reason: .taken)) == .outOfRange)
        #expect(diary.reason(.releaseHold(subject: first)) == .transitionNotAllowed)
        try diary.perform(.decline(subject: first, reason: .provider))
        #expect(diary.status(of: first) == .cancelled)
        diary.actor = .patient
        let second = try diary.perform(.book(request()))[0].subject
        diary.now = try instant("2026-05-04T10:00:00Z")
        #expect(diary.status(of: second) == .cancelled)
        diary.actor = .staff
        #expect(diary.reason(.confirmHold(subject: second, party: 0)) == .holdExpired)
        #expect(diary.reason(.book(try request())) == .none)
    }

    @Test("keeps a wish no longer than until its own start")
    func deadline() throws {
        var diary = try diary(minutes: 10_000)
        let wish = try diary.perform(.book(request("08:30")))[0]
        #expect(wish.holdExpiry == (try instant("2026-05-04T08:30:00Z")))
    }

    @Test("books at once what staff book")
    func staff() throws {
        var diary = try diary()
        diary.actor = .staff
        #expect(try diary.perform(.book(request())).map(\.kind) == [.appointmentBooked])
    }

    @Test("lets nobody pass by holding the time first")
    func holdFirst() throws {
        var diary = try diary()
        let hold = try diary.perform(.hold(request(), minutes: 20))[0].subject
        let wish = try diary.perform(.confirmHold(subject: hold, party: 0))
        #expect(wish.map(\.kind) == [.appointmentRequested])
        #expect(diary.reason(.confirmHold(subject: hold, party: 0)) == .needsApproval)
        diary.now = try instant("2026-05-04T08:30:00Z")
        #expect(diary.status(of: hold) == .pending, "the wish has an end of its own")
        #expect(Appointment(history: diary.history(of: hold)).footprints.count == 1)
        diary.actor = .staff
        try diary.perform(.cancel(subject: hold, reason: .patient))
        #expect(diary.reason(.book(try request())) == .none)
    }

    @Test("books what was offered: an offer is an approval")
    func offered() throws {
        var diary = try diary()
        let opened = try diary.perform(.receive(Incoming(.message)))[0].subject
        diary.actor = .staff
        let hold = try diary.perform(
            .offer(
                conversation: opened,
                service: 1,
                starts: [request().start],
                minutes: 30
            )
        )[1].subject
        diary.actor = .patient
        let group = try diary.perform(
            .receiveAndConfirm(Incoming(.message), hold: hold)
        )
        #expect(group.contains { $0.kind == .appointmentBooked })
    }

    @Test("leaves whoever chose on the form waiting for an answer that says so")
    func form() throws {
        var diary = try diary()
        diary.channel = .form
        let facts = try diary.perform(.receiveAndBook(Incoming(.message), request()))
        #expect(facts.map(\.kind) == [.requestReceived, .appointmentRequested])
        #expect(facts[0].reason == .needsApproval)
        #expect(Conversation(history: diary.history(of: facts[0].subject)).waitingSince != nil)
    }

    @Test("a walk-in is booked from the next whole minute and has arrived, if staff say so")
    func walkIn() throws {
        var clinic = SmallClinic()
        clinic.service.notice = 600
        clinic.hours = try WeeklyHours([try #require(WallInterval(open: 480, close: 1_020))])
        var diary = try clinic.diary(at: "2026-05-04T08:06:30Z")
        let facts = try diary.perform(.walkIn(TimeRequest(service: 1, start: Minute(0))))
        #expect(facts.map(\.kind) == [.appointmentBooked, .patientArrived])
        #expect(facts[0].start == (try minute("2026-05-04T08:07:00Z")))
        #expect(diary.status(of: facts[0].subject) == .arrived)
        #expect(diary.reason(.walkIn(TimeRequest(service: 1, start: Minute(0)))) == .taken)
        diary.now = try instant("2026-05-04T17:00:00Z")
        #expect(diary.reason(.walkIn(TimeRequest(service: 1, start: Minute(0)))) == .outsideHours)
        diary.now = try instant("2026-05-05T09:00:00Z")
        diary.actor = .patient
        #expect(diary.reason(.walkIn(TimeRequest(service: 1, start: Minute(0)))) == .notPermitted)
    }
}
