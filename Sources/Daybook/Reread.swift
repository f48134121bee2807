public import DaybookDomain
public import DaybookIntake

/// What today's reader makes of a message that came in earlier.
public struct Reread: Sendable, Hashable {
    /// The message's fact.
    public let sequence: UInt64
    /// What it was taken for.
    public let was: Kind
    /// What it would be taken for; `nil` where the reader refuses it.
    public let kind: Contact.Kind?
    /// The reader's note, or the code of its refusal: no content.
    public let note: String
    /// Which parts differ, by name; empty where nothing would change.
    public let differences: [String]
}
