/// Every bound of the vault in one place.
public enum VaultLimits {
    /// Longest plain content that one sealed record holds, in bytes: three times the largest mail, and
    /// so much less than 32 MiB as sealing adds, which is what the log takes.
    public static let contentBytesMax = (32 << 20) - SealedRecord.overheadByteCount
    /// Most entries of one list in a content (references, fields, attachments, headers).
    public static let listEntriesMax = 4_096
    /// Largest key file that is opened, in bytes: about 13 million parties.
    public static let keyFileBytesMax = 1 << 30
    /// Most parties or classes in one call of a key store.
    public static let keysPerCallMax = 1_000_000
    /// Parties that wrote lately, by class, whose wrapping keys are remembered, at about 400 bytes each.
    public static let wrappingOwnersMax = 1 << 13
    /// How often a lock is asked for, a millisecond apart, before the store is reported busy.
    public static let lockAttemptsMax = 30_000
    /// How often a key file that is replaced meanwhile is opened again.
    public static let reopenAttemptsMax = 8
    /// Longest choice token passed on outside the seal, in bytes.
    public static let choiceBytesMax = 512
    /// Longest note code passed on outside the seal, in bytes: a code and the place where it stood.
    public static let noteBytesMax = 256
    /// Most references of one message by which a conversation is found.
    public static let referenceKeysMax = 64
    /// Longest checkpoint that is read, in bytes.
    public static let checkpointBytesMax = 64 << 10
    /// Most extension lines of a checkpoint.
    public static let checkpointExtensionsMax = 64
    /// Most signature lines of a checkpoint that are looked at.
    public static let checkpointSignaturesMax = 64
}
