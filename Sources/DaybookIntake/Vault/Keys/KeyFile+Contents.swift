extension KeyFile {
    /// Gives parties other keys, so that of what was sealed for them only the contents whose keys are
    /// handed back here can still be opened. Durable as an erasure is, and resumed like one.
    ///
    /// - Complexity: O(keys in the file).
    public func replacePartyKeys(
        _ tokens: [UInt64],
        dropping contents: [UInt64],
        asOf generation: UInt64,
        keeping wrap: (_ token: UInt64, _ key: SecretKey) throws(VaultError) -> [KeptContentKey]
    ) throws(VaultError) -> Erasure {
        guard tokens.count <= VaultLimits.keysPerCallMax else {
            throw VaultError(
                .tooLarge,
                "More than \(VaultLimits.keysPerCallMax) keys in one call.",
                next: "Replace them in several calls."
            )
        }
        return try changing { (state) throws(VaultError) -> Erasure in
            guard state.image.generation == generation else {
                throw VaultError(
                    .busy,
                    "The keys have changed since they were looked at.",
                    next: "Look again, then try again."
                )
            }
            var change = KeyChange()
            change.droppedContents = Set(contents)
            for token in Set(tokens).sorted() where state.image.erased[token] == nil {
                let bytes = random(SecretKey.byteCount)
                guard let key = SecretKey(bytes: bytes) else { throw KeyFile.keyMissing }
                change.replacedParties[token] = bytes
                for kept in try wrap(token, key) { change.keptContents[kept.id] = kept.wrapped }
            }
            return try rewrite(&state, change, destroyed: change.replacedParties.count)
        }
    }

    /// The wrapped key that was kept for a content, or `nil` if its sealed record has it. O(1).
    public func keptContentKey(_ id: UInt64) throws(VaultError) -> [UInt8]? {
        try look { $0.contentKey(id) }
    }

    /// Wraps every key under the key of a new epoch: whoever has an older key-encryption key has no
    /// use of it any more. The generation stays.
    ///
    /// - Returns: The generation, and the new epoch.
    /// - Complexity: O(keys in the file).
    public func rotate() throws(VaultError) -> Erasure {
        try changing { (state) throws(VaultError) -> Erasure in
            try rewrite(&state, KeyChange(), destroyed: 0)
        }
    }
}
