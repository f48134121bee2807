/// What a verification has read and found sound.
package struct VerifyReport: Sendable, Hashable {
    /// Facts read.
    package var facts: UInt64 = 0
    /// Commits read.
    package var commits: UInt64 = 0
    /// Bytes of facts, bodies, command rows and sealed content hashed.
    package var bytes: UInt64 = 0
    /// Seals whose content has been deleted since.
    package var deletedContents: UInt64 = 0
    /// The head everything was verified up to.
    package var head: LogHead
}
