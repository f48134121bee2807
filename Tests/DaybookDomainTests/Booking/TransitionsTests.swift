import DaybookDomain
import Testing

@Suite("The transitions table")
struct TransitionsTests {
    enum Asked: String, CaseIterable, Sendable {
        case confirm, extend, release, reschedule, cancel
        case arrive, checkIn, fulfil, noShow, reinstate, enteredInError

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
            }
        }

        private var later: Minute { Minute(29_500_000 / 1_440 * 1_440 + 1_440 + 720) }
    }

    /// A hold that ran out is a status of its own here: it is cancelled, but says why.
    enum From: String, CaseIterable, Sendable {
        case unknown, pending, ranOut, booked, arrived, checkedIn, fulfilled, noShow, cancelled
        case released, enteredInError
    }

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
        ],
        .ranOut: [
            .confirm: .failure(Refusal(.holdExpired)), .extend: .failure(Refusal(.holdExpired)),
            .release: .failure(Refusal(.holdExpired)),
            .reschedule: .failure(Refusal(.holdExpired)),
            .reinstate: .success(.booked), .enteredInError: .success(.enteredInError),
        ],
        .booked: [
            .reschedule: .success(.booked), .cancel: .success(.cancelled),
            .arrive: .success(.arrived), .checkIn: .success(.checkedIn),
            .noShow: .success(.noShow), .enteredInError: .success(.enteredInError),
        ],
        .arrived: [
            .cancel: .success(.cancelled), .checkIn: .success(.checkedIn),
            .fulfil: .success(.fulfilled), .enteredInError: .success(.enteredInError),
        ],
        .checkedIn: [
            .cancel: .success(.cancelled), .fulfil: .success(.fulfilled),
            .enteredInError: .success(.enteredInError),
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

    /// A diary at the minute of its one appointment, and that appointment.
    private func diary(in from: From) throws -> (Diary, UInt64) {
        let start = Minute(29_500_000 / 1_440 * 1_440 + 600)
        var diary = try Diary(
            SmallClinic().definitions(),
            at: start.advanced(by: -60).instant
        )
        let request = TimeRequest(service: 1, start: start)
        func step(_ step: Command.Step, _ subject: UInt64) throws {
            try diary.perform(.progress(subject: subject, step: step))
        }
        guard from != .unknown else { return (diary, 99) }
        let isHold = [.pending, .ranOut, .released].contains(from)
        let subject = try diary.perform(
            isHold ? .hold(request, minutes: from == .ranOut ? 60 : 90) : .book(request)
        )[0].subject
        diary.now = start.instant
        switch from {
        case .unknown, .pending, .ranOut, .booked: break
        case .arrived: try step(.arrive, subject)
        case .checkedIn: try step(.checkIn, subject)
        case .fulfilled:
            try step(.arrive, subject)
            try step(.fulfil, subject)
        case .noShow: try step(.noShow, subject)
        case .cancelled: try diary.perform(.cancel(subject: subject, reason: .patient))
        case .released: try diary.perform(.releaseHold(subject: subject))
        case .enteredInError: try step(.enteredInError, subject)
        }
        return (diary, subject)
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
        let isBusy = [.pending, .booked, .arrived, .checkedIn, .fulfilled, .noShow].contains(from)
        let reason = diary.reason(.book(TimeRequest(service: 1, start: diary.now.minute)))
        #expect(reason == (isBusy ? (from == .pending ? .held : .taken) : .none), "\(from)")
    }

    @Test("has no no-show before the start")
    func noShowBeforeStart() throws {
        var diary = try SmallClinic().diary(at: "2026-05-04T08:00:00Z")
        let start = try minute("2026-05-04T09:00:00Z")
        let subject = try diary.perform(.book(TimeRequest(service: 1, start: start)))[0].subject
        let command = Command.progress(subject: subject, step: .noShow)
        #expect(diary.reason(command) == .transitionNotAllowed)
        diary.now = start.instant
        #expect(diary.reason(command) == .none)
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
