public import DaybookEngine

/// What became of one entry of another system's diary.
public struct ImportedEntry: Sendable {
    /// What it became.
    public enum Outcome: String, Sendable, CaseIterable {
        /// The time is taken here too, or taken anew.
        case set
        /// The time is taken here too, and something of ours is in it.
        case conflict
        /// The time is free again.
        case cleared
        /// It stands here already.
        case unchanged
        /// A newer version stands here.
        case stale
        /// A resource is not one of the clinic's.
        case unknownResource = "unknown-resource"
        /// The same version came with another content before; the first one counts.
        case differs
        /// It can't be taken over.
        case refused
    }

    /// Its id in the other system, as given.
    public let id: String
    /// What it became.
    public let outcome: Outcome
    /// Its number here: its first fact; 0 if there is none.
    public let entry: UInt64
    /// The receipt; `nil` where nothing was submitted or it differed.
    public let receipt: Receipt?
}
