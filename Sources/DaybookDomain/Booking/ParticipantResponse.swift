/// What somebody who takes part in an appointment answered, in the codes of FHIR R4
/// (participationstatus). Frozen raw values.
public enum ParticipantResponse: UInt8, Sendable, Hashable, CaseIterable {
    /// They are asked and have not answered.
    case needsAction = 0
    /// They take part.
    case accepted = 1
    /// They do not.
    case declined = 2
    /// They may.
    case tentative = 3

    /// The FHIR R4 code.
    public var code: String {
        switch self {
        case .needsAction: "needs-action"
        case .accepted: "accepted"
        case .declined: "declined"
        case .tentative: "tentative"
        }
    }

    /// The response with this code, if there is one.
    public init?(code: some StringProtocol) {
        guard let found = ParticipantResponse.allCases.first(where: { code == $0.code }) else {
            return nil
        }
        self = found
    }
}
