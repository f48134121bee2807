/// Marks of a fact, byte 24.
@frozen
public struct FactFlags: OptionSet, Sendable, BitwiseCopyable {
    /// The byte as stored.
    public let rawValue: UInt8

    /// Makes the marks from the byte as stored.
    @inlinable
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The next fact belongs to the same group: all of it happened or none.
    public static let groupContinues = FactFlags(rawValue: 1 << 0)
    /// A plain body stands beside it.
    public static let body = FactFlags(rawValue: 1 << 1)
    /// Sealed content stands beside it.
    public static let sealed = FactFlags(rawValue: 1 << 2)
    /// Done by rule, without a person.
    public static let automatic = FactFlags(rawValue: 1 << 3)
    /// A named person overrode a rule.
    public static let override = FactFlags(rawValue: 1 << 4)
    /// By telephone (with ``video``: at the patient's home).
    public static let telephone = FactFlags(rawValue: 1 << 5)
    /// By video.
    public static let video = FactFlags(rawValue: 1 << 6)
    /// Shown first to staff: urgent words were found, or staff raised it.
    public static let urgent = FactFlags(rawValue: 1 << 7)
}
