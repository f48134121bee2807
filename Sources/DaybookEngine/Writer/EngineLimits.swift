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
}
