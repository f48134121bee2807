internal import DaybookDomain
internal import DaybookStorage

extension Book {
    /// Verifies the log by working everything out again, from a place known to be sound or from its
    /// beginning.
    ///
    /// It reads through a map of the file: a damaged page can end the process. Run it in a process
    /// of its own, as `daybook verify` does, and ask ``pageDamage(of:)`` where when that process
    /// dies.
    ///
    /// - Parameters:
    ///   - mark: Verified before; the log must still hold it. `nil` begins with the first commit.
    ///   - progress: Told the last commit verified, the commit it ends with, and the bytes read;
    ///     `false` stops.
    /// - Throws: ``BookError`` for anything but damage.
    /// - Complexity: O(bytes of the log after `mark`).
    public func verify(
        after mark: LogMark? = nil,
        progress: (_ commit: UInt64, _ ofCommits: UInt64, _ bytes: UInt64) -> Bool = { _, _, _ in
            true
        }
    ) throws(BookError) -> LogVerification {
        do {
            var known: LogHead?
            if let mark {
                // Only the commit's number and digest are looked at; the rest is the log's own.
                known = LogHead(
                    sequence: 0,
                    commit: mark.commit,
                    digest: try Book.digest(of: mark),
                    recordedAt: 0,
                    commands: 0
                )
            }
            let outcome = try LogVerifier(log).verify(after: known) {
                progress($0.commit, $0.ofCommits, $0.bytes)
            }
            switch outcome {
            case .sound(let report): return .sound(LogVerification.Sound(report))
            case .damaged(let damage): return .damaged(LogDamage(damage))
            }
        } catch {
            throw BookError(error)
        }
    }

    /// Compares the log with a place noted earlier.
    ///
    /// - Complexity: O(log commits).
    public func compare(with mark: LogMark) throws(BookError) -> HeadComparison {
        do {
            let head = try log.head()
            let digest = try Book.digest(of: mark)
            guard mark.commit <= head.commit else {
                return .cutBack(commits: mark.commit - head.commit)
            }
            if mark.commit == head.commit { return digest == head.digest ? .same : .differs }
            guard try log.digest(at: mark.commit) == digest else { return .differs }
            return .grown(commits: head.commit - mark.commit)
        } catch {
            throw BookError(error)
        }
    }

    /// Walks every page of a book's data file by plain reads, which no damage can turn into a
    /// crash.
    ///
    /// A writer that reuses pages meanwhile can make a sound file look damaged; where facts can be
    /// read, look again by ``pageDamageUnderReader()``.
    /// - Returns: The first damage, or `nil`.
    public static func pageDamage(of directory: String) throws(BookError) -> LogDamage? {
        do {
            return try PageWalker.walk(book: directory).map { LogDamage($0) }
        } catch {
            throw BookError(error)
        }
    }

    /// The same walk while a reader holds its view of the log, so that no writer reuses a page that
    /// belongs to it.
    package func pageDamageUnderReader() throws(BookError) -> LogDamage? {
        do {
            var damage: Damage?
            // The body of a scan runs inside its read transaction; one page is enough to be in it.
            try log.scan(Fact.self) { _ in
                damage = try PageWalker.walk(book: directory)
                return false
            }
            return damage.map { LogDamage($0) }
        } catch {
            throw BookError(error)
        }
    }

    private static func digest(of mark: LogMark) throws(BookError) -> [UInt8] {
        guard let digest = [UInt8](hexadecimal: mark.digest), digest.count == 32 else {
            throw BookError(
                .input,
                code: "head",
                "a digest has 64 hexadecimal digits",
                next: "give a head as `daybook head` prints it"
            )
        }
        return digest
    }
}
