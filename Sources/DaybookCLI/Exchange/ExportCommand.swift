import ArgumentParser

/// `daybook export`.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the diary for other systems.",
        subcommands: [ExportFHIR.self]
    )
}
