import ArgumentParser
import Daybook

/// What `daybook doctor` looks at, each in a few words with the next step.
struct Examination {
    let book: Book
    let now: Instant

    private static let usedShareMax = 0.8
    private static let freeDiskMin: UInt64 = 1 << 30
    private static let verificationDaysMax: Int64 = 7
    private static let exposureSecondsMax: Int64 = 86_400
    /// LMDB has places for 254 readers.
    private static let readersMax = 100

    static func software() -> [Finding] {
        #if compiler(>=6.4)
            let swift = "6.4 or newer"
        #elseif compiler(>=6.3)
            let swift = "6.3"
        #else
            let swift = "6.2"
        #endif
        let zones = Book.zoneRelease
        return [
            Finding("daybook", DaybookCommand.configuration.version),
            Finding("swift", swift), Finding("lmdb", Book.lmdbVersion),
            zones == "unknown"
                ? Finding("tzdata", zones, .warning, next: "install the package tzdata")
                : Finding("tzdata", zones),
        ]
    }

    func findings() throws(BookError) -> [Finding] {
        let head = try book.head()
        var found = [
            Finding("book", book.directory),
            Finding("identity", Text.hex(book.identity)),
            Finding("format", "\(Book.logFormat)"),
            Finding("created", Text.instant(book.created, in: nil)),
            Finding("head", "position \(head.sequence), commit \(head.commit)"),
        ]
        found += try room()
        found.append(clock(head))
        found.append(keys())
        if let erasures = try erasures() { found.append(erasures) }
        found.append(verification(head))
        found.append(try backup())
        if let zones = try zones() { found.append(zones) }
        return found
    }

    private func room() throws(BookError) -> [Finding] {
        let usage = try book.usage()
        let share = usage.usedShare
        let percent = FixedDecimal.text(share * 100, decimals: 2) ?? "0"
        let used =
            "\(HumanNumber.short(Double(usage.usedBytes)))B, \(percent) % of the reserved range"
        let free = "\(HumanNumber.short(Double(usage.freeDiskBytes)))B"
        return [
            share > Examination.usedShareMax
                ? Finding(
                    "used",
                    used,
                    .warning,
                    next: "open the book anew: the reserved range grows with it"
                )
                : Finding("used", used),
            usage.freeDiskBytes <= usage.diskFloorBytes
                ? Finding(
                    "freeDisk",
                    free,
                    .bad,
                    next: "free disk space: nothing more is appended but who reads"
                )
                : usage.freeDiskBytes < Examination.freeDiskMin
                    ? Finding("freeDisk", free, .warning, next: "free disk space soon")
                    : Finding("freeDisk", free),
            readers(usage),
        ]
    }

    private func readers(_ usage: BookUsage) -> Finding {
        if usage.oldestReaderLag > usage.readerLagMax {
            return Finding(
                "readers",
                "\(usage.readers), the oldest \(usage.oldestReaderLag) transactions behind",
                .warning,
                next: "end process \(usage.oldestReaderProcess): while it reads, the file grows"
            )
        }
        return usage.readers > Examination.readersMax
            ? Finding(
                "readers",
                "\(usage.readers)",
                .warning,
                next: "end processes that keep the book open"
            )
            : Finding("readers", "\(usage.readers)")
    }

    private func clock(_ head: BookHead) -> Finding {
        let ahead = (head.recordedAt.milliseconds - now.milliseconds) / 1_000
        guard ahead > 60 else { return Finding("clock", Text.instant(now, in: nil)) }
        return Finding(
            "clock",
            "\(HumanDuration.text(seconds: Int(ahead))) behind the newest fact",
            .warning,
            next: "set the machine's clock: until then each new fact gets the newest fact's time"
        )
    }

