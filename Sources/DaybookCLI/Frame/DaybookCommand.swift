import ArgumentParser

/// The command `daybook`.
@main
struct DaybookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "daybook",
        abstract: "An event-sourced daybook for a clinic's appointments.",
        discussion: """
            Data goes to standard output, talk to standard error. Exit codes:
            \(ExitStatus.help)
            """,
        version: "0.1.0",
        subcommands: [
            Init.self,
            Configure.self,
            Simulate.self,
            Slots.self,
            LogCommand.self,
            Replay.self,
            Verify.self,
            HeadCommand.self,
            Backup.self,
            Restore.self,
            Keys.self,
            Doctor.self,
            Worker.self,
        ]
    )

    /// Runs a command and turns whatever it throws into one line on standard error and a documented exit code.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            ErrorPrinter(format: requestedFormat()).print(failure)
            exit(withError: ExitCode(failure.status.rawValue))
        } catch let error as OutputError {
            ErrorPrinter(format: requestedFormat()).print(error.failure)
            exit(withError: ExitCode(error.failure.status.rawValue))
        } catch let code as ExitCode {
            exit(withError: code)
        } catch {
            exit(withError: error)
        }
    }

    /// The format asked for, also when the command line could not be parsed.
    private static func requestedFormat() -> OutputFormat {
        let arguments = CommandLine.arguments
        for (index, argument) in arguments.enumerated()
        where (argument == "-o" || argument == "--output") && index + 1 < arguments.count {
            return OutputFormat(rawValue: arguments[index + 1]) ?? .standard
        }
        return .standard
    }
}
