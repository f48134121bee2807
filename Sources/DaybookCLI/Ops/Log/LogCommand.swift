import ArgumentParser

/// `daybook log`, which shows facts unless another word follows.
struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Show the facts of a book, or move its log to another machine.",
        discussion: """
            Without a further word it shows facts, in order: `daybook log -n 20`, `daybook log -f`, \
            `daybook log --since 2026-11-24 --kind appointmentBooked`. As json and jsonl a fact is a \
            CloudEvents 1.0 envelope; as csv, its fields. The position of a fact is its cursor. \
            `daybook help log show` lists the options.
            """,
        subcommands: [LogShow.self, LogExport.self, LogImport.self, LogReindex.self],
        defaultSubcommand: LogShow.self
    )
}
