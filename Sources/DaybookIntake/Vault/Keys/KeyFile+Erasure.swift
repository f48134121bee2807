extension KeyFile {
    /// Destroys the keys of parties: writes the survivors under a new epoch's key to a new file,
    /// durable before it takes the old one's place, then overwrites the old one. After a crash the
    /// next opening finishes what was begun; before the new file has its name, nothing was
    /// destroyed.
    ///
    /// - Complexity: O(keys in the file): 6 to 7 µs a key, so erase many in one call.
    public func eraseParties(
        _ tokens: [UInt64],
        reason: ErasureReason,
        minimumGeneration: UInt64 = 0
    ) throws(VaultError) -> Erasure {
        guard !tokens.contains(0) else {
            throw VaultError(
                .tokenReserved,
                "Token 0 is nobody: its content ends with its retention class.",
                next: "Name the tokens of persons."
            )
        }
        return try destroy(.party, tokens, reason, minimumGeneration)
    }

    /// The parties whose keys were destroyed. O(their number).
    public func erasedParties() throws(VaultError) -> [UInt64: ErasureReason] {
        // A reason of a later release reads as what a person asked for.
        try look { $0.erased }.mapValues { ErasureReason(rawValue: $0) ?? .request }
    }

    /// Destroys the keys of retention classes; as ``eraseParties(_:reason:minimumGeneration:)``.
    public func expire(
        _ classes: [RetentionClass],
        reason: ErasureReason = .retentionOver,
        minimumGeneration: UInt64 = 0
    ) throws(VaultError) -> Erasure {
        try destroy(.retention, classes.map { UInt64($0.rawValue) }, reason, minimumGeneration)
    }

    private func destroy(
        _ kind: KeyRecord.Kind,
        _ ids: [UInt64],
        _ reason: ErasureReason,
        _ minimumGeneration: UInt64
    ) throws(VaultError) -> Erasure {
        guard ids.count <= VaultLimits.keysPerCallMax else {
            throw VaultError(
                .tooLarge,
                "More than \(VaultLimits.keysPerCallMax) keys in one call.",
                next: "Erase them in several calls."
            )
        }
        return try changing { (state) throws(VaultError) -> Erasure in
            try KeyFile.requireGeneration(minimumGeneration, of: state.image)
            let gone = kind == .party ? state.image.erased : state.image.expired
            let wanted = Set(ids.filter { gone[$0] == nil })
            guard !wanted.isEmpty else {
                return Erasure(
                    generation: state.image.generation,
                    epoch: state.image.epoch,
                    destroyed: 0
                )
            }
            var change = KeyChange()
            if kind == .party {
                change.erasedParties = wanted
            } else {
                change.expiredClasses = wanted
            }
            change.reason = reason
            return try rewrite(&state, change, destroyed: wanted.count)
        }
    }

    /// Writes the changed file, puts it in the old one's place and overwrites the old one.
    func rewrite(
        _ state: inout State,
        _ change: KeyChange,
        destroyed: Int
    ) throws(VaultError) -> Erasure {
        let next = try state.image.rewritten(change, random: random)
        state = try State(file: try KeyFile.replace(state.file, with: next), image: next)
        return Erasure(generation: next.generation, epoch: next.epoch, destroyed: destroyed)
    }

    /// Puts a new file in the old one's place and overwrites the old one. The new one's lock is
    /// held from before it has the name, so that nobody erases again while this one is not done.
    private static func replace(_ old: borrowing OwnedFile, with image: borrowing KeyFileImage)
        throws(VaultError) -> OwnedFile
    {
        let path = old.path
        try destroyLitter(nextPath(path), unless: try old.identity())
        var staged = try write(image, to: nextPath(path))
        // The second name keeps the old file reachable until it is overwritten, also across a
        // crash.
        try destroyLitter(previousPath(path), unless: try old.identity())
        try OwnedFile.link(path, as: previousPath(path))
        try staged.rename(to: path)
        try OwnedFile.synchroniseDirectory(of: path)
        try overwrite(old)
        try OwnedFile.remove(previousPath(path))
        try OwnedFile.synchroniseDirectory(of: path)
        return staged
    }

    /// Finishes or undoes what an interrupted erasure left beside the file.
    static func finishErasure(of file: borrowing OwnedFile, image: borrowing KeyFileImage)
        throws(VaultError)
    {
        // Never took the name: the old keys are still the keys, and the copy of them is litter.
        try destroyLitter(nextPath(file.path), unless: try file.identity())
        // The old file under its second name; the same file if the new one never took the name.
        try destroyLitter(previousPath(file.path), unless: try file.identity())
    }

    /// Overwrites and removes a book's key file: for keys that nothing was ever sealed under.
    package static func discard(_ path: String, bookIdentity: [UInt8]) throws(VaultError) {
        let file = try OwnedFile.open(path, writing: true)
        try file.lock()
        _ = try readWhole(file, bookIdentity: bookIdentity)
        try overwrite(file)
        try OwnedFile.remove(path)
        try OwnedFile.synchroniseDirectory(of: path)
    }

    private static func destroyLitter(_ path: String, unless current: OwnedFile.Identity)
        throws(VaultError)
    {
        guard let found = try OwnedFile.identity(at: path) else { return }
        if found != current { try overwrite(try OwnedFile.open(path, writing: true)) }
        try OwnedFile.remove(path)
        try OwnedFile.synchroniseDirectory(of: path)
    }

    /// Zero bytes over the whole file, synced: best effort, since not every disk overwrites in
    /// place.
    static func overwrite(_ file: borrowing OwnedFile) throws(VaultError) {
        let length = try file.length()
        let block = [UInt8](repeating: 0, count: 1 << 16)
        for offset in stride(from: 0, to: length, by: block.count) {
            try file.write(Array(block.prefix(length - offset)), at: offset)
        }
        try file.synchronise()
    }
}
