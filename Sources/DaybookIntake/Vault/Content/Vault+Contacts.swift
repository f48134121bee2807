extension Vault {
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

    /// A contact as it is sealed.
    func content(
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
            return try ContentCodec.encode(contacts.span[index])
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
