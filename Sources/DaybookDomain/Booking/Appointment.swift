/// One appointment (or hold), folded from its own facts.
public struct Appointment: Sendable {
    /// Its identity: the sequence of its first fact.
    public private(set) var subject: UInt64
    /// The status, without regard to a hold's expiry; see ``status(asOf:)``.
    public private(set) var status: AppointmentStatus
    /// Whom it is for; 0 unknown.
    public private(set) var party: UInt64
    /// The service's number.
    public private(set) var service: UInt16
    /// The conversation or message that asked for it, the series it belongs to, or what offered it;
    /// 0 none.
    public private(set) var cause: UInt64
    /// The time it takes, one for each resource. Kept after a cancellation, so that it can be
    /// reinstated.
    public private(set) var footprints: [Footprint]
    /// When a hold ends; meaningful while `pending`.
    public private(set) var holdExpiry: Instant
    /// The sequence of its newest fact.
    public private(set) var head: UInt64
    /// How it takes place: the modality marks of its facts.
    public private(set) var modality: FactFlags
    /// What its hold was placed for, where that was one of several to choose from (``Reason``, from
    /// 120); `none` otherwise.
    public private(set) var purpose: Reason
    /// Whether it waits, while `pending`, for somebody to approve it.
    public private(set) var isRequest: Bool
    /// The fact by which the patient said, in answer to a reminder, that they will come at its
    /// present time, and that stands: 0 none, also when they took it back since.
    public private(set) var confirmation: UInt64
    /// The zone by whose rules its wall time was told last, by number; 0 unknown.
    public private(set) var zone: UInt16
    /// Minutes that its wall time was ahead of UTC when it was told last.
    public private(set) var offsetMinutes: Int16
    /// Why it was last cancelled or declined; `none` if it never was.
    public private(set) var cancellation: Reason
    /// What those who take part answered, in the order of their first answers; see
    /// ``response(of:asOf:)`` for what stands where nobody said anything.
    public private(set) var answers: [ParticipantAnswer]
    /// How urgent it is: 1 the highest to 9; 0 nothing is said.
    public private(set) var priority: UInt8
    /// What sort of visit it is.
    public private(set) var visitType: VisitType
    /// The fact that the newest comment is sealed beside; 0 none.
    public private(set) var comment: UInt64

    /// Folds an appointment from all facts of its subject, in order.
    ///
    /// Facts of other kinds are stepped over. O(number of facts).
    public init(history: some Sequence<Fact>) {
        subject = 0
        status = .none
        party = 0
        service = 0
        cause = 0
        footprints = []
        holdExpiry = Instant(milliseconds: 0)
        head = 0
        modality = []
        purpose = .none
        isRequest = false
        confirmation = 0
        zone = 0
        offsetMinutes = 0
        cancellation = .none
        answers = []
        priority = 0
        visitType = .none
        comment = 0
        for fact in history { apply(fact) }
    }

    /// The status as of an instant: a hold that ran out is cancelled.
    public func status(asOf now: Instant) -> AppointmentStatus {
        status == .pending && now >= holdExpiry ? .cancelled : status
    }

    private mutating func apply(_ fact: Fact) {
        guard let kind = fact.kind else { return }
        switch kind {
        case .holdPlaced:
            begin(fact, status: .pending)
            purpose = fact.reason
            holdExpiry = fact.holdExpiry
        case .appointmentRequested:
            if !isRequest { footprints.removeAll() }
            begin(fact, status: .pending)
            isRequest = true
            holdExpiry = fact.holdExpiry
        case .holdExtended:
            holdExpiry = fact.holdExpiry
        case .appointmentBooked:
            if status == .pending || status == .none { footprints.removeAll() }
            begin(fact, status: .booked)
            tell(fact)
        case .timeReleased:
            footprints.removeAll()
            confirmation = 0
            askAgain(fact)
        case .attendanceConfirmed:
            confirmation = fact.sequence
            answer(of: 0, .accepted, in: fact)
        case .appointmentRescheduled, .timeReresolved:
            footprints.append(Footprint(of: fact))
            tell(fact)
        case .appointmentReinstated:
            status = .booked
        case .holdReleased:
            status = .cancelled
        case .appointmentCancelled, .appointmentDeclined:
            status = .cancelled
            cancellation = fact.reason
            confirmation = 0
        case .participantResponded:
            let response = ParticipantResponse(rawValue: fact.rank) ?? .needsAction
            // Who takes it back will not come by what they said before.
            if fact.resource == 0, response != .accepted { confirmation = 0 }
            answer(of: fact.resource, response, in: fact)
        case .appointmentAmended: amend(fact)
        case .patientArrived: status = .arrived
        case .patientCheckedIn: status = .checkedIn
        case .appointmentFulfilled: status = .fulfilled
        case .patientNoShow: status = .noShow
        case .appointmentEnteredInError: status = .enteredInError
        default: return
        }
        head = fact.sequence
    }

    private mutating func answer(
        of resource: UInt16,
        _ response: ParticipantResponse,
        in fact: Fact
    ) {
        let answer = ParticipantAnswer(
            resource: resource,
            response: response,
            fact: fact.sequence
        )
        if let place = answers.firstIndex(where: { $0.resource == resource }) {
            answers[place] = answer
        } else {
            answers.append(answer)
        }
    }

    /// An answer is to a time: whoever gave one is asked again when the time is another.
    private mutating func askAgain(_ fact: Fact) {
        for index in answers.indices where answers[index].response != .needsAction {
            answers[index].response = .needsAction
            answers[index].fact = fact.sequence
        }
    }

    private mutating func amend(_ fact: Fact) {
        modality = fact.flags.intersection([.telephone, .video])
        priority = fact.rank
        visitType = VisitType(rawValue: UInt8(truncatingIfNeeded: fact.detail)) ?? .none
        if fact.flags.contains(.sealed) { comment = fact.sequence }
    }

    private mutating func tell(_ fact: Fact) {
        zone = UInt16(truncatingIfNeeded: fact.detail >> 16)
        offsetMinutes = Int16(truncatingIfNeeded: fact.detail)
    }

    private mutating func begin(_ fact: Fact, status new: AppointmentStatus) {
        if subject == 0 { subject = fact.subject }
        status = new
        if fact.party != 0 { party = fact.party }
        service = fact.service
        modality = fact.flags.intersection([.telephone, .video])
        if cause == 0 { cause = fact.cause }
        footprints.append(Footprint(of: fact))
    }
}
