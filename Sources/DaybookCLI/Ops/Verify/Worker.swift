import ArgumentParser
import Daybook

/// The hidden command that runs in a process of its own: it reads logs that may be damaged.
struct Worker: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Read a log in a process of its own; run by other commands.",
        shouldDisplay: false
    )

    /// What it does.
    enum Task: String, ExpressibleByArgument {
        case verify, restore
    }

    @Argument var task: Task

    @Argument var directory: String

    @Option(name: .long) var backup: String?

    @Option(name: .long) var afterCommit: UInt64?

    @Option(name: .long) var afterDigest: String?

    @Flag(name: .long) var pages = false

    func run() async throws {
        let output = StandardOutput()
        do {
            switch task {
            case .verify: try verify(output)
            case .restore:
                let head = try Book.restore(from: backup ?? "", to: directory)
                try say(.head(LogMark(head)), output)
            }
        } catch let error as BookError {
            try say(.fault(Failure(error, at: directory)), output)
        }
    }

    private func verify(_ output: StandardOutput) throws {
        var suspect: LogDamage?
        if pages, let damage = try Book.pageDamage(of: directory) {
            suspect = damage
            try say(.suspect(damage), output)
        }
        var options = BookOptions()
        options.isReadOnly = true
        let book = try Book(opening: directory, options: options)
        // A writer may have reused a page while it was walked over: look again where it can't.
        if suspect != nil, let damage = try book.pageDamageUnderReader() {
            return try say(.damaged(damage), output)
        }
        var known: LogMark?
        if let afterCommit, let afterDigest {
            known = LogMark(commit: afterCommit, digest: afterDigest)
        }
        var clock = ContinuousClock.now
        let outcome = try book.verify(after: known) { commit, total, _ in
            let now = ContinuousClock.now
            guard clock.duration(to: now) > .milliseconds(100) else { return true }
            clock = now
            return (try? say(.progress(commit: commit, of: total), output)) != nil
        }
        switch outcome {
        case .damaged(let damage): try say(.damaged(damage), output)
        case .sound(let sound):
            try say(
                .sound(
                    facts: sound.facts,
                    commits: sound.commits,
                    bytes: sound.bytes,
                    deleted: sound.deletedContents,
                    position: sound.head.sequence
                ),
                output
            )
            try say(.head(LogMark(sound.head)), output)
        }
    }

    private func say(_ line: WorkerLine, _ output: StandardOutput) throws {
        try output.writeLine(line.text)
        try output.flush()
    }
}
