/// What one look at a followed log has brought over.
package struct LogShipment: Sendable, Hashable {
    /// Commits appended to the copy.
    package var commits: UInt64 = 0
    /// Facts in them.
    package var facts: UInt64 = 0
    /// Where the copy ends now.
    package var head: LogHead
}