    private func keys() -> Finding {
        let path = book.options.keyPath ?? Book.defaultKeyPath(book.directory)
        do {
            let check = try Book.checkKeys(path, of: book.identity)
            let value = "\(path), generation \(check.generation), \(check.parties) parties"
            if path.hasPrefix(book.directory + "/") {
                return Finding(
                    "keys",
                    value,
                    .warning,
                    next: "move the key file out of the book, so that no backup holds both"
                )
            }
            guard check.tornBytes == 0 else {
                return Finding(
                    "keys",
                    "\(value), \(check.tornBytes) torn bytes",
                    .warning,
                    next: "the next command that writes cuts them; then `daybook keys check`"
                )
            }
            return Finding("keys", value)
        } catch {
            return Finding(
                "keys",
                "\(path): \(error.code)",
                .bad,
                next: error.nextStep.isEmpty
                    ? "restore the key file from its backup" : error.nextStep
            )
        }
    }

    private func erasures() throws(BookError) -> Finding? {
        let custody = try book.custody()
        guard !custody.erasures.isEmpty else { return nil }
        let states = custody.erasures.values.map { custody.state(of: $0) }
        let open = states.count { $0 == .requested }
        let pending = states.count { $0 == .pending }
        let value = "\(states.count), \(pending) pending"
        if open > 0 {
            return Finding(
                "erasures",
                "\(value), \(open) not done",
                .bad,
                next: "run a command that writes: it goes on with them"
            )
        }
        return pending == 0
            ? Finding("erasures", value)
            : Finding(
                "erasures",
                value,
                .warning,
                next: "destroy older copies of the keys, then `daybook keys attest`"
            )
    }

    private func verification(_ head: BookHead) -> Finding {
        guard let (mark, at) = Book.verifiedMark(of: book.directory) else {
            return Finding("verified", "never", .warning, next: "`daybook verify`")
        }
        let behind = head.commit >= mark.commit ? head.commit - mark.commit : 0
        let value = "\(Text.instant(at, in: nil)), \(behind) commits ago"
        if mark.commit > head.commit {
            return Finding(
                "verified",
                "commit \(mark.commit), after the head",
                .bad,
                next: "the log was cut back: `daybook head check` a head kept elsewhere"
            )
        }
        let days = (now.milliseconds - at.milliseconds) / 86_400_000
        return days > Examination.verificationDaysMax
            ? Finding("verified", value, .warning, next: "`daybook verify`")
            : Finding("verified", value)
    }

    /// What would be lost with the disk now.
    private func backup() throws(BookError) -> Finding {
        let advice = "`daybook backup --follow DIR`, with DIR on another disk"
        guard let exposure = try book.backupExposure() else {
            return Finding("backup", "none is known", .warning, next: advice)
        }
        let place = "commit \(exposure.mark.commit) at \(exposure.path)"
        switch exposure.comparison {
        case .same: return Finding("backup", "\(place), nothing exposed")
        case .grown(let commits):
            let seconds = exposure.seconds(at: now)
            let value = "\(place), exposed: \(commits) commits, \(seconds) s"
            return seconds > Examination.exposureSecondsMax
                ? Finding("backup", value, .warning, next: advice)
                : Finding("backup", value)
        case .cutBack, .differs:
            return Finding(
                "backup",
                "\(place), which this log does not hold",
                .bad,
                next: "the log was cut back or replaced: `daybook head check` a head kept elsewhere"
            )
        }
    }

    /// Rules of another release are in force until someone takes the new ones over: that is a
    /// decision.
    private func zones() throws(BookError) -> Finding? {
        let machine = Book.zoneRelease
        let zones = try ClinicNames.of(book).clinic.zones
        guard !zones.isEmpty else { return nil }
        let old = zones.filter { $0.release != machine && machine != "unknown" }
        let value = zones.map { "\($0.name) \($0.release)" }.joined(separator: ", ")
        return old.isEmpty
            ? Finding("zones", value)
            : Finding(
                "zones",
                value,
                .warning,
                next: "`daybook configure --update-zones clinic.json` takes over \(machine)"
            )
    }
}
