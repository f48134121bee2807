import Daybook

/// What a worker tells its parent: words with tabs between, one line each.
enum WorkerLine: Equatable {
    case progress(commit: UInt64, of: UInt64)
    /// Damage that a second look has to confirm; the last word if that look ends the process.
    case suspect(LogDamage)
    case damaged(LogDamage)
    case sound(facts: UInt64, commits: UInt64, bytes: UInt64, deleted: UInt64, position: UInt64)
    /// Where the log, or the restored log, ends.
    case head(LogMark)
    case fault(Failure)

    var text: String {
        switch self {
        case .progress(let commit, let total): "progress\t\(commit)\t\(total)"
        case .suspect(let damage): "suspect\t" + WorkerLine.text(damage)
        case .damaged(let damage): "damaged\t" + WorkerLine.text(damage)
        case .sound(let facts, let commits, let bytes, let deleted, let position):
            "sound\t\(facts)\t\(commits)\t\(bytes)\t\(deleted)\t\(position)"
        case .head(let mark): "head\t\(mark.commit)\t\(mark.digest)"
        case .fault(let failure):
            [
                "fault", "\(failure.status.rawValue)", failure.what, failure.place ?? "",
                failure.next ?? "",
            ]
            .map(WorkerLine.flat).joined(separator: "\t")
        }
    }

    init?(_ text: String) {
        let words = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        func number(_ index: Int) -> UInt64? { index < words.count ? UInt64(words[index]) : nil }
        switch (words[0], words.count) {
        case ("progress", 3):
            guard let commit = number(1), let total = number(2) else { return nil }
            self = .progress(commit: commit, of: total)
        case ("suspect", 5), ("damaged", 5):
            guard let position = number(2) else { return nil }
            let damage = LogDamage(
                table: words[1],
                position: position,
                commit: number(3),
                what: words[4]
            )
            self = words[0] == "suspect" ? .suspect(damage) : .damaged(damage)
        case ("sound", 6):
            guard let facts = number(1), let commits = number(2), let bytes = number(3),
                let deleted = number(4), let position = number(5)
            else { return nil }
            self = .sound(
                facts: facts,
                commits: commits,
                bytes: bytes,
                deleted: deleted,
                position: position
            )
        case ("head", 3):
            guard let commit = number(1) else { return nil }
            self = .head(LogMark(commit: commit, digest: words[2]))
        case ("fault", 5):
            let status = Int32(words[1]).flatMap(ExitStatus.init(rawValue:)) ?? .internal
            self = .fault(
                Failure(
                    status,
                    words[2],
                    at: words[3].isEmpty ? nil : words[3],
                    next: words[4].isEmpty ? nil : words[4]
                )
            )
        default: return nil
        }
    }

    private static func text(_ damage: LogDamage) -> String {
        let commit = damage.commit.map { "\($0)" } ?? "-"
        return [damage.table, "\(damage.position)", commit, damage.what].map(flat)
            .joined(separator: "\t")
    }

    /// Without what separates words and lines.
    private static func flat(_ text: String) -> String {
        String(decoding: text.utf8.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
    }
}
