/// Why keys were destroyed. The raw values are frozen: they stand in key files.
public enum ErasureReason: UInt8, Sendable, CaseIterable {
    /// The person asked for it (GDPR Art. 17).
    case request = 1
    /// The time for which it may be kept is over.
    case retentionOver = 2
    /// A court or an authority ordered it.
    case order = 3
    /// It should never have been stored.
    case storedInError = 4
}
