/// How a log is opened.
package struct LogOptions: Sendable, Hashable {
    /// Refuses every append; works on read-only media.
    package var readOnly: Bool
    /// Free disk space, in bytes, under which nothing is appended.
    package var diskFloorBytes: UInt64
    /// Address range to reserve, in bytes; halved until the system grants it.
    package var mapBytes: Int
    /// Pages a read window covers before its transaction is renewed.
    package var windowPages: Int
    /// Opens a log on a volume mounted over a network. Only for reading a copy that nobody writes.
    package var allowsNetworkFileSystem: Bool
    /// Keeps space on the volume for what care must not stop at, as a file in the book.
    package var keepsSpace: Bool
    /// How the runs of the subject index are merged. The format knows the standard alone.
    var levels = RunLevels.standard

    package init(
        readOnly: Bool = false,
        diskFloorBytes: UInt64 = Limits.diskFloorBytes,
        mapBytes: Int = Limits.mapBytes,
        windowPages: Int = Limits.windowPages,
        allowsNetworkFileSystem: Bool = false,
        keepsSpace: Bool = true
    ) {
        self.readOnly = readOnly
        self.diskFloorBytes = diskFloorBytes
        self.mapBytes = max(mapBytes, 1 << 20)
        self.windowPages = max(windowPages, 1)
        self.allowsNetworkFileSystem = allowsNetworkFileSystem
        self.keepsSpace = keepsSpace
    }
}
