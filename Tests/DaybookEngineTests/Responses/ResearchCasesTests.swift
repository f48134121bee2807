import DaybookDomain
import DaybookEngine
import Testing

/// What went wrong in help desks, with the figures that their users expected. Due times over
/// weekends, nights, breaks and holidays are judged beside the opening hours themselves.
@Suite("Response times keep their promise where others failed")
struct ResearchCasesTests {
    private func log(
        _ hours: [(Int, Int)] = [(540, 1_020)],
        zone: String = "UTC",
        days: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday],
        exceptions: [HoursException] = [],
        target: UInt32 = 3_600,
        at start: String = "2026-01-26T08:00:00Z"
    ) throws -> ConversationLog {
        var policy = ChannelPolicy(channel: .whatsapp)
        policy.targetSeconds = target
        return try ConversationLog(
            WaitingClinic.definitions(
                zone: zone,
                hours: WaitingClinic.hours(hours, on: days),
                exceptions: exceptions,
                policies: [policy]
            ),
            at: start
        )
    }

    private func at(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

    @discardableResult
    private func receive(
        _ log: ConversationLog,
        _ nature: Incoming.Nature = .message,
        at time: String
    ) throws -> UInt64 {
        log.now = try at(time).milliseconds
        let receipt = try log.submit(
            .receive(Incoming(nature)),
            by: nature == .message ? .patient : .staff,
            person: 1
        )
        return try log.conversation(of: receipt)
    }

    private func submit(_ log: ConversationLog, _ command: Command, at time: String) throws {
        log.now = try at(time).milliseconds
        let receipt = try log.submit(command)
        #expect(receipt.refusal == nil)
    }

    private func answer(_ log: ConversationLog, _ subject: UInt64, at time: String) throws {
        try submit(log, .respond(conversation: subject, sent: true, ifHead: 0), at: time)
    }

    /// Calendar and opening seconds of every wait, in order; `nil` while somebody waits.
    private func waits(_ log: ConversationLog) throws -> [Elapsed?] {
        try log.fold(WaitHistory.self).waits.map { $0.outcome == .waiting ? nil : $0.elapsed }
    }

    private func due(_ log: ConversationLog) throws -> [Instant?] {
        try log.fold(ResponseTimes.self).waitingRequests().map(\.due)
    }

    // MARK: Due

    @Test("asked on Friday 16:30 for an answer within an opening hour: due on Monday at 09:30")
    func overTheWeekend() throws {
        let log = try log()
        let subject = try receive(log, at: "2026-01-30T16:30:00Z")
        #expect(try due(log) == [at("2026-02-02T09:30:00Z")])
        try answer(log, subject, at: "2026-02-02T09:30:00Z")
        #expect(try waits(log) == [Elapsed(calendar: 234_000, opening: 3_600)])
    }

    @Test("24 opening hours after Friday 16:55 end on Wednesday at 16:55")
    func twentyFourOpeningHours() throws {
        let log = try log(zone: "America/New_York", target: 86_400, at: "2026-06-01T12:00:00Z")
        let subject = try receive(log, at: "2026-06-05T16:55:00-04:00")
        #expect(try due(log) == [at("2026-06-10T16:55:00-04:00")])
        try answer(log, subject, at: "2026-06-10T16:55:00-04:00")
        #expect(try waits(log) == [Elapsed(calendar: 432_000, opening: 86_400)])
    }

    @Test("four opening hours after 16:00 end the next day at 12:00")
    func overNight() throws {
        let log = try log(target: 14_400)
        _ = try receive(log, at: "2026-01-27T16:00:00Z")
        #expect(try due(log) == [at("2026-01-28T12:00:00Z")])
    }

    @Test("48 opening hours from Wednesday 23:00, daily 9 to 21, two holidays: 15 November, 21:00")
    func holidays() throws {
        let holidays = try [11, 13].map { day in
            try HoursException(
                on: #require(CivilDate(year: 2016, month: 11, day: day)),
                .closed,
                layer: .holiday
            )
        }
        let log = try log(
            [(540, 1_260)],
            zone: "Europe/Berlin",
            days: Weekday.allCases,
            exceptions: holidays,
            target: 48 * 3_600,
            at: "2016-11-07T08:00:00Z"
        )
        _ = try receive(log, at: "2016-11-09T23:00:00+01:00")
        #expect(try due(log) == [at("2016-11-15T21:00:00+01:00")])
    }

    @Test("within the break of 8–12 and 13:30–18 the clock starts at 13:30")
    func noonBreak() throws {
        let log = try log([(480, 720), (810, 1_080)])
        let subject = try receive(log, at: "2026-01-27T12:30:00Z")
        #expect(try due(log) == [at("2026-01-27T14:30:00Z")])
        try answer(log, subject, at: "2026-01-27T13:31:00Z")
        #expect(try waits(log) == [Elapsed(calendar: 3_660, opening: 60)])
    }

    @Test("hours that close at 23:59 lose no minute: they last until midnight")
    func lateClosing() throws {
        let log = try log([(0, 1_439)], days: Weekday.allCases)
        let subject = try receive(log, at: "2026-01-27T23:00:00Z")
        try answer(log, subject, at: "2026-01-28T01:00:00Z")
        #expect(try waits(log) == [Elapsed(calendar: 7_200, opening: 7_200)])
    }

    @Test("asked on a closed day: the target counts from the next opening")
    func closedDay() throws {
        let log = try log()
        let subject = try receive(log, at: "2026-01-31T11:00:00Z")
        #expect(try due(log) == [at("2026-02-02T10:00:00Z")])
        try answer(log, subject, at: "2026-02-01T20:00:00Z")
        #expect(try waits(log) == [Elapsed(calendar: 118_800, opening: 0)])
    }

    @Test("hours changed on Wednesday count from then on, and not before")
    func hoursInForce() throws {
        let log = try log([(540, 1_020)])
        let subject = try receive(log, at: "2026-01-27T09:00:00Z")
        let longer = try WaitingClinic.location(hours: WaitingClinic.hours([(540, 1_200)]))
        try submit(log, .configure([.location(longer)]), at: "2026-01-28T12:00:00Z")
        try answer(log, subject, at: "2026-01-29T09:00:00Z")
        // Tuesday 9 to 17; Wednesday 9 to 12, and 12 to 20 by the new hours.
        #expect(try waits(log) == [Elapsed(calendar: 172_800, opening: (8 + 3 + 8) * 3_600)])
    }

    @Test("what was late when it was answered is what the inbox said was late, at any location")
    func lateAsInTheInbox() throws {
        let log = try log([(540, 1_020)])
        // The service is had at a second place that is open day and night; targets count the hours
        // of the first.
        let always = Location(
            number: 2,
            key: "there",
            name: "There",
            zone: 1,
            hours: .always
        )
        var service = Service(number: 1, key: "visit", name: "Visit", duration: 30)
        service.groups = [ResourceGroup(name: "who", resources: [1])]
        service.location = 2
        try submit(
            log,
            .configure([.location(always), .service(service)]),
            at: "2026-01-26T09:00:00Z"
        )
        var incoming = Incoming(.message)
        incoming.service = 1
        log.now = try at("2026-01-26T16:30:00Z").milliseconds
        let receipt = try log.submit(.receive(incoming), by: .patient, person: 1)
        let subject = try log.conversation(of: receipt)
        #expect(try due(log) == [at("2026-01-27T09:30:00Z")])
        try answer(log, subject, at: "2026-01-27T09:30:00Z")
        let history = try log.fold(WaitHistory.self)
        let wait = try #require(history.waits.first)
        #expect(wait.due == (try at("2026-01-27T09:30:00Z")) && !wait.isLate)
        #expect(wait.elapsed == Elapsed(calendar: 61_200, opening: 61_200))
        #expect(history.breaches(asOf: Instant(milliseconds: log.now)).isEmpty)
    }

    @Test("an answer a minute after it was due is a breach of that minute")
    func breach() throws {
        let log = try log()
        let subject = try receive(log, at: "2026-01-30T16:30:00Z")
        let friday = try at("2026-01-30T20:00:00Z")
        let monday = try at("2026-02-02T09:30:00.500Z")
        var history = try log.fold(WaitHistory.self)
        #expect(history.breaches(asOf: friday).isEmpty, "it is due on Monday")
        #expect(history.breaches(asOf: monday).map(\.overdue) == [0], "half a second is late")
        try answer(log, subject, at: "2026-02-02T09:31:00Z")
        history = try log.fold(WaitHistory.self)
        let breach = try #require(history.breaches(asOf: friday).first)
        #expect(breach.overdue == 60 && breach.wait.outcome == .person)
        #expect(breach.due == (try at("2026-02-02T09:30:00Z")))
        #expect(history.breaches(channel: .email, asOf: monday).isEmpty)
        #expect(history.breaches(from: breach.wait.day.advanced(by: 1), asOf: monday).isEmpty)
    }

    @Test("an answer in the break after it was due is late, by no opening second")
    func lateInTheBreak() throws {
        let log = try log([(480, 720), (780, 1_020)], target: 14_400)
        let subject = try receive(log, at: "2026-01-26T20:00:00Z")
        #expect(try due(log) == [at("2026-01-27T12:00:00Z")])
        try answer(log, subject, at: "2026-01-27T12:30:00Z")
        let wait = try #require(try log.fold(WaitHistory.self).waits.first)
        #expect(wait.elapsed == Elapsed(calendar: 59_400, opening: 14_400) && wait.isLate)
    }

    // MARK: What a wait is

    @Test("repeats do not move the anchor; after an answer no clock runs")
    func anchor() throws {
        let log = try log()
        let subject = try receive(log, at: "2026-01-27T09:00:00Z")
        try receive(log, at: "2026-01-27T09:20:00Z")
        try receive(log, at: "2026-01-27T09:40:00Z")
        try answer(log, subject, at: "2026-01-27T10:00:00Z")
        #expect(try waits(log) == [Elapsed(calendar: 3_600, opening: 3_600)])
        #expect(try due(log).isEmpty)
    }

    @Test("an answer and a close at the same instant: the answer is recorded")
    func answerAndClose() throws {
        let log = try log()
        let subject = try receive(log, at: "2026-01-27T09:00:00Z")
        try answer(log, subject, at: "2026-01-27T09:30:00Z")
        let close = Command.close(conversation: subject, reason: .notNeeded)
        try submit(log, close, at: "2026-01-27T09:30:00Z")
        let row = try #require(try log.fold(ResponseTimes.self).report(by: .total).first)
        #expect(row.answered == 1 && row.notNeeded == 0)
    }

    @Test("a further message before the first answer does not bring the target forward")
    func noUndercut() throws {
        let log = try log()
        _ = try receive(log, at: "2026-01-27T09:00:00Z")
        let first = try due(log)
        try receive(log, at: "2026-01-27T09:30:00Z")
        #expect(try due(log) == first)
    }

    @Test("a rule's answer, then fourteen days, then a message: the wait is from that message")
    func afterTheRule() throws {
        let log = try log()
        let subject = try receive(log, at: "2026-01-27T09:00:00Z")
        log.now = try at("2026-01-27T09:01:00Z").milliseconds
        try log.submit(
            .respond(conversation: subject, sent: true, ifHead: 0),
            by: .service
        )
        try receive(log, at: "2026-02-10T09:00:00Z")
        try answer(log, subject, at: "2026-02-10T09:30:00Z")
        let history = try log.fold(WaitHistory.self)
        #expect(history.waits.map(\.outcome) == [.automatic, .person])
        #expect(history.waits.map(\.elapsed.calendar) == [60, 1_800])
    }

    @Test("handed from a rule to a person: the wait is from the message that asked for one")
    func handOff() throws {
        let log = try log()
        let subject = try receive(log, at: "2026-01-27T09:00:00Z")
        log.now = try at("2026-01-27T09:00:10Z").milliseconds
        try log.submit(.respond(conversation: subject, sent: true, ifHead: 0), by: .service)
        try receive(log, at: "2026-01-27T09:05:00Z")
        // A note to whoever takes it over, and its priority, move nothing.
        try submit(log, .note(conversation: subject), at: "2026-01-27T09:20:00Z")
        try submit(log, .prioritise(conversation: subject, .urgent), at: "2026-01-27T09:21:00Z")
        #expect(try due(log) == [at("2026-01-27T10:05:00Z")])
        try answer(log, subject, at: "2026-01-27T09:25:00Z")
        let history = try log.fold(WaitHistory.self)
        #expect(history.waits.map(\.outcome) == [.automatic, .person])
        #expect(history.waits.map(\.elapsed.calendar) == [10, 1_200])
        #expect(history.waits.map(\.responder) == [.service, .staff])
    }

    @Test("reopening starts the clock anew, as an episode of its own")
    func reopening() throws {
        let log = try log()
        let subject = try receive(log, at: "2026-01-27T09:00:00Z")
        try answer(log, subject, at: "2026-01-27T09:30:00Z")
        let close = Command.close(conversation: subject, reason: .notNeeded)
        try submit(log, close, at: "2026-01-27T10:00:00Z")
        try submit(log, .reopen(conversation: subject), at: "2026-01-28T12:00:00Z")
        try answer(log, subject, at: "2026-01-28T12:10:00Z")
        let history = try log.fold(WaitHistory.self)
        #expect(history.waits.map(\.elapsed.calendar) == [1_800, 600])
        #expect(history.waits.map(\.isFirst) == [true, true])
        #expect(history.episodes.map(\.toResolution?.calendar) == [3_600, nil])
    }

    @Test("a person's answer after a rule's acknowledgement of receipt is the response")
    func acknowledgement() throws {
        let log = try log()
        let subject = try receive(log, at: "2026-01-27T09:00:00Z")
        // An acknowledgement is no fact of an answer: only what the platform says of it comes in.
        try receive(log, .delivered, at: "2026-01-27T09:00:05Z")
        try answer(log, subject, at: "2026-01-27T09:45:00Z")
        #expect(try waits(log) == [Elapsed(calendar: 2_700, opening: 2_700)])
    }

    @Test("the patient wrote last and it was closed: not needed, and no breach")
    func patientLast() throws {
        let log = try log()
        let subject = try receive(log, at: "2026-01-27T09:00:00Z")
        try answer(log, subject, at: "2026-01-27T09:10:00Z")
        try receive(log, at: "2026-01-27T09:20:00Z")
        let close = Command.close(conversation: subject, reason: .thanks)
        try submit(log, close, at: "2026-01-29T09:00:00Z")
        let row = try #require(try log.fold(ResponseTimes.self).report(by: .total).first)
        #expect(row.answered == 1 && row.notNeeded == 1 && row.waiting == 0)
        #expect(row.percentiles?.last == 600)
        #expect(try due(log).isEmpty)
    }

    @Test("two schedules of one wait sum to 57,608 seconds, not to minutes of decimals")
    func twoSchedules() throws {
        let log = try log([(480, 1_200)], at: "2026-01-26T00:00:00Z")
        let subject = try receive(log, at: "2026-01-26T10:00:00Z")
        let other = try WaitingClinic.location(hours: WaitingClinic.hours([(600, 900)]))
        try submit(log, .configure([.location(other)]), at: "2026-01-26T20:00:00Z")
        // Ten hours by the first; five by the second on Tuesday, and 3,608 seconds on Wednesday.
        try answer(log, subject, at: "2026-01-28T11:00:08Z")
        #expect(try waits(log).first??.opening == 57_608)
    }

    // MARK: Days of change

    @Test(
        "a night in which the clock changes counts its real seconds, by both clocks",
        arguments: [
            ("2026-03-29", UInt32(23)), ("2026-10-25", UInt32(25)),
        ]
    )
    func daylightSaving(day: String, hours: UInt32) throws {
        let log = try log(
            [(540, 1_080)],
            zone: "Europe/Berlin",
            days: Weekday.allCases,
            at: "2026-03-01T08:00:00Z"
        )
        let zone = try WaitingClinic.rules("Europe/Berlin")
        let date = try #require(CivilDate(day))
        let midnight = zone.instant(for: WallTime(date: date, minuteOfDay: 0))
        let next = zone.instant(for: WallTime(date: date.advanced(by: 1), minuteOfDay: 0))
        #expect(next.seconds - midnight.seconds == Int64(hours) * 3_600)
        let subject = try receive(log, at: #require(midnight.rfc3339()))
        try answer(log, subject, at: #require(next.rfc3339()))
        #expect(try waits(log) == [Elapsed(calendar: hours * 3_600, opening: 32_400)])
    }

    @Test("open through the night of the change, the hour that is missing or twice is counted so")
    func openAllNight() throws {
        for (day, seconds) in [("2026-03-29", UInt32(23)), ("2026-10-25", 25)] {
            let log = try log(
                [(0, 1_440)],
                zone: "Europe/Berlin",
                days: Weekday.allCases,
                at: "2026-03-01T08:00:00Z"
            )
            let zone = try WaitingClinic.rules("Europe/Berlin")
            let date = try #require(CivilDate(day))
            let first = zone.instant(for: WallTime(date: date, minuteOfDay: 0))
            let last = zone.instant(for: WallTime(date: date.advanced(by: 1), minuteOfDay: 0))
            let subject = try receive(log, at: #require(first.rfc3339()))
            try answer(log, subject, at: #require(last.rfc3339()))
            let expected = Elapsed(calendar: seconds * 3_600, opening: seconds * 3_600)
            #expect(try waits(log) == [expected])
        }
    }

    @Test("an offset long past is that of its time")
    func pastOffset() throws {
        // In 1990 Moscow was three hours ahead in winter, as it is today, and four in summer.
        let log = try log(
            [(540, 1_020)],
            zone: "Europe/Moscow",
            at: "1990-06-01T00:00:00Z"
        )
        let subject = try receive(log, at: "1990-06-05T09:00:00+04:00")
        try answer(log, subject, at: "1990-06-05T17:00:00+04:00")
        #expect(try waits(log) == [Elapsed(calendar: 28_800, opening: 28_800)])
        #expect(try log.fold(WaitHistory.self).waits.first?.hour == 24 + 9)
    }
}
