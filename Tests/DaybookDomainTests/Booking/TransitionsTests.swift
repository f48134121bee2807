import DaybookDomain
import Testing

@Suite("The transitions table")
struct TransitionsTests {
    enum Asked: String, CaseIterable, Sendable {
        case confirm, extend, release, reschedule, cancel
        case arrive, checkIn, fulfil, noShow, reinstate, enteredInError
        case decline, declineOffer, rebook, reresolve, respond, amend

        func command(_ subject: UInt64) -> Command {
            switch self {
            case .confirm: .confirmHold(subject: subject, party: 0)
            case .extend: .extendHold(subject: subject, minutes: 10)
            case .release: .releaseHold(subject: subject)
            case .reschedule: .reschedule(subject: subject, start: later, resource: 0)
            case .cancel: .cancel(subject: subject, reason: .patient)
            case .arrive: .progress(subject: subject, step: .arrive)
            case .checkIn: .progress(subject: subject, step: .checkIn)
            case .fulfil: .progress(subject: subject, step: .fulfil)
            case .noShow: .progress(subject: subject, step: .noShow)
            case .reinstate: .progress(subject: subject, step: .reinstate)
            case .enteredInError: .progress(subject: subject, step: .enteredInError)
            case .decline: .decline(subject: subject, reason: .provider)
            case .declineOffer: .declineOffer(hold: subject)
            case .rebook: .rebook(subject: subject, starts: [later], minutes: 5)
            case .reresolve: .reresolve(subject: subject, keep: .instant)
            case .respond: .recordResponse(subject: subject, resource: 1, response: .tentative)
            case .amend: .amend(subject: subject, Amendment(priority: 2))
            }
        }

        private var later: Minute { Minute(29_500_000 / 1_440 * 1_440 + 1_440 + 720) }
    }

    /// A hold that ran out is a status of its own here: it is cancelled, but says why.
    enum From: String, CaseIterable, Sendable {
        case unknown, pending, ranOut, booked, arrived, checkedIn, fulfilled, noShow, cancelled
        case released, enteredInError, requested, requestRanOut, declined, waitlisted
    }

    /// What is possible with a hold or a wish whose end has come.
    private static let ranOut: [Asked: Result<AppointmentStatus, Refusal>] = {
        var answers: [Asked: Result<AppointmentStatus, Refusal>] = [
            .reinstate: .success(.booked), .enteredInError: .success(.enteredInError),
        ]
        for asked in [
            Asked.confirm, .extend, .release, .reschedule, .decline, .declineOffer, .rebook,
            .reresolve, .respond, .amend,
        ] { answers[asked] = .failure(Refusal(.holdExpired)) }
        return answers
    }()

