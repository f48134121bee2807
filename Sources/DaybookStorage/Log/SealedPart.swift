/// Sealed bytes that are appended with a fact.
package struct SealedPart: Sendable, Hashable {
    /// Which of the fact's contents it is.
    package let part: UInt8
    /// The ciphertext, at most ``Limits/sealedBytes``.
    package let bytes: [UInt8]
    /// SHA-256 of the ciphertext, computed where the part is made: outside the transaction.
    package let digest: [UInt8]

    /// Hashes `bytes`: do this before an append, on the caller's thread.
    package init(part: UInt8, bytes: [UInt8]) {
        self.part = part
        self.bytes = bytes
        self.digest = Chain.digest(of: bytes)
    }
}
