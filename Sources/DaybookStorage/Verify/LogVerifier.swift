/// Reads a log from a known head, or from its beginning, and works out everything again: the chain,
/// the order of sequences, what each commit lists, the seals of content that is still there, the
/// subject index, and that no table holds anything else.
///
/// It reads through the map, so a page that points outside the file can end the process: run it in
/// a child process after ``PageWalker`` has passed, and report the child's death as damage.
package struct LogVerifier {
    private let log: Log

    /// Verifies `log`, which may be appended to meanwhile.
    package init(_ log: Log) {
        self.log = log
    }

    /// Verifies everything after `known`, or everything.
    ///
    /// - Parameters:
    ///   - known: a head verified before, or exported; the log must still contain it, which exposes
    ///     a log that was cut back or replaced.
    ///   - progress: told now and then how far the verification is; it returns false to stop.
    /// - Returns: what was found sound, or the first damage.
    /// - Throws: ``StorageError`` if the log cannot be read for another reason than damage; `busy`
    ///   if `progress` stopped it.
    /// - Complexity: O(bytes of the log after `known`).
    package func verify(
        after known: LogHead? = nil,
        progress: (VerifyProgress) -> Bool = { _ in true }
    ) throws(StorageError) -> VerifyOutcome {
        var place: UInt64?
        do {
            let head = try log.head()
            var pass = VerifyPass(log: log, head: try start(known), target: head)
            while pass.head.commit < head.commit {
                place = pass.head.commit &+ 1
                try pass.window()
                let now = VerifyProgress(
                    commit: pass.head.commit,
                    ofCommits: head.commit,
                    bytes: pass.report.bytes
                )
                guard progress(now) else {
                    throw StorageError(.busy, "the verification was stopped")
                }
            }
            place = nil
            try pass.totals()
            pass.report.head = pass.head
            return .sound(pass.report)
        } catch let found as Found {
            return .damaged(found.damage)
        } catch let error as StorageError where error.code.kind == .damaged {
            return .damaged(
                Damage(
                    table: error.table ?? "log",
                    position: error.position ?? place ?? 0,
                    commit: place,
                    what: error.message
                )
            )
        } catch let error as StorageError {
            throw error
        } catch {
            throw StorageError(.io, "the verification ended early")
        }
    }

    /// The head to go on from: the log must hold it.
    private func start(_ known: LogHead?) throws -> LogHead {
        guard let known, known.commit > 0 else {
            let empty = LogMeta(format: Log.format, identity: log.identity, created: log.created)
                .emptyHead
            if let known, known.digest != empty.digest {
                throw Found("meta", 0, "the log has another beginning than the known head")
            }
            return empty
        }
        guard let commit = try log.commit(known.commit) else {
            throw Found(
                "commits",
                known.commit,
                "the log ends before the known head: it was cut back or replaced"
            )
        }
        guard commit.digest == known.digest else {
            throw Found("commits", known.commit, "the log differs from the known head")
        }
        return commit.head
    }
}

/// Damage on its way out of the passes.
struct Found: Error {
    var damage: Damage

    init(_ table: String, _ position: UInt64, commit: UInt64? = nil, _ what: String) {
        damage = Damage(table: table, position: position, commit: commit, what: what)
    }
}