    /// Every status and every command: the next status, or the reason of the refusal. What is not
    /// listed is `transitionNotAllowed`.
    private static let table: [From: [Asked: Result<AppointmentStatus, Refusal>]] = [
        .unknown: Dictionary(
            uniqueKeysWithValues: Asked.allCases.map { ($0, .failure(Refusal(.unknown))) }
        ),
        .pending: [
            .confirm: .success(.booked), .extend: .success(.pending),
            .release: .success(.cancelled), .cancel: .success(.cancelled),
            .enteredInError: .success(.enteredInError),
            .declineOffer: .failure(Refusal(.notOffered)),
        ],
        .waitlisted: [
            .confirm: .success(.booked), .extend: .success(.pending),
            .release: .success(.cancelled), .cancel: .success(.cancelled),
            .enteredInError: .success(.enteredInError), .declineOffer: .success(.cancelled),
        ],
        .requested: [
            .confirm: .success(.booked), .extend: .success(.pending),
            .decline: .success(.cancelled), .cancel: .success(.cancelled),
            .enteredInError: .success(.enteredInError),
            .declineOffer: .failure(Refusal(.notOffered)),
            .respond: .success(.pending), .amend: .success(.pending),
        ],
        .requestRanOut: ranOut,
        .declined: [
            .reinstate: .success(.booked), .enteredInError: .success(.enteredInError),
        ],
        .ranOut: ranOut,
        .booked: [
            .reschedule: .success(.booked), .cancel: .success(.cancelled),
            .arrive: .success(.arrived), .checkIn: .success(.checkedIn),
            .noShow: .success(.noShow), .enteredInError: .success(.enteredInError),
            .rebook: .success(.booked), .reresolve: .failure(Refusal(.unchanged)),
            .respond: .success(.booked), .amend: .success(.booked),
        ],
        .arrived: [
            .cancel: .success(.cancelled), .checkIn: .success(.checkedIn),
            .fulfil: .success(.fulfilled), .enteredInError: .success(.enteredInError),
            .amend: .success(.arrived),
        ],
        .checkedIn: [
            .cancel: .success(.cancelled), .fulfil: .success(.fulfilled),
            .enteredInError: .success(.enteredInError), .amend: .success(.checkedIn),
        ],
        .fulfilled: [.enteredInError: .success(.enteredInError)],
        .noShow: [
            .reinstate: .success(.booked), .enteredInError: .success(.enteredInError),
        ],
        .cancelled: [
            .reinstate: .success(.booked), .enteredInError: .success(.enteredInError),
        ],
        .released: [
            .reinstate: .success(.booked), .enteredInError: .success(.enteredInError),
        ],
        .enteredInError: [:],
    ]

    /// A diary a quarter of an hour after the start of its one appointment, and that appointment.
    private func diary(in from: From) throws -> (Diary, UInt64) {
        let start = Minute(29_500_000 / 1_440 * 1_440 + 600)
        var clinic = SmallClinic()
        let isRequest = [.requested, .requestRanOut, .declined].contains(from)
        if isRequest { clinic.service.approvalMinutes = 30 }
        var diary = try Diary(clinic.definitions(), at: start.advanced(by: -60).instant)
        let request = TimeRequest(service: 1, start: start)
        guard from != .unknown else { return (diary, 99) }
        if from == .waitlisted { return try waitlisted(&diary, start) }
        let isHold = [.pending, .ranOut, .released].contains(from)
        if isRequest { diary.actor = .patient }
        let subject = try diary.perform(
            isHold ? .hold(request, minutes: from == .ranOut ? 60 : 90) : .book(request)
        )[0].subject
        diary.actor = .staff
        if from == .requested || from == .declined {
            // A wish ends with its start at the latest, unless somebody extends it.
            try diary.perform(.extendHold(subject: subject, minutes: 90))
        }
        diary.now = start.advanced(by: 15).instant
        for command in Self.path(to: from, subject) { try diary.perform(command) }
        return (diary, subject)
    }

    private static func path(to from: From, _ subject: UInt64) -> [Command] {
        func steps(_ steps: Command.Step...) -> [Command] {
            steps.map { .progress(subject: subject, step: $0) }
        }
        return switch from {
        case .unknown, .pending, .ranOut, .booked, .requested, .requestRanOut, .waitlisted: []
        case .arrived: steps(.arrive)
        case .checkedIn: steps(.checkIn)
        case .fulfilled: steps(.arrive, .fulfil)
        case .noShow: steps(.noShow)
        case .cancelled: [.cancel(subject: subject, reason: .patient)]
        case .released: [.releaseHold(subject: subject)]
        case .declined: [.decline(subject: subject, reason: .provider)]
        case .enteredInError: steps(.enteredInError)
        }
    }

    /// A diary in which the one time is on offer to somebody who waits.
    private func waitlisted(_ diary: inout Diary, _ start: Minute) throws -> (Diary, UInt64) {
        let window = start..<start.advanced(by: 30)
        try diary.perform(.joinWaitlist(WaitlistWish(service: 1, window: window)))
        let held = try diary.perform(.advance)[0]
        try diary.perform(.extendHold(subject: held.subject, minutes: 90))
        diary.now = start.advanced(by: 15).instant
        return (diary, held.subject)
    }

