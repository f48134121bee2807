import ArgumentParser
import Daybook

/// `daybook participant`.
struct ParticipantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "participant",
        abstract: "Who takes part in an appointment, and what they answered.",
        subcommands: [ParticipantList.self, ParticipantRespond.self],
        defaultSubcommand: ParticipantList.self
    )
}
