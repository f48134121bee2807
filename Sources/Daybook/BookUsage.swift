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
    /// Read transactions in progress, of all processes.
    public let readers: Int
    /// How many transactions the oldest of their views is behind: while it lasts, the file grows
    /// instead of using its free pages.
    public let oldestReaderLag: UInt64
    /// The process that holds that view; 0 without one.
    public let oldestReaderProcess: Int32
    /// The lag over which a view is worth ending.
    public let readerLagMax: UInt64

    /// The part of the reserved address range in use, 0 to 1.
    public var usedShare: Double {
        mapBytes == 0 ? 1 : min(1, Double(usedBytes) / Double(mapBytes))
    }

    init(_ usage: LogUsage, _ readers: [LogReader]) {
        let oldest = readers.max { $0.transactionsBehind < $1.transactionsBehind }
        usedBytes = usage.usedBytes
        mapBytes = usage.mapBytes
        freeDiskBytes = usage.freeDiskBytes
        diskFloorBytes = Limits.diskFloorBytes
        self.readers = readers.count
        oldestReaderLag = oldest?.transactionsBehind ?? 0
        oldestReaderProcess = oldest?.process ?? 0
        readerLagMax = Limits.readerLag
    }
}
