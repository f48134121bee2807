internal import DaybookStorage

/// How full a book is.
public struct BookUsage: Sendable, Hashable {
    /// Bytes of the data file in use, pages free for reuse included.
    public let usedBytes: UInt64
    /// Bytes of address space reserved for it.
    public let mapBytes: UInt64
    /// Free bytes on its volume.
    public let freeDiskBytes: UInt64
    /// Free bytes under which nothing more is appended.
    public let diskFloorBytes: UInt64
    /// Places of readers taken, of all processes.
    public let readers: Int

    init(_ usage: LogUsage) {
        usedBytes = usage.usedBytes
        mapBytes = usage.mapBytes
        freeDiskBytes = usage.freeDiskBytes
        diskFloorBytes = Limits.diskFloorBytes
        readers = usage.readers
    }
}
