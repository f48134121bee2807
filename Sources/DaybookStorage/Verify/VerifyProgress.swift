/// How far a verification is.
package struct VerifyProgress: Sendable, Hashable {
    /// The last commit verified.
    package var commit: UInt64
    /// The commit it will end at.
    package var ofCommits: UInt64
    /// Bytes hashed so far.
    package var bytes: UInt64
}
