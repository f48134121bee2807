internal import Crypto

extension Vault {
    /// Seals a content for a party and a place: AES-256-GCM under a fresh key, which is wrapped by
    /// a key that needs both the party's and the retention class's key.
    ///
    /// AES-GCM rather than ChaCha20-Poly1305, because it was the faster on a processor with AES
    /// instructions: 2.5 against 3.4 µs for 2 KiB.
    ///
    /// - Parameters:
    ///   - plain: the content; at most ``VaultLimits/contentBytesMax`` bytes.
    ///   - party: whose it is; 0 for nobody known. The key must have been made
    ///     (``KeyStore/ensurePartyKeys(_:)``): making it silently here would hide that one was
    ///     lost.
    ///   - retention: how long it is kept. A class without a key gets one.
    /// - Returns: the record: the content's length and 100 bytes.
    /// - Complexity: O(length).
    package func seal(
        _ plain: borrowing PHI<[UInt8]>,
        party: UInt64,
        retention: RetentionClass,
        context: SealContext
    ) throws(VaultError) -> [UInt8] {
        try plain.exposed { (bytes) throws(VaultError) -> [UInt8] in
            try sealed(bytes, party: party, retention: retention, context: context)
        }
    }

    func sealed(
        _ bytes: borrowing [UInt8],
        party: UInt64,
        retention: RetentionClass,
        context: SealContext
    ) throws(VaultError) -> [UInt8] {
        try sealed(
            bytes,
            party: party,
            retention: retention,
            under: wrappingKey(party: party, retention: retention, makingClass: true),
            context: context,
            drawn: random(Vault.drawnByteCount)[...]
        )
    }

    /// The random bytes of one sealing: the content's key, and a nonce for each of key and content.
    static let drawnByteCount = SecretKey.byteCount + 2 * SealedRecord.nonceByteCount

    /// Seals under the wrapping key of the party and class, as ``Sealer`` has it.
    ///
    /// - Parameter drawn: ``drawnByteCount`` random bytes, of this sealing alone.
    func sealed(
        _ bytes: borrowing [UInt8],
        party: UInt64,
        retention: RetentionClass,
        under wrapping: SecretKey,
        context: SealContext,
        drawn: ArraySlice<UInt8>
    ) throws(VaultError) -> [UInt8] {
        guard bytes.count <= VaultLimits.contentBytesMax else { throw SealedRecord.tooLarge }
        try checkContext(context)
        var record: [UInt8] = []
        record.reserveCapacity(SealedRecord.overheadByteCount + bytes.count)
        SealedRecord.appendHeader(party: party, retention, part: context.part, to: &record)
        let contentKey = Array(drawn.prefix(SecretKey.byteCount))
        let nonces = drawn.dropFirst(SecretKey.byteCount)
        // The record is its header so far.
        let place = wrapPlace(record, context)
        try record.append(
            sealing: contentKey,
            under: wrapping.symmetric,
            nonce: nonces.prefix(SealedRecord.nonceByteCount),
            authenticating: place
        )
        try record.append(
            sealing: bytes,
            under: SymmetricKey(data: contentKey),
            nonce: nonces.suffix(SealedRecord.nonceByteCount),
            authenticating: contentPlace(context)
        )
        return record
    }

    /// Opens a record at its place. The caller has appended an access fact before.
    ///
    /// - Parameter party: the party that the fact beside the record names.
    /// - Throws: ``VaultError/Code/moved`` when the record says itself that it belongs elsewhere,
    ///   ``VaultError/Code/erased``, ``VaultError/Code/expired``, ``VaultError/Code/keyMissing``,
    ///   ``VaultError/Code/wrongKey`` when the keys do not open it (another book, command or key,
    ///   or a damaged header), ``VaultError/Code/damaged`` when the content was changed.
    package func open(
        _ record: [UInt8],
        party: UInt64,
        context: SealContext
    ) throws(VaultError) -> PHI<[UInt8]> {
        PHI(try opened(record, party: party, context: context))
    }

    func opened(_ record: [UInt8], party: UInt64, context: SealContext) throws(VaultError)
        -> [UInt8]
    {
        try checkContext(context)
        let sealed = try SealedRecord(record)
        let contentKey = try contentKey(of: sealed, party: party, context: context)
        do {
            let box = try AES.GCM.SealedBox(combined: Array(sealed.box))
            return Array(
                try AES.GCM.open(
                    box,
                    using: SymmetricKey(data: contentKey),
                    authenticating: contentPlace(context)
                )
            )
        } catch {
            throw SealedRecord.damaged
        }
    }

