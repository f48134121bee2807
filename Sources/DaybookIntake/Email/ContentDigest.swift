import Crypto

/// SHA-256 (FIPS 180-4) as bytes.
enum ContentDigest {
    /// The 32 bytes of the digest. O(length).
    static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: bytes))
    }
}
