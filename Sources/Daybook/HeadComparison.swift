/// How a log stands to a place in the chain that was noted earlier.
public enum HeadComparison: Sendable, Hashable {
    /// It ends there.
    case same
    /// It holds everything up to there, and so many commits more.
    case grown(commits: UInt64)
    /// It ends before: it was cut back, or an older copy stands in its place.
    case cutBack(commits: UInt64)
    /// It has another content at that place.
    case differs
}
