internal import Crypto

extension Vault {
    /// The Ed25519 signature (RFC 8032, 64 bytes) of these bytes by the book's head key.
    package func signHead(_ bytes: [UInt8]) throws(VaultError) -> [UInt8] {
        let key = try headKey()
        do {
            return Array(try key.signature(for: bytes))
        } catch {
            throw Vault.noHeadKey
        }
    }

    /// The public key (32 bytes) that the book's heads verify with.
    package func headPublicKey() throws(VaultError) -> [UInt8] {
        Array(try headKey().publicKey.rawRepresentation)
    }

    private func headKey() throws(VaultError) -> Curve25519.Signing.PrivateKey {
        do {
            return try Curve25519.Signing.PrivateKey(
                rawRepresentation: keys.bookKey(.head).symmetric
            )
        } catch {
            throw (error as? VaultError) ?? Vault.noHeadKey
        }
    }

    private static let noHeadKey = VaultError(
        .invalid,
        "The head could not be signed.",
        next: "Run the keys check."
    )

    /// Signs a checkpoint: the text of a signed note (C2SP) with one signature line.
    package func sign(_ checkpoint: Checkpoint) throws(VaultError) -> [UInt8] {
        let body = try checkpoint.body()
        return try Checkpoint.note(
            body,
            name: checkpoint.origin,
            publicKey: try headPublicKey(),
            signature: try signHead(body)
        )
    }
}
