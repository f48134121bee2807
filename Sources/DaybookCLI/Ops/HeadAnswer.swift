import Daybook

/// How the log stands to a head exported earlier, as an answer to the shell.
enum HeadAnswer {
    /// Checks the signature, compares, and prints: data, or only talk beside other data.
    ///
    /// - Throws: ``Failure`` with exit code 1 if the log was cut back or differs.
    static func check(_ file: String, _ global: GlobalOptions, talkOnly: Bool) async throws {
        let book = try global.open(readOnly: true, needsKeys: true)
        let (mark, comparison) = try await withBookFailures(at: file) {
            try book.check(signedHead: try LocalFile.read(file, limit: 1 << 16))
        }
        let (word, commits): (String, UInt64) =
            switch comparison {
            case .same: ("same", 0)
            case .grown(let commits): ("grown", commits)
            case .cutBack(let commits): ("cutBack", commits)
            case .differs: ("differs", 0)
            }
        if talkOnly {
            ErrorPrinter(format: global.output).say(
                "head of commit \(mark.commit): \(word)"
                    + (commits > 0 ? " by \(counted(commits))" : "")
            )
        } else {
            try StandardOutput().write(
                Record([
                    (Column("comparison"), .string(word)),
                    (Column("commits"), .count(Int(clamping: commits))),
                    (Column("commit"), .integer(Int(clamping: mark.commit))),
                    (Column("digest"), .string(mark.digest)),
                ]),
                as: global.output
            )
        }
        switch comparison {
        case .same, .grown: return
        case .cutBack(let commits):
            throw Failure(
                .no,
                "the log ends \(counted(commits)) before the head: it was cut back",
                at: file,
                next: "find out who restored an older copy; `daybook restore` a newer backup"
            )
        case .differs:
            throw Failure(
                .no,
                "the log has another history than the head",
                at: "commit \(mark.commit)",
                next: "compare with a backup: one of the two was replaced"
            )
        }
    }

    private static func counted(_ commits: UInt64) -> String {
        commits == 1 ? "1 commit" : "\(commits) commits"
    }
}
