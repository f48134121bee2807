import ArgumentParser
import Daybook

/// `daybook retention`.
struct RetentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "How long what patients wrote is kept, and destroying what is over.",
        subcommands: [RetentionShow.self, RetentionSet.self, RetentionApply.self]
    )
}

/// `daybook retention show`.
struct RetentionShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show how long contents of each class are kept.",
        discussion: """
            Example:
              daybook retention show
            """
    )

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let book = try global.open(readOnly: true)
        let custody = try await withBookFailures { try book.custody() }
        let numbers = Set(RetentionNames.named.map(\.retention.rawValue)).union(
            custody.periods.keys
        )
        var report = Report(columns: [Column("class"), Column("days", alignment: .trailing)])
        for number in numbers.sorted() {
            report.append([
                .string(RetentionNames.text(number)),
                custody.periods[number].map { .integer(Int($0)) } ?? .none,
            ])
        }
        let output = StandardOutput()
        try output.write(report, as: global.output)
        try output.flush()
    }
}

/// `daybook retention set`.
struct RetentionSet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Set how long contents of a class are kept, counted from when each was recorded.",
        discussion: """
            Nothing is destroyed by that; `daybook retention apply` does. The classes are message, \
            original (mails byte for byte as they arrived), quarantine and note.

            Examples:
              daybook retention set message 10y
              daybook retention set original 90d
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(
        help: ArgumentHelp("message, original, quarantine, note, or a number.", valueName: "class")
    )
    var retention: String

    @Argument(help: "90d, 10y or forever.")
    var period: String

    func run() async throws {
        let retention = try RetentionNames.find(retention)
        let days = try RetentionNames.days(period)
        let book = try global.open()
        try await global.submit(
            .custody(.keep(retention: retention.rawValue, days: days)),
            to: book,
            id: try write.commandID(),
            doing: "setting the period"
        ) { _ in
            [
                (Column("class"), .string(RetentionNames.text(retention.rawValue))),
                (Column("days"), days == 0 ? .none : .integer(Int(days))),
            ]
        }
    }
}

/// `daybook retention apply`.
struct RetentionApply: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Destroy the keys of contents whose time is over or that were taken back.",
        discussion: """
            Each content goes alone; the same person's others stay. What a legal hold keeps is listed and \
            left alone. Run it with --dry-run first.

            Examples:
              daybook retention apply --dry-run
              daybook retention apply
            """
    )

    @OptionGroup var global: GlobalOptions

    @Flag(name: .long, help: "List what would be destroyed; append nothing.")
    var dryRun = false

    func run() async throws {
        let book = try global.open(readOnly: dryRun)
        let (due, names) = try await withBookFailures {
            let due =
                dryRun
                ? try book.contentsDue() : try await book.applyRetention(actor: global.actorName)
            return (due, Names(try book.clinic()))
        }
        var report = Report(
            title: dryRun ? "would be destroyed" : "destroyed",
            columns: [
                Column("fact", alignment: .trailing), Column("part"), Column("class"),
                Column("party"), Column("recordedAt", heading: "recorded"), Column("due"),
                Column("reason"), Column("hold", heading: "kept by hold", alignment: .trailing),
            ]
        )
        for content in due {
            report.append([
                .integer(Int(clamping: content.content.sequence)),
                .string(content.content.part == 0 ? "content" : "original"),
                .string(RetentionNames.text(content.content.retention)),
                content.content.party == 0
                    ? .none : .string(PartyToken.text(content.content.party)),
                names.text(content.recordedAt), names.text(content.due),
                .string(content.content.reason.name),
                content.hold == 0 ? .none : .integer(Int(clamping: content.hold)),
            ])
        }
        let output = StandardOutput()
        try output.write(report, as: global.output)
        try output.flush()
    }
}
