/// How full a log is.
package struct LogUsage: Sendable, Hashable {
    /// Bytes of the data file in use, free pages included.
    package var usedBytes: UInt64
    /// Bytes of address space reserved for it.
    package var mapBytes: UInt64
    /// Free bytes on its volume.
    package var freeDiskBytes: UInt64
}
