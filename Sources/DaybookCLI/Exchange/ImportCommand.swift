import ArgumentParser

/// `daybook import`.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take over what another system's diary takes of the clinic's resources.",
        discussion: """
            Example:
              daybook import appointments --source his --format csv diary.csv
            """,
        subcommands: [ImportAppointments.self],
        defaultSubcommand: ImportAppointments.self
    )
}
