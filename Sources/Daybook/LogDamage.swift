internal import DaybookStorage

/// The first thing that a verification found wrong.
public struct LogDamage: Error, Sendable, Hashable {
    /// The table it is in, or `pages` for the data file itself.
    public let table: String
    /// The key, sequence or page it was found at.
    public let position: UInt64
    /// The commit being verified, if it is known.
    public let commit: UInt64?
    /// What is wrong, without any stored content.
    public let what: String

    /// Names a damage.
    public init(table: String, position: UInt64, commit: UInt64?, what: String) {
        self.table = table
        self.position = position
        self.commit = commit
        self.what = what
    }

    init(_ damage: Damage) {
        self.init(
            table: damage.table,
            position: damage.position,
            commit: damage.commit,
            what: damage.what
        )
    }
}