    @Test("gives the next status or the reason of the refusal", arguments: From.allCases)
    func table(from: From) throws {
        for asked in Asked.allCases {
            var (diary, subject) = try diary(in: from)
            let expected = Self.table[from]?[asked] ?? .failure(Refusal(.transitionNotAllowed))
            let before = diary.facts.count
            do {
                try diary.perform(asked.command(subject))
                let status = diary.status(of: subject)
                guard case .success(let next) = expected else {
                    Issue.record("\(from) accepts \(asked) and becomes \(status)")
                    continue
                }
                #expect(status == next, "\(from), \(asked)")
            } catch {
                guard case .failure(let refusal) = expected else {
                    Issue.record("\(from) refuses \(asked): \(error.reason)")
                    continue
                }
                #expect(error.reason == refusal.reason, "\(from), \(asked)")
                #expect(diary.facts.count == before)
            }
        }
    }

    @Test("takes and frees the time as the status says", arguments: From.allCases)
    func time(from: From) throws {
        let (diary, _) = try diary(in: from)
        let isHeld = [.pending, .requested, .waitlisted].contains(from)
        let isBusy = [.booked, .arrived, .checkedIn, .fulfilled, .noShow].contains(from)
        let reason = diary.reason(.book(TimeRequest(service: 1, start: diary.now.minute)))
        #expect(reason == (isHeld ? .held : isBusy ? .taken : .none), "\(from)")
    }

    @Test("has no no-show before the start and the time of grace")
    func noShowGrace() throws {
        var diary = try SmallClinic().diary(at: "2026-05-04T08:00:00Z")
        let start = try minute("2026-05-04T09:00:00Z")
        let subject = try diary.perform(.book(TimeRequest(service: 1, start: start)))[0].subject
        let command = Command.progress(subject: subject, step: .noShow)
        #expect(diary.reason(command) == .transitionNotAllowed)
        diary.now = start.instant
        #expect(diary.reason(command) == .transitionNotAllowed)
        diary.now = try instant("2026-05-04T09:09:59.999Z")
        #expect(diary.reason(command) == .transitionNotAllowed)
        diary.now = try instant("2026-05-04T09:10:00Z")
        #expect(diary.reason(command) == .none)
    }

    @Test("gives the grace that the service says", arguments: [0, 25] as [UInt16])
    func grace(minutes: UInt16) throws {
        var clinic = SmallClinic()
        clinic.service.noShowGrace = minutes
        var diary = try clinic.diary(at: "2026-05-04T08:00:00Z")
        let start = try minute("2026-05-04T09:00:00Z")
        let subject = try diary.perform(.book(TimeRequest(service: 1, start: start)))[0].subject
        let command = Command.progress(subject: subject, step: .noShow)
        diary.now = start.advanced(by: Int(minutes)).instant.advanced(byMilliseconds: -1)
        #expect(diary.reason(command) == .transitionNotAllowed)
        diary.now = diary.now.advanced(byMilliseconds: 1)
        #expect(diary.reason(command) == .none)
    }

