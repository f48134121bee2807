import ArgumentParser
import Daybook

/// `daybook series`.
struct SeriesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "series",
        abstract: "Series of appointments: each is then moved or cancelled by itself.",
        subcommands: [SeriesBook.self, SeriesShow.self, SeriesCancel.self]
    )
}
