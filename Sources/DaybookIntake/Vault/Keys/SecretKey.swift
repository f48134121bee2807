internal import Crypto

/// A 256-bit secret key. It prints nothing of itself and cannot be turned back into bytes.
public struct SecretKey: Sendable, CustomStringConvertible, CustomReflectable {
    /// How long a key is, in bytes.
    public static let byteCount = 32

    let symmetric: SymmetricKey

    /// Makes a key of exactly ``byteCount`` bytes; `nil` for any other number.
    public init?(bytes: [UInt8]) {
        guard bytes.count == SecretKey.byteCount else { return nil }
        symmetric = SymmetricKey(data: bytes)
    }

    init(_ symmetric: SymmetricKey) {
        self.symmetric = symmetric
    }

    init(_ code: HMAC<SHA256>.MAC) {
        symmetric = SymmetricKey(data: code)
    }

    /// Always the same words, whatever the key.
    public var description: String { "SecretKey(redacted)" }

    /// Shows no child, so that a dump shows no key.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