    @Test("takes only the reasons that fit the command", arguments: Reason.allCases)
    func reasons(reason: Reason) throws {
        var diary = try SmallClinic().diary(at: "2026-05-04T08:00:00Z")
        let start = try minute("2026-05-04T09:00:00Z")
        let subject = try diary.perform(.book(TimeRequest(service: 1, start: start)))[0].subject
        let fits: Set<Reason> = [.patient, .provider, .maintenance, .other]
        let answer = diary.reason(.cancel(subject: subject, reason: reason))
        #expect(answer == (fits.contains(reason) ? .none : .outOfRange))
        let later = start.advanced(by: 60)
        let move = Command.reschedule(subject: subject, start: later, resource: 0, reason: reason)
        #expect(
            diary.reason(move) == (fits.contains(reason) || reason == .none ? .none : .outOfRange)
        )
        let opened = try diary.perform(.receive(Incoming(.message)))[0].subject
        let closings: Set<Reason> = [.notNeeded, .thanks, .withdrawn, .spam, .duplicate, .booked]
        let closed = diary.reason(.close(conversation: opened, reason: reason))
        #expect(closed == (closings.contains(reason) ? .none : .outOfRange))
    }

    @Test("frees what was reinstated from a hold that ran out, when it is cancelled")
    func reinstatedHold() throws {
        var diary = try SmallClinic().diary(at: "2026-05-04T08:00:00Z")
        let request = TimeRequest(service: 1, start: try minute("2026-05-04T12:00:00Z"))
        let subject = try diary.perform(.hold(request, minutes: 5))[0].subject
        diary.now = try instant("2026-05-04T09:00:00Z")
        try diary.perform(.progress(subject: subject, step: .reinstate))
        #expect(diary.reason(.book(request)) == .taken)
        try diary.perform(.cancel(subject: subject, reason: .patient))
        #expect(diary.reason(.book(request)) == .none)
    }

    @Test("undoes a cancellation whatever notice and horizon say: they were kept once")
    func reinstateInNotice() throws {
        var clinic = SmallClinic()
        clinic.service.notice = 120
        clinic.service.horizonDays = 1
        var diary = try clinic.diary(at: "2026-05-04T08:00:00Z")
        let eleven = try minute("2026-05-04T11:00:00Z")
        let subject = try diary.perform(.book(TimeRequest(service: 1, start: eleven)))[0].subject
        try diary.perform(.cancel(subject: subject, reason: .provider))
        diary.now = try instant("2026-05-04T10:00:00Z")
        #expect(diary.reason(.book(TimeRequest(service: 1, start: eleven))) == .notice)
        #expect(diary.reason(.progress(subject: subject, step: .reinstate)) == .none)
    }

    @Test("a move says why, beside that it was moved")
    func moveReason() throws {
        var diary = try SmallClinic().diary(at: "2026-05-04T08:00:00Z")
        let start = try minute("2026-05-04T09:00:00Z")
        let subject = try diary.perform(.book(TimeRequest(service: 1, start: start)))[0].subject
        let later = start.advanced(by: 60)
        let facts = try diary.perform(
            .reschedule(subject: subject, start: later, resource: 0, reason: .provider)
        )
        #expect(facts.map(\.kind) == [.timeReleased, .appointmentRescheduled])
        #expect(facts.map(\.reason) == [.moved, .provider])
    }

    @Test("reinstates the time as it was booked, not as the service is now")
    func reinstateAfterChange() throws {
        var clinic = SmallClinic()
        clinic.service.duration = 60
        var diary = try clinic.diary(at: "2026-05-04T08:00:00Z")
        let ten = try minute("2026-05-04T10:00:00Z")
        let first = try diary.perform(.book(TimeRequest(service: 1, start: ten)))[0].subject
        try diary.perform(.cancel(subject: first, reason: .patient))
        clinic.service.duration = 30
        try diary.perform(.configure([.service(clinic.service)]))
        try diary.perform(.book(TimeRequest(service: 1, start: ten.advanced(by: 30))))
        #expect(diary.reason(.progress(subject: first, step: .reinstate)) == .taken)
    }

    @Test("an accepted hold becomes a booking even if the service was withdrawn meanwhile")
    func confirmWithdrawn() throws {
        var clinic = SmallClinic()
        clinic.service.modality = 2
        var diary = try clinic.diary(at: "2026-05-04T08:00:00Z")
        let request = TimeRequest(service: 1, start: try minute("2026-05-04T12:00:00Z"))
        let subject = try diary.perform(.hold(request, minutes: 60))[0].subject
        try diary.perform(.configure([.withdrawService(1)]))
        #expect(diary.reason(.book(request)) == .notConfigured)
        let facts = try diary.perform(.confirmHold(subject: subject, party: 7))
        #expect(facts[0].flags.contains(.video))
        #expect(diary.status(of: subject) == .booked)
    }
}
