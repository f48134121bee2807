/// Where the keys of one book live: outside the book and outside its backups.
///
/// ``KeyFile`` is the store that comes with Daybook. A host with a key management service puts it
/// behind this protocol. What every store promises:
///
/// - *Durable before told.* A key whose making returned is there after a power cut. What was sealed
///   under a lost key is lost, so this holds before the commit that needs the key.
/// - *Gone is gone.* A key whose erasure returned cannot be had again from this store, not even by
///   making it anew: a token once erased is refused for ever.
/// - *Callable from any thread, also from several processes.* Calls may block on input and output.
/// - *Same answer.* A token's key never changes while it exists.
public protocol KeyStore: Sendable {
    /// The 16 bytes that name the book these keys belong to.
    var bookIdentity: [UInt8] { get }

    /// Rises with each erasure and never falls. The log remembers the generation of its last
    /// erasure, so that an older store, which would revive the erased, is recognised.
    var generation: UInt64 { get }

    /// The book's key for a purpose: the same for the life of the book. O(1), no input or output.
    func bookKey(_ purpose: KeyPurpose) throws(VaultError) -> SecretKey

    /// The key of a party; token 0 is the book's own, for content of nobody known.
    ///
    /// - Throws: ``VaultError/Code/erased``, ``VaultError/Code/keyMissing``.
    func partyKey(_ token: UInt64) throws(VaultError) -> SecretKey

    /// The key of a retention class.
    ///
    /// - Throws: ``VaultError/Code/expired``, ``VaultError/Code/keyMissing``.
    func retentionKey(_ retention: RetentionClass) throws(VaultError) -> SecretKey

    /// The keys of some parties and of some classes, each in the order asked, as they are at one
    /// moment: what it takes to seal messages that came in together.
    ///
    /// - Throws: As ``partyKey(_:)`` and ``retentionKey(_:)``.
    func sealingKeys(
        _ tokens: [UInt64],
        _ retentions: [RetentionClass]
    ) throws(VaultError) -> (parties: [SecretKey], retentions: [SecretKey])

    /// Makes the keys that are not there yet, durable before the call returns; one sync for all of
    /// them. Either all of them are usable afterwards or none was acknowledged.
    ///
    /// - Throws: ``VaultError/Code/erased`` when one of the tokens was erased; then none is made.
    func ensurePartyKeys(_ tokens: [UInt64]) throws(VaultError)

    /// As ``ensurePartyKeys(_:)``, for retention classes.
    func ensureRetentionKeys(_ classes: [RetentionClass]) throws(VaultError)

    /// Destroys the keys of these parties for good; tokens without a key are remembered as erased
    /// too. Calling it again after an interruption, or twice, does no harm.
    ///
    /// - Parameter minimumGeneration: the generation of the log's last erasure; 0 if there was
    ///   none.
    /// - Throws: ``VaultError/Code/generationTooOld`` when the store is older than that,
    ///   ``VaultError/Code/tokenReserved`` for token 0; nothing is destroyed then.
    func eraseParties(
        _ tokens: [UInt64],
        reason: ErasureReason,
        minimumGeneration: UInt64
    ) throws(VaultError) -> Erasure

    /// The parties whose keys were destroyed, with the reason: what a log that was restored from a
    /// backup may not know.
    func erasedParties() throws(VaultError) -> [UInt64: ErasureReason]

    /// Destroys the keys of retention classes: every content of them is over. As
    /// ``eraseParties(_:reason:minimumGeneration:)`` otherwise.
    func expire(
        _ classes: [RetentionClass],
        reason: ErasureReason,
        minimumGeneration: UInt64
    ) throws(VaultError) -> Erasure

    /// Gives parties other keys for good, so that of what was sealed for them only the contents whose
    /// keys are handed back can still be opened. Parties that are erased are passed over.
    ///
    /// - Parameters:
    ///   - tokens: The parties; 0 is nobody known.
    ///   - contents: Ids of contents whose kept keys, if there are any, are destroyed too.
    ///   - generation: What ``generation`` was when it was looked at which contents to keep.
    ///   - wrap: Gives the contents to keep of a party, wrapped under its new key. It must not call
    ///     the store.
    /// - Throws: ``VaultError/Code/busy`` when the generation is another one; nothing changed then.
    func replacePartyKeys(
        _ tokens: [UInt64],
        dropping contents: [UInt64],
        asOf generation: UInt64,
        keeping wrap: (_ token: UInt64, _ key: SecretKey) throws(VaultError) -> [KeptContentKey]
    ) throws(VaultError) -> Erasure

    /// The wrapped key that was kept for a content; `nil` if its sealed record has it.
    func keptContentKey(_ id: UInt64) throws(VaultError) -> [UInt8]?

    /// Takes in what other processes changed, such as an erasure seen in the log.
    ///
    /// - Throws: ``VaultError/Code/generationTooOld`` when the store is now older than
    ///   `minimumGeneration`.
    func refresh(minimumGeneration: UInt64) throws(VaultError)
}

extension KeyStore {
    /// Each key by a question of its own.
    public func sealingKeys(
        _ tokens: [UInt64],
        _ retentions: [RetentionClass]
    ) throws(VaultError) -> (parties: [SecretKey], retentions: [SecretKey]) {
        var parties: [SecretKey] = []
        for token in tokens { parties.append(try partyKey(token)) }
        var classes: [SecretKey] = []
        for retention in retentions { classes.append(try retentionKey(retention)) }
        return (parties, classes)
    }
}
