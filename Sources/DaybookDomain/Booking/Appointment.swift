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
    /// present time; 0 none.
    public private(set) var confirmation: UInt64
    /// The zone by whose rules its wall time was told last, by number; 0 unknown.
    public private(set) var zone: UInt16
    /// Minutes that its wall time was ahead of UTC when it was told last.
    public private(set) var offsetMinutes: Int16

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
        case .attendanceConfirmed:
            confirmation = fact.sequence
        case .appointmentRescheduled, .timeReresolved:
            footprints.append(Footprint(of: fact))
            tell(fact)
        case .appointmentReinstated:
            status = .booked
        case .holdReleased, .appointmentCancelled, .appointmentDeclined:
            status = .cancelled
            confirmation = 0
        case .patientArrived: status = .arrived
        case .patientCheckedIn: status = .checkedIn
        case .appointmentFulfilled: status = .fulfilled
        case .patientNoShow: status = .noShow
        case .appointmentEnteredInError: status = .enteredInError
        default: return
        }
        head = fact.sequence
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
