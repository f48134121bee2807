internal import CLMDB

/// The state of a verification between two windows.
struct VerifyPass {
    private let log: Log
    /// The last commit found sound.
    private(set) var head: LogHead
    private let target: LogHead
    var report: VerifyReport

    init(log: Log, head: LogHead, target: LogHead) {
        self.log = log
        self.head = head
        self.target = target
        self.report = VerifyReport(head: head)
    }

    /// Verifies commits within one read transaction of bounded length.
    mutating func window() throws {
        var state = self
        try log.environment.readWindow { view in
            var window = ReadWindow(pages: log.environment.options.windowPages)
            repeat {
                try state.verifyNext(view)
            } while state.head.commit < state.target.commit && !window.isOver()
        }
        self = state
    }

    private mutating func verifyNext(_ view: Transaction) throws {
        let number = head.commit &+ 1
        guard let commit = try view.commit(number) else {
            throw Found("commits", number, "a commit is missing")
        }
        guard commit.firstSequence == head.sequence &+ 1 else {
            throw Found("commits", number, commit: number, "its first sequence does not follow")
        }
        guard commit.recordedAt >= head.recordedAt else {
            throw Found("commits", number, commit: number, "it is recorded before the last one")
        }
        guard commit.commandTotal == head.commands &+ UInt64(commit.commandCount) else {
            throw Found("commits", number, commit: number, "its total of commands does not follow")
        }
        var chain = Chain(previous: head.digest, commit: commit)
        try hashFacts(of: commit, view, into: &chain)
        try hashBodies(of: commit, view, into: &chain)
        try hashCommands(of: commit, view, into: &chain)
        chain.update(commit.sealBytes)
        guard chain.finish() == commit.digest else {
            throw Found("commits", number, commit: number, "the digest of the chain differs")
        }
        try checkSeals(of: commit, view)
        try checkRuns(completedBy: commit, view)
        head = commit.head
        report.commits &+= 1
    }

    private mutating func hashFacts(
        of commit: CommitRecord,
        _ view: Transaction,
        into chain: inout Chain
    ) throws {
        guard commit.factCount > 0 else { return }
        var hashed: UInt64 = 0
        var subjectsFit = true
        var window = ReadWindow.unlimited
        _ = unsafe try view.eachPage(
            from: commit.firstSequence,
            through: commit.lastSequence,
            window: &window
        ) { page in
            unsafe chain.update(page)
            hashed &+= UInt64(page.count / Limits.recordBytes)
            for offset in stride(from: 0, to: page.count, by: Limits.recordBytes) {
                let subject = unsafe Record.subject(page, at: offset)
                if unsafe subject > Record.sequence(page, at: offset) { subjectsFit = false }
            }
            return true
        }
        guard hashed == UInt64(commit.factCount) else {
            throw Found(
                "facts",
                commit.firstSequence &+ hashed,
                commit: commit.number,
                "a record is missing"
            )
        }
        guard subjectsFit else {
            throw Found("facts", commit.firstSequence, commit: commit.number, "a subject is later")
        }
        report.facts &+= hashed
        report.bytes &+= hashed &* UInt64(Limits.recordBytes)
    }

    private mutating func hashBodies(
        of commit: CommitRecord,
        _ view: Transaction,
        into chain: inout Chain
    ) throws {
        guard commit.factCount > 0 else { return }
        var count: UInt32 = 0
        var bytes: UInt64 = 0
        var window = ReadWindow.unlimited
        _ = try view.eachValue(
            .bodies,
            from: commit.firstSequence,
            through: commit.lastSequence,
            limit: Limits.bodyBytes,
            window: &window
        ) { sequence, body in
            var chained: [UInt8] = []
            Chain.append(body: body[...], sequence: sequence, to: &chained)
            chain.update(chained)
            count &+= 1
            bytes &+= UInt64(body.count)
            return true
        }
        guard count == commit.bodyCount else {
            throw Found(
                "bodies",
                commit.firstSequence,
                commit: commit.number,
                "the commit has \(count) bodies instead of \(commit.bodyCount)"
            )
        }
        report.bytes &+= bytes
    }

    private mutating func hashCommands(
        of commit: CommitRecord,
        _ view: Transaction,
        into chain: inout Chain
    ) throws {
        let ids = commit.commandIDs
        for (index, id) in ids.enumerated() {
            guard let row = try view.commandRow(id), row.commit == commit.number else {
                throw Found(
                    "commands",
                    UInt64(index),
                    commit: commit.number,
                    "the row of a listed command is missing or belongs to another commit"
                )
            }
            var chained: [UInt8] = []
            Chain.append(row: row.bytes[...], id: id[...], to: &chained)
            chain.update(chained)
            report.bytes &+= UInt64(row.bytes.count)
        }
        guard Set(ids).count == ids.count else {
            throw Found("commits", commit.number, commit: commit.number, "it lists an id twice")
        }
    }

