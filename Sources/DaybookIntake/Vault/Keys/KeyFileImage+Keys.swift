extension KeyFileImage {
    /// The key of a party, or `nil` if the file has none.
    func partyKey(_ token: UInt64) throws(VaultError) -> SecretKey? {
        guard erased[token] == nil else { throw KeyFile.erased }
        guard let offset = parties[token] else { return nil }
        return SecretKey(bytes: try key(at: offset))
    }

    /// The key of a retention class, or `nil` if the file has none.
    func retentionKey(_ retention: RetentionClass) throws(VaultError) -> SecretKey? {
        let id = UInt64(retention.rawValue)
        guard expired[id] == nil else { throw KeyFile.expired }
        guard let offset = retentions[id] else { return nil }
        return SecretKey(bytes: try key(at: offset))
    }

    /// Those of `ids` that have no key, each once, in their order.
    ///
    /// - Throws: when one of them was destroyed.
    func missing(_ kind: KeyRecord.Kind, of ids: [UInt64]) throws(VaultError) -> [UInt64] {
        let known = kind == .party ? parties : retentions
        let destroyed = kind == .party ? erased : expired
        var seen: Set<UInt64> = []
        var missing: [UInt64] = []
        for id in ids {
            guard destroyed[id] == nil else {
                throw kind == .party ? KeyFile.erased : KeyFile.expired
            }
            if known[id] == nil, seen.insert(id).inserted { missing.append(id) }
        }
        return missing
    }

    /// The same keys without those destroyed, under a new epoch's key and the next generation.
    ///
    /// - Complexity: O(keys): each is unwrapped and wrapped again.
    func rewritten(
        destroying ids: Set<UInt64>,
        of kind: KeyRecord.Kind,
        reason: ErasureReason,
        random: RandomBytes
    ) throws(VaultError) -> KeyFileImage {
        let (nextGeneration, generationOverflow) = generation.addingReportingOverflow(1)
        let (nextEpoch, epochOverflow) = epoch.addingReportingOverflow(1)
        guard !generationOverflow, !epochOverflow else { throw KeyFileImage.damaged(at: 32) }
        var next = try KeyFileImage(
            bookIdentity: bookIdentity,
            generation: nextGeneration,
            epoch: nextEpoch,
            random: random
        )
        for number in 0..<recordCount {
            let offset = KeyFileImage.headerByteCount + number * KeyRecord.byteCount
            guard let record = record(at: offset) else { throw KeyFileImage.damaged(at: offset) }
            if !record.kind.holdsKey {
                try next.append(KeyRecord.body(record.kind, code: record.code, id: record.id))
            } else if record.kind != kind || !ids.contains(record.id) {
                try next.append(
                    record.kind,
                    id: record.id,
                    key: try key(at: offset),
                    nonce: random(12)
                )
            }
        }
        let mark: KeyRecord.Kind = kind == .party ? .erasedParty : .expiredRetention
        // Sorted, since a set's order differs from run to run and one seed makes one file.
        for id in ids.sorted() {
            try next.append(KeyRecord.body(mark, code: reason.rawValue, id: id))
        }
        _ = next.settle()
        return next
    }
}
