/// How soon a request wants an answer, in the words of FHIR's request-priority.
public enum Priority: UInt8, Sendable, Hashable, CaseIterable, Comparable {
    /// Ordinary.
    case routine = 0
    /// Before the ordinary: urgent words were found in it, or a person said so.
    case urgent = 1

    /// The stable name, as in `clinic.json` and on the command line.
    public var name: String {
        switch self {
        case .routine: "routine"
        case .urgent: "urgent"
        }
    }

    /// By how soon an answer is wanted.
    public static func < (left: Priority, right: Priority) -> Bool {
        left.rawValue < right.rawValue
    }
}
