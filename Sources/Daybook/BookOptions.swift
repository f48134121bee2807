public import DaybookIntake
internal import DaybookStorage
internal import Glibc

/// How a book is opened.
public struct BookOptions: Sendable {
    /// Milliseconds since the epoch; the one clock there is.
    public var clock: @Sendable () -> Int64
    /// Where tokens, keys and nonces come from.
    public var random: RandomBytes
    /// Where the key file is; `nil` looks beside the book.
    public var keyPath: String?
    /// Keys from elsewhere, such as a key management service; wins over ``keyPath``.
    public var keyStore: (any KeyStore)?
    /// Opens for queries and replay only.
    public var isReadOnly: Bool
    /// Whether the keys are opened although the book is only read.
    public var needsKeys: Bool
    /// Whether a cold open begins from a snapshot, and snapshots are written after much was folded.
    /// They are caches in the book's directory `snapshots`: without them a book says the same,
    /// later.
    public var usesSnapshots: Bool
    /// Free disk space, in bytes, under which only accesses to content are appended.
    package var diskFloorBytes = Limits.diskFloorBytes
    /// When snapshots are written.
    package var snapshotTriggers = SnapshotTriggers()

    /// The defaults: the system's clock and randomness, keys beside the book, for reading and
    /// writing.
    public init() {
        clock = BookOptions.systemClock
        random = .system
        keyPath = nil
        keyStore = nil
        isReadOnly = false
        needsKeys = false
        usesSnapshots = true
    }

    /// The system's real-time clock, in milliseconds since the epoch.
    public static let systemClock: @Sendable () -> Int64 = {
        var time = timespec()
        // Safe: fills the one struct it is given.
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