    /// The same sealed content for another party or class, without opening the content: only its
    /// key is wrapped anew. For a message sealed under a token that lost the race for its address,
    /// for parties merged, and for a class prolonged.
    package func rewrap(
        _ record: [UInt8],
        from party: UInt64,
        to newParty: UInt64,
        retention: RetentionClass,
        context: SealContext
    ) throws(VaultError) -> [UInt8] {
        try checkContext(context)
        let sealed = try SealedRecord(record)
        let contentKey = try contentKey(of: sealed, party: party, context: context)
        let wrapping = try wrappingKey(
            party: newParty,
            retention: retention,
            makingClass: true
        )
        var rewrapped: [UInt8] = []
        rewrapped.reserveCapacity(record.count)
        SealedRecord.appendHeader(
            party: newParty,
            retention,
            part: context.part,
            to: &rewrapped
        )
        let place = wrapPlace(rewrapped, context)
        try rewrapped.append(
            sealing: contentKey,
            under: wrapping.symmetric,
            nonce: random(SealedRecord.nonceByteCount)[...],
            authenticating: place
        )
        rewrapped += sealed.box
        return rewrapped
    }

    func contentKey(of sealed: SealedRecord, party: UInt64, context: SealContext)
        throws(VaultError) -> [UInt8]
    {
        guard sealed.party == party, sealed.part == context.part else {
            throw VaultError(
                .moved,
                "The sealed record belongs to another party or part.",
                next: "Verify the log; records were exchanged."
            )
        }
        let wrapping = try wrappingKey(party: party, retention: sealed.retention)
        let place = wrapPlace(sealed.header, context)
        if let kept = try keys.keptContentKey(Vault.contentID(context)),
            let key = KeyWrap.unwrap(kept[...], under: wrapping, authenticating: place)
        {
            return key
        }
        guard
            let key = KeyWrap.unwrap(
                sealed.wrappedKey,
                under: wrapping,
                authenticating: place
            )
        else {
            throw VaultError(
                .wrongKey,
                "The keys do not open the sealed record.",
                next: "Check that keys and log are of one book and verify the log."
            )
        }
        return key
    }

    /// The key that wraps content keys: a keyed hash by the class's key of a keyed hash by the
    /// party's. Without either key, nothing is known of it.
    ///
    /// - Parameter makingClass: whether a class without a key gets one: to seal, never to open.
    private func wrappingKey(
        party: UInt64,
        retention: RetentionClass,
        makingClass: Bool = false
    ) throws(VaultError) -> SecretKey {
        let keys = try sealingKeys([party], [retention], makingClasses: makingClass)
        return wrappingKey(party: party, keys.parties[0], retention: retention, keys.retentions[0])
    }

    /// The store's keys of parties and classes, in the order asked.
    func sealingKeys(
        _ parties: [UInt64],
        _ retentions: [RetentionClass],
        makingClasses: Bool
    ) throws(VaultError) -> (parties: [SecretKey], retentions: [SecretKey]) {
        do throws(VaultError) {
            return try keys.sealingKeys(parties, retentions)
        } catch {
            guard makingClasses, error.code == .keyMissing else { throw error }
            try keys.ensureRetentionKeys(retentions)
            return try keys.sealingKeys(parties, retentions)
        }
    }

    func wrappingKey(
        party: UInt64,
        _ partyKey: SecretKey,
        retention: RetentionClass,
        _ retentionKey: SecretKey
    ) -> SecretKey {
        var label: [UInt8] = []
        label.reserveCapacity(64)
        label.append(contentsOf: "daybook wrapping 1".utf8)
        label.append(contentsOf: bookIdentity)
        label.append(retention.rawValue)
        label.append(bigEndian: party)
        return SecretKey(retentionKey.code(for: Array(partyKey.code(for: label))))
    }

    /// What the wrapped key is bound to: header (party, class, part), book and command.
    func wrapPlace(_ header: some Collection<UInt8>, _ context: SealContext) -> [UInt8] {
        var place: [UInt8] = []
        place.reserveCapacity(64)
        place.append(contentsOf: "daybook wrap 1".utf8)
        place.append(contentsOf: header)
        place.append(contentsOf: bookIdentity)
        place.append(contentsOf: context.commandID)
        return place
    }

    /// What the content is bound to. Party and class are left to the wrapped key, without which
    /// nothing opens, so that it can be wrapped for another party while the content stays as it is.
    private func contentPlace(_ context: SealContext) -> [UInt8] {
        var place: [UInt8] = []
        place.reserveCapacity(64)
        place.append(contentsOf: "daybook content 1".utf8)
        place.append(SealedRecord.version)
        place.append(context.part)
        place.append(contentsOf: bookIdentity)
        place.append(contentsOf: context.commandID)
        return place
    }

    private func checkContext(_ context: SealContext) throws(VaultError) {
        guard context.commandID.count == 16 else {
            throw VaultError(
                .invalid,
                "A command id has 16 bytes.",
                next: "Pass the id of the command's row."
            )
        }
    }
}
