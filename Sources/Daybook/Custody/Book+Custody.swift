public import DaybookDomain
internal import DaybookEngine
internal import DaybookIntake
internal import DaybookStorage

extension Book {
    /// What is kept, how long, and under which keys: erasures, legal holds, periods of retention.
    public func custody() throws(BookError) -> Custody {
        do {
            try catchUp()
            return live.custody()
        } catch {
            throw BookError(error)
        }
    }

    /// Brings what is kept up to date as far as an opening book must: keys that are too old are
    /// refused, and what was begun is finished.
    func prepareCustody() throws {
        guard let vault else { return }
        try loadCustody()
        let generation = UInt64(live.custody().generation)
        // A newer file may have taken the place of the one that was opened; an older one is refused.
        if vault.keys.generation < generation {
            try vault.keys.refresh(minimumGeneration: generation)
        }
        guard !options.isReadOnly else { return }
        try reapplyErasures(vault)
        do {
            try finishDestruction()
        } catch {
            // A full disk keeps nobody from reading: what was begun goes on at the next opening.
            guard BookError(error).code == StorageError.Code.diskFull.name else { throw error }
        }
    }

    private func loadCustody() throws {
        try loadCustodySnapshot()
        let folded = try live.catchUpCustody(with: log)
        guard options.usesSnapshots, folded > options.snapshotTriggers.factsCaughtUp else { return }
        let custody = live.custody()
        // A cache: what keeps it from being written keeps nothing else from being done.
        _ = try? saveSnapshot(of: custody, at: custody.position)
    }

    /// Begins with the newest snapshot that fits, unless something was folded already.
    func loadCustodySnapshot() throws {
        guard options.usesSnapshots, live.custodyPosition == 0 else { return }
        let found = try Snapshots(of: log).newest(Custody.self)
        live.replace(found.projection, position: found.position)
    }

    /// Applies to the log what only the keys know of: a log that was restored from a backup has
    /// forgotten the erasures after it.
    private func reapplyErasures(_ vault: Vault) throws {
        let custody = live.custody()
        guard vault.keys.generation > UInt64(custody.generation) else { return }
        let forgotten = try vault.keys.erasedParties().filter { !custody.isErased($0.key) }
        guard !forgotten.isEmpty else { return }
        let committer = try custodyCommitter()
        for (reason, group) in Dictionary(grouping: forgotten, by: \.value)
            .sorted(by: { $0.key.rawValue < $1.key.rawValue })
        {
            var parties = group.map(\.key).sorted()[...]
            while !parties.isEmpty {
                let some = Array(parties.prefix(CustodyLimits.partiesPerCommand))
                parties = parties.dropFirst(some.count)
                try settle(
                    .erase(parties: some, reason: Reason(reason), isKnown: true),
                    committer
                )
            }
        }
    }

    /// Finishes what was asked for and may not be done: destroys the keys, deletes what they opened,
    /// and says so. Does nothing when nothing is open; doing it twice, or from two processes, does
    /// no harm.
    ///
    /// - Complexity: O(keys + facts) if something is open.
    func finishDestruction() throws {
        let custody = live.custody()
        guard !custody.openErasures.isEmpty || !custody.expiries.isEmpty else { return }
        let committer = try custodyCommitter()
        for open in custody.openErasures {
            let generation = try destroyKeys(of: open.parties, reason: open.reason)
            try deleteContents { open.parties.contains($0.party) }
            try settle(.completeErasure(request: open.request, generation: generation), committer)
        }
        for (batch, parties) in custody.expiries.sorted(by: { $0.key < $1.key }) {
            let generation = try destroyContentKeys(of: parties)
            try deleteExpired(of: parties)
            try settle(.completeExpiry(batch: batch, generation: generation), committer)
        }
    }

    /// Destroys the keys of parties; durable when this returns.
    ///
    /// - Returns: The generation of the keys without them.
    @discardableResult
    package func destroyKeys(of parties: [UInt64], reason: Reason) throws -> UInt32 {
        let erasure = try requireVault().keys.eraseParties(
            parties,
            reason: ErasureReason(reason),
            minimumGeneration: UInt64(live.custody().generation)
        )
        return try Book.number(erasure.generation)
    }

    /// Deletes the sealed bytes of the facts that are chosen. They may linger in free pages: that
    /// their key is destroyed is what makes them unreadable.
    func deleteContents(of isChosen: (Fact) -> Bool) throws {
        var contents: [ContentKey] = []
        try eachFact { fact in
            if fact.flags.contains(.sealed), isChosen(fact) {
                contents.append(ContentKey(fact.sequence, SealedParts.contactPart))
                contents.append(ContentKey(fact.sequence, SealedParts.rawPart))
            }
            return true
        }
        try delete(contents)
    }

    /// Deletes sealed bytes, those that are there.
    func delete(_ contents: [ContentKey]) throws {
        var rest = contents[...]
        while !rest.isEmpty {
            let some = rest.prefix(Book.deletionsPerCommit)
            rest = rest.dropFirst(some.count)
            try log.append(at: options.clock()) { appender in
                for content in some {
                    try appender.deleteSealed(at: content.sequence, part: content.part)
                }
            }
        }
    }

    /// How many contents are deleted in one commit, so that nobody waits long for their turn.
    private static let deletionsPerCommit = 4_096

    /// One that decides here and now, as an opening book needs it; it takes turns with the writer.
    func custodyCommitter() throws -> Committer {
        try catchUp()
        return try Committer(log, live: live)
    }

    /// Submits an order of Daybook's own and waits for it.
    ///
    /// - Returns: The receipt; that there was nothing to do is none, since another process may have
    ///   been faster.
    @discardableResult
    func settle(_ order: CustodyOrder, _ committer: Committer) throws -> Receipt? {
        let submission = try submission(
            .custody(order),
            id: nil,
            channel: .system,
            actor: "",
            actorClass: .system
        )
        guard let result = committer.commit([submission], at: options.clock()).first else {
            throw BookError(.internal, code: "internal", "a command without an answer")
        }
        let receipt = try result.get()
        guard let refusal = receipt.refusal else { return receipt }
        guard refusal.reason == .unchanged else {
            throw BookError(
                .internal,
                code: refusal.reason.name,
                "order \(order.code.rawValue) of the book itself was refused"
            )
        }
        return nil
    }

    /// A generation or epoch as facts hold it.
    static func number(_ generation: UInt64) throws(BookError) -> UInt32 {
        guard let number = UInt32(exactly: generation) else {
            throw BookError(.internal, code: "generation", "over four thousand million erasures")
        }
        return number
    }
}

extension Reason {
    /// The domain's word for a reason that stands in key files.
    init(_ reason: ErasureReason) {
        switch reason {
        case .request: self = .request
        case .retentionOver: self = .retentionOver
        case .order: self = .order
        case .storedInError: self = .storedInError
        }
    }
}

extension ErasureReason {
    /// The number in key files of a reason of the domain's.
    init(_ reason: Reason) {
        switch reason {
        case .retentionOver: self = .retentionOver
        case .order: self = .order
        case .storedInError: self = .storedInError
        default: self = .request
        }
    }
}
