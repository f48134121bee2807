/// Integers as bytes and back, most significant byte first, as every format of the vault writes
/// them.
enum VaultBytes {
    /// Eight bytes of an unsigned integer.
    static func bigEndian(_ value: UInt64) -> [UInt8] {
        [
            UInt8(truncatingIfNeeded: value >> 56), UInt8(truncatingIfNeeded: value >> 48),
            UInt8(truncatingIfNeeded: value >> 40), UInt8(truncatingIfNeeded: value >> 32),
            UInt8(truncatingIfNeeded: value >> 24), UInt8(truncatingIfNeeded: value >> 16),
            UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value),
        ]
    }

    /// The integer in the (at most eight) bytes of `bytes`.
    static func integer(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Whether the two are equal, in a time that depends on their lengths only.
    static func equalInConstantTime(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>)
        -> Bool
    {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
