/// What sort of visit an appointment is, in the codes of HL7 v2 table 0276 that FHIR R4's
/// `Appointment.appointmentType` prefers. Frozen raw values.
public enum VisitType: UInt8, Sendable, Hashable, CaseIterable {
    /// Nothing is said.
    case none = 0
    /// Routine, as usual.
    case routine = 1
    /// A routine check-up.
    case checkUp = 2
    /// After an earlier visit.
    case followUp = 3
    /// An emergency.
    case emergency = 4
    /// Without an appointment made before.
    case walkIn = 5

    /// The stable name, as on the command line and in exports ("follow-up").
    public var name: String {
        switch self {
        case .none: "none"
        case .routine: "routine"
        case .checkUp: "check-up"
        case .followUp: "follow-up"
        case .emergency: "emergency"
        case .walkIn: "walk-in"
        }
    }

    /// The code of table 0276; `nil` where nothing is said.
    public var code: String? {
        switch self {
        case .none: nil
        case .routine: "ROUTINE"
        case .checkUp: "CHECKUP"
        case .followUp: "FOLLOWUP"
        case .emergency: "EMERGENCY"
        case .walkIn: "WALKIN"
        }
    }

    /// The visit type with this stable name, if there is one.
    public init?(name: some StringProtocol) {
        guard let found = VisitType.allCases.first(where: { name == $0.name }) else { return nil }
        self = found
    }
}
