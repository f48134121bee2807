import ArgumentParser
import Daybook

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
            ClinicCommand.self,
            Simulate.self,
            Slots.self,
            Explain.self,
            NextFree.self,
            CalendarCommand.self,
            IngestCommand.self,
            HandshakeCommand.self,
            FormCommand.self,
            RequestCommand.self,
            InboxCommand.self,
            Due.self,
            Claim.self,
            Assign.self,
            Unassign.self,
            Note.self,
            Prioritise.self,
            Offer.self,
            Respond.self,
            Invite.self,
            LinkCommand.self,
            OutboxCommand.self,
            Close.self,
            Reopen.self,
            ConversationCommand.self,
            RereadCommand.self,
            ReadingsCommand.self,
            Find.self,
            PersonCommand.self,
            ConsentCommand.self,
            Remind.self,
            AnswerReminder.self,
            AccessCommand.self,
            ResponseTimesCommand.self,
            Breaches.self,
            HoldTime.self,
            ReleaseHold.self,
            ExtendHold.self,
            BookTime.self,
            Approvals.self,
            Confirm.self,
            Decline.self,
            WalkIn.self,
            Reschedule.self,
            Rebook.self,
            Cancel.self,
            Amend.self,
            ParticipantCommand.self,
            SeriesCommand.self,
            WaitlistCommand.self,
            Advance.self,
            Arrive.self,
            CheckIn.self,
            Fulfil.self,
            NoShow.self,
            Reinstate.self,
            EnteredInError.self,
            Block.self,
            Unblock.self,
            MovedByZones.self,
            Reresolve.self,
            Show.self,
            LogCommand.self,
            ExportCommand.self,
            ImportDiary.self,
            ConflictsCommand.self,
            Settle.self,
            Replay.self,
            SnapshotCommand.self,
            DiffCommand.self,
            WhatIfCommand.self,
            Verify.self,
            HeadCommand.self,
            Backup.self,
            Restore.self,
            Keys.self,
            Erase.self,
            Erasures.self,
            LegalHoldCommand.self,
            RetentionCommand.self,
            Doctor.self,
            Worker.self,
        ]
    )

    /// Runs a command and turns whatever it throws into one line on standard error and a documented
    /// exit code.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            end(failure)
        } catch let error as OutputError {
            end(error.failure)
        } catch let error as BookError {
            end(Failure(error))
        } catch {
            if isMailPipe, exitCode(for: error) != .success {
                if !(error is ExitCode) { end(Failure(.usage, message(for: error))) }
                exit(withError: ExitCode(ExitStatus.tryAgain.rawValue))
            }
            exit(withError: error)
        }
    }

    /// Tells what went wrong, and ends the process.
    private static func end(_ failure: Failure) -> Never {
        ErrorPrinter(format: requestedFormat()).print(failure)
        let status = isMailPipe ? ExitStatus.tryAgain : failure.status
        exit(withError: ExitCode(status.rawValue))
    }

    /// Whether a mail server hands one mail over on standard input. It would return the mail to its
    /// sender for any exit code but 0 and 75, also for a wrong command line: so every fault is 75,
    /// and the mail waits there.
    private static var isMailPipe: Bool {
        let arguments = CommandLine.arguments.dropFirst()
        return arguments.first == "ingest" && arguments.dropFirst().first == "email"
            && arguments.contains("-")
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
