/// Every bound of the engine, in one place.
public enum EngineLimits {
    /// Commands that wait in the inbox.
    public static let inboxCommands = 16_384
    /// Bytes that wait in the inbox, sealed content included.
    public static let inboxBytes = 256 << 20
    /// Commands decided in one commit.
    public static let commandsPerCommit = 4_096
    /// Bytes of sealed content in one commit.
    public static let bytesPerCommit = 64 << 20
    /// Milliseconds by which the clock may run ahead of the newest fact before it is taken for a
    /// fault: 1 year.
    public static let clockJump: Int64 = 366 * 86_400_000
    /// Milliseconds by which a provider's signed time may differ from receipt and still be
    /// believed.
    public static let providerSkew: Int64 = 15 * 60_000
    /// Milliseconds by which a provider's signed time may lie before receipt: the longest
    /// redelivery (7 days).
    public static let providerDelay: Int64 = 7 * 86_400_000
    /// Lengths of waits that one distribution tells apart one by one; from there on they are counted
    /// in little more than the 64 KiB that so many take.
    public static let exactSeconds = 16_384
    /// The longest wait that counts tell apart, in seconds: 366 days. A longer one counts as that
    /// long, and is counted as beyond.
    public static let waitSeconds: UInt32 = 366 * 86_400
    /// Waits, and episodes, that one history keeps: some 500 MiB.
    public static let waitsKept = 4 << 20
    /// Days in each of the three sizes of blocks for which reports are kept added up, as powers of
    /// two: 16, 256 and 4,096.
    static let reportBlocks: [Int32] = [4, 8, 12]
    /// Conversations that change before the order of those who wait is rather made anew than kept
    /// up.
    static let changedWaits = 65_536
    /// Reports whose percentiles are kept for the next time that they are asked for.
    public static let reportsKept = 32
}
