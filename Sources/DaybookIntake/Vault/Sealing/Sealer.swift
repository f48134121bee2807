/// Seals what came in together, one contact after the other, under the keys of their parties and
/// classes as they stood at one moment: the store is asked for all of it at once, and so is the source
/// of random bytes.
package struct Sealer: ~Copyable {
    private let vault: Vault
    /// The owners of the contacts, in their order.
    private let owners: [WrappingKeys.Owner]
    /// For each of them what wraps the keys of its contact.
    private let wrapping: [WrappingKeys.Pair]
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
        owners = contacts.map { WrappingKeys.Owner(party: $0.party, retention: $0.retention) }
        wrapping = try Sealer.keys(of: owners, by: vault)
        drawn = vault.random(owners.count * 2 * Vault.drawnByteCount)[...]
    }

    private static func keys(
        of owners: [WrappingKeys.Owner],
        by vault: Vault
    ) throws(VaultError) -> [WrappingKeys.Pair] {
        var classes: Set<RetentionClass> = []
        for owner in owners {
            classes.insert(owner.retention)
            classes.insert(owner.classOfOriginal)
        }
        let asked = Array(classes)
        // The store looks at what became of it since, and only then says its generation.
        let classKeys = try vault.sealingKeys([], asked, makingClasses: true).retentions
        let generation = vault.keys.generation
        let (known, missing) = vault.wrappingKeys.known(owners, asOf: generation)
        if missing.isEmpty { return known }
        let retentions = Dictionary(uniqueKeysWithValues: zip(asked, classKeys))
        let made = try make(missing, by: vault, retentions)
        vault.wrappingKeys.remember(made, asOf: generation)
        var rest = known[...]
        var pairs: [WrappingKeys.Pair] = []
        pairs.reserveCapacity(owners.count)
        for owner in owners {
            guard let pair = made[owner] ?? rest.popFirst() else { throw KeyFile.keyMissing }
            pairs.append(pair)
        }
        return pairs
    }

    private static func make(
        _ owners: [WrappingKeys.Owner],
        by vault: Vault,
        _ retentions: [RetentionClass: SecretKey]
    ) throws(VaultError) -> [WrappingKeys.Owner: WrappingKeys.Pair] {
        let tokens = Array(Set(owners.map(\.party)))
        let found = try vault.sealingKeys(tokens, [], makingClasses: false).parties
        // Each makes a code for the contact's class and one for the original's.
        let parties = Dictionary(uniqueKeysWithValues: zip(tokens, found.map { $0.readied() }))
        func key(_ owner: WrappingKeys.Owner, _ retention: RetentionClass) throws(VaultError)
            -> SecretKey
        {
            guard let party = parties[owner.party], let classKey = retentions[retention] else {
                throw KeyFile.keyMissing
            }
            return vault.wrappingKey(
                party: owner.party,
                party,
                retention: retention,
                classKey
            )
        }
        var made: [WrappingKeys.Owner: WrappingKeys.Pair] = [:]
        for owner in owners where made[owner] == nil {
            let contact = try key(owner, owner.retention)
            let isShared = owner.classOfOriginal == owner.retention
            made[owner] = WrappingKeys.Pair(
                contact: contact,
                original: isShared ? contact : try key(owner, owner.classOfOriginal)
            )
        }
        return made
    }

    /// Seals the next contact, and the original it was read from, for the contact's party.
    ///
    /// The original of a delivery that holds several contacts is left out: sealed for one person it
    /// would keep what the others wrote beyond their erasure. Each contact's own part has all of
    /// its own text.
    ///
    /// - Parameters:
    ///   - index: where in its reading the contact stands, below the reading's count.
    ///   - party: whose it is; the contacts come in the order in which the sealer was given them.
    /// - Complexity: O(length of the message).
    /// - Throws: ``VaultError/Code/keyMissing`` for another party than that of the next contact, and
    ///   after the last one.
    package mutating func sealNext(
        contactAt index: Int,
        of reading: borrowing Reading,
        raw: borrowing RawMessage,
        party: UInt64,
        commandID: [UInt8]
    ) throws(VaultError) -> SealedParts {
        guard next < owners.count, owners[next].party == party else { throw KeyFile.keyMissing }
        let (owner, keys) = (owners[next], wrapping[next])
        next += 1
        // Whether they are used or not: never again for another content.
        let random = drawn.prefix(2 * Vault.drawnByteCount)
        drawn = drawn.dropFirst(random.count)
        let contact = try vault.sealed(
            try vault.content(at: index, of: reading),
            party: owner.party,
            retention: owner.retention,
            under: keys.contact,
            context: SealContext(commandID: commandID, part: SealedParts.contactPart),
            drawn: random.prefix(Vault.drawnByteCount)
        )
        guard reading.count == 1 else { return SealedParts(contact: contact, raw: nil) }
        let original = try vault.sealed(
            try ContentCodec.encode(raw),
            party: owner.party,
            retention: owner.classOfOriginal,
            under: keys.original,
            context: SealContext(commandID: commandID, part: SealedParts.rawPart),
            drawn: random.suffix(Vault.drawnByteCount)
        )
        return SealedParts(contact: contact, raw: original)
    }
}
