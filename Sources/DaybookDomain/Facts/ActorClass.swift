/// Who acted, as a class. Which person it was stands in the command's row as an actor number.
public enum ActorClass: UInt8, Sendable, Hashable, CaseIterable {
    /// Daybook itself, by rule.
    case system = 0
    /// The patient, or somebody who writes for them.
    case patient = 1
    /// A person of the clinic.
    case staff = 2
    /// A program of the clinic or of an integrator.
    case service = 3
    /// A machine that answers by itself: auto-replies, bounces, lists.
    case machine = 4

    /// The stable name used in exports and on the command line.
    public var name: String {
        switch self {
        case .system: "system"
        case .patient: "patient"
        case .staff: "staff"
        case .service: "service"
        case .machine: "machine"
        }
    }
}
