import ArgumentParser
import Daybook

/// `daybook restore`.
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a book from a backup, after every byte of it has been verified.",
        discussion: "Nothing is replaced before the backup has been found sound."
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The backup's directory.")
    var backup: String

    @Flag(name: .long, help: "Replace the log that is there; it is kept as log.replaced.")
    var replace = false

    func run() async throws {
        let path = try global.directory()
        guard replace || !Book.exists(at: path) else {
            throw Failure(
                .badInput,
                "there is a book already",
                at: path,
                next: "give another --dir, or --replace, which keeps the log as log.replaced"
            )
        }
        var mark: LogMark?
        var fault: Failure?
        let ending = try WorkerProcess.run(["worker", "restore", path, "--backup", backup]) {
            text in
            switch WorkerLine(text) {
            case .head(let found): mark = found
            case .fault(let found): fault = found
            default: break
            }
        }
        if let fault {
            throw Failure(fault.status, fault.what, at: backup, next: fault.next)
        }
        guard !ending.isFromOutside else { throw WorkerProcess.interrupted }
        guard let mark, ending == .exited(0) else {
            throw Failure(
                .no,
                "the backup is damaged: reading it ends the process",
                at: backup,
                next: "use another backup; `daybook verify --full --dir \(backup)` says where"
            )
        }
        let options = global.bookOptions(readOnly: true)
        let head = try await withBookFailures(at: path) {
            try Book.note(verified: mark, at: Instant(milliseconds: options.clock()), in: path)
            return try Book(opening: path, options: options).head()
        }
        try StandardOutput().write(
            Record([(Column("book"), .string(path))] + HeadFields.of(head)),
            as: global.output
        )
        KeyAdvice.say(for: path, global)
    }
}
