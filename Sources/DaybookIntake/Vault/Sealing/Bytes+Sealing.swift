internal import Crypto

extension [UInt8] {
    /// Appends the nonce, the ciphertext and the tag of some bytes under AES-256-GCM: of a key under
    /// another, or of a content under its key.
    ///
    /// - Parameters:
    ///   - nonce: ``SealedRecord/nonceByteCount`` bytes, never used before with this key.
    ///   - place: What it is bound to.
    mutating func append(
        sealing plain: borrowing [UInt8],
        under key: SymmetricKey,
        nonce: ArraySlice<UInt8>,
        authenticating place: [UInt8]
    ) throws(VaultError) {
        do {
            let box = try AES.GCM.seal(
                plain,
                using: key,
                nonce: AES.GCM.Nonce(data: nonce),
                authenticating: place
            )
            // In one piece for a nonce of the usual length.
            guard let combined = box.combined else { throw VaultError.unsealable }
            self += combined
        } catch {
            throw VaultError.unsealable
        }
    }
}

extension VaultError {
    fileprivate static let unsealable = VaultError(
        .invalid,
        "Bytes could not be encrypted.",
        next: "Check the source of random bytes."
    )
}
