internal import Crypto

/// A 256-bit secret key. It prints nothing of itself and cannot be turned back into bytes.
public struct SecretKey: Sendable, CustomStringConvertible, CustomReflectable {
    /// How long a key is, in bytes.
    public static let byteCount = 32

    let symmetric: SymmetricKey
    /// What every code by this key begins with, for a key that many codes are made by.
    private let beginning: HMAC<SHA256>?

    /// Makes a key of exactly ``byteCount`` bytes; `nil` for any other number.
    public init?(bytes: [UInt8]) {
        guard bytes.count == SecretKey.byteCount else { return nil }
        self.init(SymmetricKey(data: bytes))
    }

    init(_ symmetric: SymmetricKey) {
        self.init(symmetric, beginning: nil)
    }

    private init(_ symmetric: SymmetricKey, beginning: HMAC<SHA256>?) {
        self.symmetric = symmetric
        self.beginning = beginning
    }

    /// The same key, ready to make many codes.
    func readied() -> SecretKey {
        SecretKey(symmetric, beginning: HMAC<SHA256>(key: symmetric))
    }

    /// HMAC-SHA256 over `bytes`.
    func code(for bytes: [UInt8]) -> HMAC<SHA256>.MAC {
        guard var code = beginning else {
            return HMAC<SHA256>.authenticationCode(for: bytes, using: symmetric)
        }
        code.update(data: bytes)
        return code.finalize()
    }

    init(_ code: HMAC<SHA256>.MAC) {
        self.init(SymmetricKey(data: code))
    }

    /// Always the same words, whatever the key.
    public var description: String { "SecretKey(redacted)" }

    /// Shows no child, so that a dump shows no key.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
