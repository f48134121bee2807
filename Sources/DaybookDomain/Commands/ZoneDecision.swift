/// What becomes of an appointment when the rules of its zone have changed.
public enum ZoneDecision: UInt8, Sendable, Hashable, CaseIterable {
    /// The wall time stays as the patient was told; the instant moves.
    case wallTime = 0
    /// The instant stays; the wall time moves.
    case instant = 1
}
