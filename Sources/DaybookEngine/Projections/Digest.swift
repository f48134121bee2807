internal import Crypto

/// SHA-256 over what a projection absorbs, in little-endian words.
public struct Digest {
    private var hasher = SHA256()
    private var pending: [UInt8] = []

    /// An empty digest.
    public init() {
        pending.reserveCapacity(Digest.chunk + 8)
    }

    private static let chunk = 4_096

    /// Absorbs one word.
    public mutating func absorb(_ word: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            pending.append(UInt8(truncatingIfNeeded: word >> shift))
        }
        if pending.count >= Digest.chunk { flush() }
    }

    /// Absorbs a string, length first.
    public mutating func absorb(_ text: String) {
        absorb(UInt64(text.utf8.count))
        pending.append(contentsOf: text.utf8)
    }

    /// Absorbs the digest of a part that was worked out apart.
    public mutating func absorb(_ part: Digest) {
        pending.append(contentsOf: part.bytes)
    }

    private mutating func flush() {
        hasher.update(data: pending)
        pending.removeAll(keepingCapacity: true)
    }

    /// The 32 bytes of the digest so far.
    public var bytes: [UInt8] {
        var copy = hasher
        copy.update(data: pending)
        return Array(copy.finalize())
    }

    /// The digest so far as 64 hexadecimal digits.
    public var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
