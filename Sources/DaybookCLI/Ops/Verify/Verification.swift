import Daybook

/// What a verification in a process of its own has come to: sound as far as counted, or damaged.
struct Verification {
    /// The first thing found wrong; `nil` if the log is sound.
    private(set) var damage: LogDamage?
    /// Facts, commits, bytes and deleted contents that were read and found sound.
    private(set) var counts: (facts: UInt64, commits: UInt64, bytes: UInt64, deleted: UInt64)?
    /// The last position read.
    private(set) var position: UInt64 = 0
    /// Up to where the log was found sound.
    private(set) var head: LogMark?
    private var suspect: LogDamage?
    private var fault: Failure?
    private var lastCommit: UInt64 = 0

    /// Verifies the book in `directory`.
    ///
    /// - Parameter known: A place verified before, after which it begins; `nil` for everything, the
    ///   pages of the file included.
    /// - Throws: ``Failure`` for anything but damage.
    init(of directory: String, after known: LogMark?) throws {
        var arguments = ["worker", "verify", directory]
        if let known {
            arguments += ["--after-commit", "\(known.commit)", "--after-digest", known.digest]
        } else {
            arguments.append("--pages")
        }
        lastCommit = known?.commit ?? 0
        var bar: ProgressBar?
        let ending = try WorkerProcess.run(arguments) { text in
            guard let line = WorkerLine(text) else { return }
            take(line)
            guard case .progress(let commit, let total) = line else { return }
            if bar == nil {
                bar = ProgressBar("verify", total: Int(clamping: total), unit: "commits")
            }
            bar?.advance(to: Int(clamping: commit))
        }
        bar?.clear()
        try settle(ending, directory)
    }

    private mutating func take(_ line: WorkerLine) {
        switch line {
        case .progress(let commit, _): lastCommit = commit
        case .suspect(let found): suspect = found
        case .damaged(let found): damage = found
        case .sound(let facts, let commits, let bytes, let deleted, let last):
            counts = (facts, commits, bytes, deleted)
            position = last
        case .head(let mark): head = mark
        case .fault(let found): fault = found
        }
    }

    /// A worker that died, or could not even open the log, has met damage too: the pages say where.
    private mutating func settle(_ ending: WorkerProcess.Ending, _ directory: String) throws {
        if damage != nil || head != nil { return }
        guard !ending.isFromOutside else { throw WorkerProcess.interrupted }
        if let fault, fault.status != .no { throw fault }
        damage = try suspect ?? (Book.exists(at: directory) ? Book.pageDamage(of: directory) : nil)
        if damage != nil { return }
        switch (fault, ending) {
        case (let fault?, _):
            damage = LogDamage(table: "log", position: 0, commit: nil, what: fault.what)
        case (nil, .killed(let signal)):
            damage = LogDamage(
                table: "log",
                position: lastCommit &+ 1,
                commit: lastCommit &+ 1,
                what: "reading it ends the process (signal \(signal)) after commit \(lastCommit)"
            )
        case (nil, .exited(let status)):
            throw Failure(
                .internal,
                "the verifying process ended without a word (status \(status))",
                next: "run `daybook verify --full`"
            )
        }
    }
}
