/// An appointment's status, in FHIR R4 codes; a hold is `pending`.
public enum AppointmentStatus: UInt8, Sendable, Hashable, CaseIterable {
    /// There is no such appointment.
    case none = 0
    /// Held or waiting for confirmation.
    case pending = 1
    /// Confirmed.
    case booked = 2
    /// The patient is here.
    case arrived = 3
    /// The paperwork is done.
    case checkedIn = 4
    /// The visit took place.
    case fulfilled = 5
    /// The patient did not come.
    case noShow = 6
    /// Cancelled, or a hold that ended.
    case cancelled = 7
    /// Recorded by mistake.
    case enteredInError = 8

    /// The FHIR R4 code.
    public var code: String {
        switch self {
        case .none: "none"
        case .pending: "pending"
        case .booked: "booked"
        case .arrived: "arrived"
        case .checkedIn: "checked-in"
        case .fulfilled: "fulfilled"
        case .noShow: "noshow"
        case .cancelled: "cancelled"
        case .enteredInError: "entered-in-error"
        }
    }
}
