extension Vault {
    /// Seals one contact of a reading, and the original it was read from, for the contact's party.
    ///
    /// The original of a delivery that holds several contacts is left out: sealed for one person it
    /// would keep what the others wrote beyond their erasure. Each contact's own part has all of
    /// its own text.
    ///
    /// - Parameters:
    ///   - index: which contact, below the reading's count.
    ///   - retention: how long the contact is kept; the original is of class
    ///     ``RetentionClass/original``, or of the same class where that is
    ///     ``RetentionClass/quarantine``.
    /// - Complexity: O(length of the message).
    package func seal(
        contactAt index: Int,
        of reading: borrowing Reading,
        raw: borrowing RawMessage,
        party: UInt64,
        retention: RetentionClass,
        commandID: [UInt8]
    ) throws(VaultError) -> SealedParts {
        let bytes = try content(at: index, of: reading)
        let original = retention == .quarantine ? RetentionClass.quarantine : .original
        let hasOriginal = reading.count == 1
        let wrapping = try wrappingKeys(
            party: party,
            retentions: hasOriginal ? [retention, original] : [retention]
        )
        // One call to the system for both, since each goes to the kernel.
        let drawn = random((hasOriginal ? 2 : 1) * Vault.drawnByteCount)
        let contact = try sealed(
            bytes,
            party: party,
            retention: retention,
            under: wrapping[0],
            context: SealContext(commandID: commandID, part: SealedParts.contactPart),
            drawn: drawn.prefix(Vault.drawnByteCount)
        )
        guard hasOriginal else { return SealedParts(contact: contact, raw: nil) }
        let sealedRaw = try sealed(
            try ContentCodec.encode(raw),
            party: party,
            retention: original,
            under: wrapping[1],
            context: SealContext(commandID: commandID, part: SealedParts.rawPart),
            drawn: drawn.suffix(Vault.drawnByteCount)
        )
        return SealedParts(contact: contact, raw: sealedRaw)
    }

    /// Seals one contact of a reading as part 0 of its command.
    package func sealContact(
        at index: Int,
        of reading: borrowing Reading,
        party: UInt64,
        retention: RetentionClass,
        commandID: [UInt8]
    ) throws(VaultError) -> [UInt8] {
        try sealed(
            try content(at: index, of: reading),
            party: party,
            retention: retention,
            context: SealContext(commandID: commandID, part: SealedParts.contactPart)
        )
    }

    private func content(
        at index: Int,
        of reading: borrowing Reading
    ) throws(VaultError) -> [UInt8] {
        try reading.contacts.exposed { (contacts) throws(VaultError) -> [UInt8] in
            guard contacts.indices.contains(index) else {
                throw VaultError(
                    .invalid,
                    "The reading has no contact \(index).",
                    next: "Ask for contacts below its count."
                )
            }
            return try ContentCodec.encode(contacts[index])
        }
    }

    /// Opens a sealed contact. The caller has appended an access fact before.
    package func openContact(_ record: [UInt8], party: UInt64, commandID: [UInt8])
        throws(VaultError) -> PHI<Contact>
    {
        let context = SealContext(commandID: commandID, part: SealedParts.contactPart)
        return PHI(
            try ContentCodec.contact(try opened(record, party: party, context: context))
        )
    }

    /// Opens a sealed original, for instance to read it again with a newer adapter. The caller has
    /// appended an access fact before.
    package func openRaw(_ record: [UInt8], party: UInt64, commandID: [UInt8])
        throws(VaultError) -> RawMessage
    {
        let context = SealContext(commandID: commandID, part: SealedParts.rawPart)
        return try ContentCodec.rawMessage(try opened(record, party: party, context: context))
    }
}