    /// Content that is still there must be what was sealed; the chain keeps its digest only.
    private mutating func checkSeals(of commit: CommitRecord, _ view: Transaction) throws {
        var present = 0
        var last: UInt64 = 0
        for seal in commit.seals {
            guard seal.sequence >= commit.firstSequence, seal.sequence <= commit.lastSequence,
                seal.key > last
            else {
                throw Found("commits", commit.number, commit: commit.number, "a seal is misplaced")
            }
            last = seal.key
            guard let content = try view.sealed(at: seal.sequence, part: seal.part) else {
                report.deletedContents &+= 1
                continue
            }
            present += 1
            guard content.count == Int(seal.length), Chain.digest(of: content) == seal.digest else {
                throw Found(
                    "sealed",
                    seal.sequence,
                    commit: commit.number,
                    "sealed content is not what was sealed"
                )
            }
            report.bytes &+= UInt64(content.count)
        }
        guard commit.factCount > 0 else { return }
        let stored = try view.count(
            .sealed,
            from: commit.firstSequence << 8,
            through: commit.lastSequence << 8 | 0xFF
        )
        guard stored == present else {
            throw Found(
                "sealed",
                commit.firstSequence,
                commit: commit.number,
                "there is sealed content that no commit lists"
            )
        }
    }

    private func checkRuns(completedBy commit: CommitRecord, _ view: Transaction) throws {
        let first = commit.firstSequence >> Limits.blockShift
        let open = (commit.lastSequence &+ 1) >> Limits.blockShift
        for block in first..<max(open, first) {
            for group in view.levels.completed(by: block) {
                try check(group, completedBy: commit, view)
            }
        }
    }

    /// A block has its run. A merged one may be missing, as in a log from before there were any;
    /// one that is there must be what the runs below it make, which were checked before.
    private func check(
        _ group: RunGroup,
        completedBy commit: CommitRecord,
        _ view: Transaction
    ) throws {
        let stored = try view.bytes(
            .subjects,
            key: group.key,
            limit: view.levels.bytes(at: group.level)
        )
        if stored == nil, group.level > 0 { return }
        guard stored == (try view.derivedRun(of: group).map(SubjectRun.encode)) else {
            throw Found(
                "subjects",
                group.key,
                commit: commit.number,
                group.level == 0
                    ? "the subject index of a block differs from its facts"
                    : "a merged run of the subject index differs from the runs below it"
            )
        }
    }

    /// What only the whole can show: that no table holds more than the commits account for.
    func totals() throws {
        try log.environment.readWindow { view in
            let now = try view.head()
            let expected: [(Table, UInt64)] = [
                (.facts, now.sequence), (.commits, now.commit), (.commands, now.commands),
            ]
            for (table, count) in expected {
                let stored = try view.entries(table)
                guard stored == count else {
                    throw Found(table.name, stored, "it has \(stored) entries instead of \(count)")
                }
            }
            for table in [Table.bodies, .sealed] {
                let shift: UInt64 = table == .sealed ? 8 : 0
                let before = try view.count(table, from: 0, through: (1 << shift) - 1)
                let after = try view.count(
                    table,
                    from: (now.sequence &+ 1) << shift,
                    through: .max
                )
                guard before == 0, after == 0 else {
                    throw Found(table.name, now.sequence, "it has an entry of no fact")
                }
            }
            let open = (now.sequence &+ 1) >> Limits.blockShift
            let runs = try view.count(.subjects, from: 0, through: 1 << RunLevels.keyShift - 1)
            guard runs == open else {
                throw Found("subjects", open, "it has \(runs) runs of blocks instead of \(open)")
            }
            // Of merged ones any may be missing.
            if let key = try view.strayRun() {
                throw Found("subjects", key, "it has a run of no complete block or group")
            }
            try view.checkParties()
        }
    }
}

extension Transaction {
    /// Entries of an integer-keyed table within a range of keys.
    func count(_ table: Table, from first: UInt64, through last: UInt64) throws -> Int {
        let cursor = try cursor(table)
        var count = 0
        var entry = unsafe try cursor.seek(first)
        while let found = unsafe entry, unsafe try cursor.integerKey(found) <= last {
            count += 1
            unsafe entry = try cursor.move(MDB_NEXT)
        }
        return count
    }

    /// Every party's entry checks itself.
    func checkParties() throws {
        let cursor = try cursor(.parties)
        var index: UInt64 = 0
        var entry = unsafe try cursor.move(MDB_FIRST)
        while let found = unsafe entry {
            let hash = unsafe [UInt8](found.key)
            let value = unsafe [UInt8](found.value)
            guard hash.count == Limits.partyHashBytes,
                PartyEntry.decode(value, hash: hash) != nil
            else {
                throw Found("parties", index, "the token of a party is not what was written")
            }
            index &+= 1
            unsafe entry = try cursor.move(MDB_NEXT)
        }
    }
}
