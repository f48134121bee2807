/// How a verification ended.
package enum VerifyOutcome: Sendable, Hashable {
    /// Everything read is what was written.
    case sound(VerifyReport)
    /// The first thing that is not.
    case damaged(Damage)
}
