internal import CLMDB

/// Keeps a copy of a log up to date, commit by commit.
///
/// Each commit is appended to the copy as if it were new there, and has to reach the digest that it
/// has in the source: nothing is believed that the copy has not worked out itself. What stands
/// outside the chain, the parties and the deletions of sealed content, follows with it.
package struct LogFollower {
    private let source: Log
    private let copy: Log
    /// The source's transaction up to which everything has been shipped.
    private var shipped: UInt64?

    /// Bytes of commits that one transaction of the copy takes over, and parties with them.
    private static let batchBytes = 16 << 20
    private static let batchEntries = 1 << 16

    /// Follows `source` in `copy`, which a backup or an import of it has made.
    ///
    /// - Throws: ``StorageError``; `mismatch` if the copy is of another log.
    package init(_ source: Log, copy: Log) throws(StorageError) {
        guard source.identity == copy.identity, source.created == copy.created else {
            throw LogFollower.mismatch("it is a copy of another log")
        }
        self.source = source
        self.copy = copy
    }

    /// Brings over everything that is durable in the source now.
    ///
    /// The source is read in windows that end before the copy is written, so its writer is not
    /// kept from reusing pages by a slow copy.
    ///
    /// - Throws: ``StorageError``; `mismatch` if the source does not go on from where the copy
    ///   ends, because it was cut back, restored or damaged. The copy is as it was.
    package mutating func ship() throws -> LogShipment {
        var shipment = LogShipment(head: try copy.head())
        // Asked before anything is read: what is committed meanwhile is looked for once more.
        guard let seen = try source.unread(since: shipped) else { return shipment }
        var isComplete = false
        while !isComplete {
            let load = try load(after: shipment.head)
            try unload(load, into: &shipment)
            isComplete = load.isComplete
        }
        shipped = seen
        return shipment
    }

    /// What one transaction of the copy takes over.
    private struct Load {
        var commits = CommitBatch()
        var parties: [PartyEntry.Change] = []
        /// Keys of sealed content that the source has deleted.
        var deleted: [UInt64] = []
        var isComplete = false
    }

    /// Reads what comes after the copy's head, all of it as one transaction of the source saw it: a
    /// party may name the fact it came with, so neither may be shipped without the other.
    private func load(after head: LogHead) throws -> Load {
        try source.environment.readWindow { view in
            var load = Load()
            try check(head, is: view)
            let last = try view.head().commit
            var next = head.commit &+ 1
            while next <= last, load.commits.bytes.count < LogFollower.batchBytes {
                try load.commits.append(commit: next, of: view, withSealed: true)
                next &+= 1
            }
            guard next > last else { return load }
            load.isComplete = true
            try copy.environment.readWindow { own in
                load.parties = try PartyEntry.changes(
                    from: own,
                    to: view,
                    limit: LogFollower.batchEntries
                )
                load.deleted = try LogFollower.deletions(from: own, to: view, beside: load.commits)
            }
            let isOver = max(load.parties.count, load.deleted.count) < LogFollower.batchEntries
            load.isComplete = isOver
            return load
        }
    }

    /// The source must hold the copy's head.
    private func check(_ head: LogHead, is view: Transaction) throws(StorageError) {
        guard head.commit > 0 else { return }
        guard let there = try view.commit(head.commit) else {
            throw LogFollower.mismatch(
                "the source ends before the copy's commit \(head.commit): it was cut back",
                position: head.commit
            )
        }
        guard there.digest == head.digest else {
            throw LogFollower.mismatch(
                "the source has another history than the copy's commit \(head.commit)",
                position: head.commit
            )
        }
    }

    private func unload(_ load: Load, into shipment: inout LogShipment) throws {
        if load.commits.isEmpty, load.parties.isEmpty, load.deleted.isEmpty { return }
        let before = shipment.head
        try copy.append(at: load.commits.entries.first?.recordedAt ?? .min) { appender in
            try appender.append(load.commits) { commit, what in
                LogFollower.mismatch(
                    "commit \(commit.number) of the source does not fit: \(what)",
                    position: commit.number
                )
            }
            for change in load.parties {
                if let token = change.token {
                    try appender.setParty(change.hash, token: token)
                } else {
                    try appender.removeParty(change.hash)
                }
            }
            for key in load.deleted {
                try appender.deleteSealed(at: key >> 8, part: UInt8(truncatingIfNeeded: key))
            }
        }
        shipment.commits += UInt64(load.commits.entries.count)
        shipment.head = try copy.head()
        shipment.facts += shipment.head.sequence - before.sequence
    }

    /// Keys of sealed content that `copy` has and `source` has no longer. Content comes with its
    /// commit and never later, so equal numbers mean equal keys.
    private static func deletions(
        from copy: Transaction,
        to source: Transaction,
        beside commits: CommitBatch
    ) throws -> [UInt64] {
        let present = try copy.entries(.sealed) &+ UInt64(commits.contentCount)
        guard present != (try source.entries(.sealed)) else { return [] }
        var gone: [UInt64] = []
        let cursor = try copy.cursor(.sealed)
        var entry = unsafe try cursor.seek(0)
        while let found = unsafe entry, gone.count < batchEntries {
            let key = unsafe try cursor.integerKey(found)
            if unsafe try source.value(.sealed, key: key) == nil { gone.append(key) }
            unsafe entry = try cursor.move(MDB_NEXT)
        }
        return gone
    }

    private static func mismatch(_ what: String, position: UInt64? = nil) -> StorageError {
        StorageError(
            .mismatch,
            "the copy can't follow: \(what)",
            nextStep: "compare both with a head kept elsewhere; begin a new copy in another place",
            position: position
        )
    }
}
