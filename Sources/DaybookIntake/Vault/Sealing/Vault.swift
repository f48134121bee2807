internal import Crypto

/// Seals what identifies a person, opens it again, and gives out the keyed hashes by which parties,
/// commands and conversations are found without it.
///
/// Stateless but for its key store, and keys of that remembered; all members may be called from any thread. Reading is the
/// product's duty to note: it appends an access fact before it opens anything.
package struct Vault: Sendable {
    /// Where the keys live.
    package let keys: any KeyStore
    /// The 16 bytes that name the book.
    package let bookIdentity: [UInt8]
    let random: RandomBytes
    let wrappingKeys = WrappingKeys()

    /// Makes the vault of a book.
    ///
    /// - Throws: ``VaultError/Code/otherBook`` when the keys are those of another book.
    package init(
        keys: any KeyStore,
        bookIdentity: [UInt8],
        random: RandomBytes = .system
    ) throws(VaultError) {
        guard bookIdentity.count == 16, keys.bookIdentity == bookIdentity else {
            throw VaultError(
                .otherBook,
                "The keys are those of another book.",
                next: "Name the key file that was made with this book."
            )
        }
        self.keys = keys
        self.bookIdentity = bookIdentity
        self.random = random
    }

    /// A random token for a new party; never zero, which stands for nobody.
    package func mintToken() -> UInt64 {
        // A zero has a chance of 2⁻⁶⁴ each time; the bound keeps a broken source from hanging the
        // process.
        for _ in 0..<4 {
            let token = VaultBytes.integer(random(8)[...])
            if token != 0 { return token }
        }
        return 1
    }
}
