/// Seals what came in together, one contact after the other, under the keys of their parties and
/// classes as they stood at one moment: the store is asked for all of it at once, and so is the source
/// of random bytes.
package struct Sealer: ~Copyable {
    private let vault: Vault
    /// For each contact its own owner, and that of the original beside it.
    private let owners: [WrappingKeys.Owner]
    /// Theirs, in the same order.
    private let wrapping: [SecretKey]
    /// What has not been used of the random bytes drawn.
    private var drawn: ArraySlice<UInt8>
    /// The place of the next contact.
    private var next = 0

    /// Takes the keys from the store; a class without a key gets one.
    ///
    /// - Parameter contacts: whose contacts of which class will be sealed, in that order; party 0 is
    ///   nobody known. The parties' keys must have been made (``KeyStore/ensurePartyKeys(_:)``).
    /// - Complexity: O(contacts).
    /// - Throws: ``VaultError/Code/erased`` and ``VaultError/Code/keyMissing``, for any of the parties.
    package init(
        _ vault: Vault,
        contacts: [(party: UInt64, retention: RetentionClass)]
    ) throws(VaultError) {
        self.vault = vault
        var owners: [WrappingKeys.Owner] = []
        owners.reserveCapacity(contacts.count * 2)
        for (party, retention) in contacts {
            owners.append(WrappingKeys.Owner(party: party, retention: retention))
            let original = Sealer.classOfOriginal(beside: retention)
            owners.append(WrappingKeys.Owner(party: party, retention: original))
        }
        self.owners = owners
        wrapping = try Sealer.keys(of: owners, by: vault)
        drawn = vault.random(owners.count * Vault.drawnByteCount)[...]
    }

    private static func keys(
        of owners: [WrappingKeys.Owner],
        by vault: Vault
    ) throws(VaultError) -> [SecretKey] {
        let classes = Array(Set(owners.map(\.retention)))
        // The store looks at what became of it since, and only then says its generation.
        let classKeys = try vault.sealingKeys([], classes, makingClasses: true).retentions
        let generation = vault.keys.generation
        let known = vault.wrappingKeys.known(owners, asOf: generation)
        let missing = zip(owners, known).filter { $0.1 == nil }.map(\.0)
        if missing.isEmpty { return known.compactMap(\.self) }
        let retentions = Dictionary(uniqueKeysWithValues: zip(classes, classKeys))
        let made = try make(missing, by: vault, retentions)
        vault.wrappingKeys.remember(made, asOf: generation)
        var keys: [SecretKey] = []
        for (owner, key) in zip(owners, known) {
            guard let key = key ?? made[owner] else { throw KeyFile.keyMissing }
            keys.append(key)
        }
        return keys
    }

    private static func make(
        _ owners: [WrappingKeys.Owner],
        by vault: Vault,
        _ retentions: [RetentionClass: SecretKey]
    ) throws(VaultError) -> [WrappingKeys.Owner: SecretKey] {
        let tokens = Array(Set(owners.map(\.party)))
        let found = try vault.sealingKeys(tokens, [], makingClasses: false).parties
        // Each makes a code for the contact's class and one for the original's.
        let parties = Dictionary(uniqueKeysWithValues: zip(tokens, found.map { $0.readied() }))
        var made: [WrappingKeys.Owner: SecretKey] = [:]
        for owner in owners where made[owner] == nil {
            guard let party = parties[owner.party], let retention = retentions[owner.retention]
            else { throw KeyFile.keyMissing }
            made[owner] = vault.wrappingKey(
                party: owner.party,
                party,
                retention: owner.retention,
                retention
            )
        }
        return made
    }

    /// The class of the original beside a contact: ``RetentionClass/original``, or the contact's where
    /// that is ``RetentionClass/quarantine``.
    private static func classOfOriginal(beside contact: RetentionClass) -> RetentionClass {
        contact == .quarantine ? .quarantine : .original
    }

    /// Seals the next contact, and the original it was read from, for the contact's party.
    ///
    /// The original of a delivery that holds several contacts is left out: sealed for one person it
    /// would keep what the others wrote beyond their erasure. Each contact's own part has all of
    /// its own text.
    ///
    /// - Parameter index: where in its reading the contact stands, below the reading's count.
    /// - Complexity: O(length of the message).
    /// - Throws: ``VaultError/Code/keyMissing`` after the last contact that it was made for.
    package mutating func sealNext(
        contactAt index: Int,
        of reading: borrowing Reading,
        raw: borrowing RawMessage,
        commandID: [UInt8]
    ) throws(VaultError) -> SealedParts {
        guard next < owners.count else { throw KeyFile.keyMissing }
        let contact = next
        next += 2
        // Whether they are used or not: never again for another content.
        let random = drawn.prefix(2 * Vault.drawnByteCount)
        drawn = drawn.dropFirst(random.count)
        let sealed = try seal(
            try vault.content(at: index, of: reading),
            contact,
            SealContext(commandID: commandID, part: SealedParts.contactPart),
            random.prefix(Vault.drawnByteCount)
        )
        guard reading.count == 1 else { return SealedParts(contact: sealed, raw: nil) }
        let original = try seal(
            try ContentCodec.encode(raw),
            contact + 1,
            SealContext(commandID: commandID, part: SealedParts.rawPart),
            random.suffix(Vault.drawnByteCount)
        )
        return SealedParts(contact: sealed, raw: original)
    }

    private func seal(
        _ bytes: borrowing [UInt8],
        _ owner: Int,
        _ context: SealContext,
        _ drawn: ArraySlice<UInt8>
    ) throws(VaultError) -> [UInt8] {
        try vault.sealed(
            bytes,
            party: owners[owner].party,
            retention: owners[owner].retention,
            under: wrapping[owner],
            context: context,
            drawn: drawn
        )
    }
}
