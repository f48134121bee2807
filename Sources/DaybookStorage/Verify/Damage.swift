/// The first thing a verification found wrong.
package struct Damage: Sendable, Hashable, CustomStringConvertible {
    /// The table it is in, or `pages` for the file itself.
    package var table: String
    /// The key, sequence or page it was found at.
    package var position: UInt64
    /// The commit being verified, if it is known.
    package var commit: UInt64?
    /// What is wrong, without any stored content.
    package var what: String

    package init(table: String, position: UInt64, commit: UInt64? = nil, what: String) {
        self.table = table
        self.position = position
        self.commit = commit
        self.what = what
    }

    package var description: String {
        let place = commit.map { ", commit \($0)" } ?? ""
        return "\(what) [table \(table), position \(position)\(place)]"
    }
}
