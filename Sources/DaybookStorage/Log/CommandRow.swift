/// What is remembered of a command for ever.
package struct CommandRow: Sendable, Hashable {
    /// The commit that stored it.
    package var commit: UInt64
    /// The row as it was appended; opaque to the storage.
    package var bytes: [UInt8]
}
