/// Seals what came in together, under the keys of its parties and classes as they stood at one moment:
/// the store is asked for all of it at once.
package struct Sealer: Sendable {
    private let vault: Vault
    private let wrapping: [WrappingKeys.Owner: SecretKey]

    /// Takes the keys from the store; a class without a key gets one.
    ///
    /// - Parameter contacts: whose contacts of which class will be sealed; party 0 is nobody known. The
    ///   parties' keys must have been made (``KeyStore/ensurePartyKeys(_:)``).
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
            for part in Sealer.classes(ofContact: retention) {
                owners.append(WrappingKeys.Owner(party: party, retention: part))
            }
        }
        let classes = Array(Set(owners.map(\.retention)))
        // The store looks at what became of it since, and only then says its generation.
        let classKeys = try vault.sealingKeys([], classes, makingClasses: true).retentions
        let generation = vault.keys.generation
        var wrapping = vault.wrappingKeys.known(owners, asOf: generation)
        let missing = owners.filter { wrapping[$0] == nil }
        if !missing.isEmpty {
            let retentions = Dictionary(uniqueKeysWithValues: zip(classes, classKeys))
            let made = try Sealer.make(missing, by: vault, retentions)
            vault.wrappingKeys.remember(made, asOf: generation)
            wrapping.merge(made) { _, new in new }
        }
        self.wrapping = wrapping
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

    /// The classes of a contact's parts: its own, and that of the original beside it.
    ///
    /// The original is of class ``RetentionClass/original``, or of the contact's where that is
    /// ``RetentionClass/quarantine``.
    private static func classes(ofContact retention: RetentionClass) -> [RetentionClass] {
        [retention, retention == .quarantine ? .quarantine : .original]
    }

    /// Seals one contact of a reading, and the original it was read from, for the contact's party.
    ///
    /// The original of a delivery that holds several contacts is left out: sealed for one person it
    /// would keep what the others wrote beyond their erasure. Each contact's own part has all of
    /// its own text.
    ///
    /// - Parameters:
    ///   - index: which contact, below the reading's count.
    ///   - party: whose it is.
    ///   - retention: how long the contact is kept. The sealer was made for a contact of both.
    /// - Complexity: O(length of the message).
    package func seal(
        contactAt index: Int,
        of reading: borrowing Reading,
        raw: borrowing RawMessage,
        party: UInt64,
        retention: RetentionClass,
        commandID: [UInt8]
    ) throws(VaultError) -> SealedParts {
        let bytes = try vault.content(at: index, of: reading)
        let hasOriginal = reading.count == 1
        // One call to the system for both, since each goes to the kernel.
        let drawn = vault.random((hasOriginal ? 2 : 1) * Vault.drawnByteCount)
        let contact = try sealed(
            bytes,
            party,
            retention,
            SealContext(commandID: commandID, part: SealedParts.contactPart),
            drawn.prefix(Vault.drawnByteCount)
        )
        guard hasOriginal else { return SealedParts(contact: contact, raw: nil) }
        let original = try sealed(
            try ContentCodec.encode(raw),
            party,
            Sealer.classes(ofContact: retention)[1],
            SealContext(commandID: commandID, part: SealedParts.rawPart),
            drawn.suffix(Vault.drawnByteCount)
        )
        return SealedParts(contact: contact, raw: original)
    }

    private func sealed(
        _ bytes: borrowing [UInt8],
        _ party: UInt64,
        _ retention: RetentionClass,
        _ context: SealContext,
        _ drawn: ArraySlice<UInt8>
    ) throws(VaultError) -> [UInt8] {
        let owner = WrappingKeys.Owner(party: party, retention: retention)
        guard let wrapping = wrapping[owner] else { throw KeyFile.keyMissing }
        return try vault.sealed(
            bytes,
            party: party,
            retention: retention,
            under: wrapping,
            context: context,
            drawn: drawn
        )
    }
}
