internal import DaybookStorage

/// How a verification ended.
public enum LogVerification: Sendable, Hashable {
    /// Everything read is what was written.
    case sound(Sound)
    /// The first thing that is not.
    case damaged(LogDamage)

    /// What was read and found sound.
    public struct Sound: Sendable, Hashable {
        /// Facts read.
        public let facts: UInt64
        /// Commits read.
        public let commits: UInt64
        /// Bytes of facts, bodies, command rows and sealed content hashed.
        public let bytes: UInt64
        /// Seals whose content has been deleted since.
        public let deletedContents: UInt64
        /// Up to where.
        public let head: BookHead

        init(_ report: VerifyReport) {
            facts = report.facts
            commits = report.commits
            bytes = report.bytes
            deletedContents = report.deletedContents
            head = BookHead(report.head)
        }
    }
}
