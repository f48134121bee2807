package import DaybookDomain

extension Vault {
    /// What mints and checks the tokens of offers and form slots, under the book's own key.
    package func tokenMint() throws(VaultError) -> TokenMint {
        let secret = try formMAC(Array("daybook token mint 1".utf8))
        guard let secrets = LiveSecrets(current: secret) else {
            throw VaultError(.invalid, "The book has no token key.", next: "Check the key file.")
        }
        return TokenMint(book: bookIdentity, keys: secrets)
    }

    /// The key under which the messages of one contact on one channel find their conversation: on
    /// social channels all of them are one conversation. 16 bytes.
    package func conversationKey(
        _ addressHash: [UInt8],
        channel: Channel,
        isPublic: Bool = false
    ) throws(VaultError) -> [UInt8] {
        let name = isPublic ? "public conversation" : "conversation"
        return try fingerprint(Array(name.utf8), [channel.rawValue], addressHash)
    }
}
