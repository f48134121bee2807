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

    // Inlinable, and no constants: each of those would be a call into this module.

    /// The next fact belongs to the same group: all of it happened or none.
    @inlinable public static var groupContinues: FactFlags { FactFlags(rawValue: 1 << 0) }
    /// A plain body stands beside it.
    @inlinable public static var body: FactFlags { FactFlags(rawValue: 1 << 1) }
    /// Sealed content stands beside it.
    @inlinable public static var sealed: FactFlags { FactFlags(rawValue: 1 << 2) }
    /// Done by rule, without a person.
    @inlinable public static var automatic: FactFlags { FactFlags(rawValue: 1 << 3) }
    /// A named person overrode a rule.
    @inlinable public static var override: FactFlags { FactFlags(rawValue: 1 << 4) }
    /// By telephone (with ``video``: at the patient's home).
    @inlinable public static var telephone: FactFlags { FactFlags(rawValue: 1 << 5) }
    /// By video.
    @inlinable public static var video: FactFlags { FactFlags(rawValue: 1 << 6) }
    /// Shown first to staff: urgent words were found, or staff raised it.
    @inlinable public static var urgent: FactFlags { FactFlags(rawValue: 1 << 7) }
}
