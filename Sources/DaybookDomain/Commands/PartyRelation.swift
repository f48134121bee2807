/// That two tokens belong together, or do not: always decided by a person, never by a rule.
public struct PartyRelation: Sendable, Hashable {
    /// What is said of the two.
    public enum Change: UInt8, Sendable, Hashable, CaseIterable {
        /// The contact belongs to the person.
        case link = 0
        /// It does not after all.
        case unlink = 1
        /// Both are one person.
        case merge = 2
        /// They are two after all.
        case split = 3
    }

    /// What is said.
    public var change: Change
    /// The contact's token, or that of the one person.
    public var first: UInt64
    /// The token of the person that it belongs to, or is.
    public var second: UInt64
    /// How it is known: an evidence of ``Reason`` (500 to 599).
    public var evidence: Reason

    /// Makes a relation.
    public init(_ change: Change, _ first: UInt64, _ second: UInt64, evidence: Reason) {
        self.change = change
        self.first = first
        self.second = second
        self.evidence = evidence
    }
}
