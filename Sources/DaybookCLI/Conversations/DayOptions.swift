import ArgumentParser
import Daybook

/// Which waits a report is about: the days on which they began, and the channel.
struct DayOptions: ParsableArguments {
    @Option(name: .long, help: "First day on which waits began.")
    var since: String?

    @Option(name: .long, help: "Last day (included).")
    var until: String?

    @Option(name: .long, help: "Only this channel.")
    var channel: String?

    /// The only channel; `nil` all.
    func onlyChannel() throws -> Channel? { try channel.map { try Names.channel($0) } }

    func first(_ names: Names) throws -> CivilDate? {
        try since.map { try names.day($0, option: "--since") }
    }

    func last(_ names: Names) throws -> CivilDate? {
        try until.map { try names.day($0, option: "--until") }
    }
}
