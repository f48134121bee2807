internal import Crypto

extension Vault {
    /// A sealed content at its place, as far as its own key goes.
    package struct Place: Sendable {
        /// At least the first ``SealedRecord/overheadByteCount`` bytes of the sealed record.
        let record: [UInt8]
        let context: SealContext

        /// Names a content by the beginning of its record and where it belongs.
        package init(record: [UInt8], context: SealContext) {
            self.record = record
            self.context = context
        }
    }

    /// How much of a sealed record says which class it is of and holds its key.
    package static let placeByteCount = SealedRecord.overheadByteCount

    /// The retention class of a sealed record, from its beginning.
    package static func retention(of record: [UInt8]) throws(VaultError) -> RetentionClass {
        try SealedRecord(record).retention
    }

    /// Replaces the keys of parties, so that of everything sealed for them only what is kept can
    /// still be opened.
    ///
    /// What can't be opened before can't be opened afterwards and is passed over.
    /// - Parameters:
    ///   - kept: What stays, by party. A party with nothing to keep is named with an empty list.
    ///   - destroyed: What goes, so that a key kept for it earlier goes too.
    ///   - generation: That of the keys before it was looked at what stays.
    /// - Complexity: O(keys + contents kept).
    /// - Throws: ``VaultError/Code/busy`` when another process changed the keys meanwhile.
    package func keepOnly(
        _ kept: [UInt64: [Place]],
        destroying destroyed: [SealContext],
        asOf generation: UInt64
    ) throws(VaultError) -> Erasure {
        var survivors: [UInt64: [Survivor]] = [:]
        for (party, places) in kept {
            var some: [Survivor] = []
            for place in places {
                if let survivor = try survivor(place, party: party) { some.append(survivor) }
            }
            survivors[party] = some
        }
        return try keys.replacePartyKeys(
            kept.keys.sorted(),
            dropping: destroyed.map { Vault.contentID($0) },
            asOf: generation
        ) { (party, key) throws(VaultError) -> [KeptContentKey] in
            var wrapped: [KeptContentKey] = []
            for survivor in survivors[party] ?? [] {
                wrapped.append(try wrap(survivor, party: party, under: key))
            }
            return wrapped
        }
    }

    /// A content that stays, with the keys that no store may be asked for while it changes.
    private struct Survivor {
        let sealed: SealedRecord
        let context: SealContext
        let contentKey: [UInt8]
        let retentionKey: SecretKey
    }

    private func survivor(_ place: Place, party: UInt64) throws(VaultError) -> Survivor? {
        do throws(VaultError) {
            let sealed = try SealedRecord(place.record)
            return Survivor(
                sealed: sealed,
                context: place.context,
                contentKey: try contentKey(of: sealed, party: party, context: place.context),
                retentionKey: try keys.retentionKey(sealed.retention)
            )
        } catch {
            switch error.code {
            case .erased, .expired, .wrongKey: return nil
            default: throw error
            }
        }
    }

    private func wrap(
        _ survivor: Survivor,
        party: UInt64,
        under key: SecretKey
    ) throws(VaultError) -> KeptContentKey {
        let wrapping = wrappingKey(
            party: party,
            key,
            retention: survivor.sealed.retention,
            survivor.retentionKey
        )
        return KeptContentKey(
            id: Vault.contentID(survivor.context),
            wrapped: try KeyWrap.wrap(
                survivor.contentKey,
                under: wrapping,
                nonce: random(SealedRecord.nonceByteCount),
                authenticating: wrapPlace(survivor.sealed.header, survivor.context)
            )
        )
    }

    /// By what a content's kept key is found: the first eight bytes of SHA-256 over a label, the
    /// command's id and the part.
    static func contentID(_ context: SealContext) -> UInt64 {
        var hash = SHA256()
        hash.update(data: Array("daybook content key 1".utf8))
        hash.update(data: context.commandID)
        hash.update(data: [context.part])
        return VaultBytes.integer(Array(hash.finalize())[...])
    }
}
