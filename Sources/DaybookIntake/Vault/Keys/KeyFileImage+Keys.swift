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

    /// The wrapped key that was kept for a content, or `nil` if its sealed record has it.
    func contentKey(_ id: UInt64) -> [UInt8]? {
        contents[id].flatMap { record(at: $0) }.map { Array($0.wrapped) }
    }

    /// The same keys after a change, under a new epoch's key.
    ///
    /// - Complexity: O(keys): each is unwrapped and wrapped again.
    func rewritten(_ change: KeyChange, random: RandomBytes) throws(VaultError) -> KeyFileImage {
        let step: UInt64 = change.destroysSomething ? 1 : 0
        let (nextGeneration, generationOverflow) = generation.addingReportingOverflow(step)
        let (nextEpoch, epochOverflow) = epoch.addingReportingOverflow(1)
        guard !generationOverflow, !epochOverflow else { throw KeyFileImage.damaged(at: 32) }
        let hasContents = !change.keptContents.isEmpty || !contents.isEmpty
        var next = try KeyFileImage(
            bookIdentity: bookIdentity,
            generation: max(nextGeneration, change.minimumGeneration),
            epoch: nextEpoch,
            random: random,
            version: hasContents ? KeyFileImage.versionWithContents : KeyFileImage.version
        )
        for number in 0..<recordCount {
            let offset = KeyFileImage.headerByteCount + number * KeyRecord.byteCount
            guard let record = record(at: offset) else { throw KeyFileImage.damaged(at: offset) }
            if change.drops(record) { continue }
            guard record.kind.holdsKey else {
                let wrapped = Array(record.wrapped)
                try next.append(
                    KeyRecord.body(record.kind, code: record.code, id: record.id, wrapped: wrapped)
                )
                continue
            }
            var key = try key(at: offset)
            if record.kind == .party, let other = change.replacedParties[record.id] { key = other }
            try next.append(record.kind, id: record.id, key: key, nonce: random(12))
        }
        // Sorted, since a set's order differs from run to run and one seed makes one file.
        for (id, mark) in change.marks(beside: self) {
            try next.append(KeyRecord.body(mark, code: change.reason.rawValue, id: id))
        }
        for (id, wrapped) in change.keptContents.sorted(by: { $0.key < $1.key }) {
            try next.append(KeyRecord.body(.content, id: id, wrapped: wrapped))
        }
        _ = next.settle()
        return next
    }
}
