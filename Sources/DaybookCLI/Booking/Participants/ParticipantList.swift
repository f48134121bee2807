import ArgumentParser
import Daybook

/// `daybook participant list`.
struct ParticipantList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List who takes part in an appointment, and what each answered.",
        discussion: """
            The answers are FHIR's: accepted, declined, tentative or needs-action. Where nobody said
            anything, a booking counts as accepted; whoever answered before it was moved is asked
            again.

            Example:
              daybook participant list 241
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The appointment's number.")
    var appointment: UInt64

    func run() async throws {
        let book = try global.open(readOnly: true)
        let report = try await withBookFailures {
            guard let found = try book.appointment(appointment) else {
                throw Failure(
                    .no,
                    "there is no appointment \(appointment)",
                    next: "see `daybook log --kind appointmentBooked`"
                )
            }
            return Self.report(
                found,
                Names(try book.clinic()),
                now: Instant(milliseconds: book.options.clock())
            )
        }
        let output = StandardOutput()
        try output.write(report, as: global.output)
        try output.flush()
    }

    private static func report(_ found: Appointment, _ names: Names, now: Instant) -> Report {
        var report = Report(
            title: nil,
            columns: [
                Column("appointment", alignment: .trailing), Column("participant"),
                Column("response"), Column("fact", alignment: .trailing),
            ]
        )
        for resource in found.participants {
            let fact = found.answers.first { $0.resource == resource }?.fact
            report.append([
                .integer(Int(clamping: found.subject)), .string(names.participant(resource)),
                .string(found.response(of: resource, asOf: now).code),
                fact.map { .integer(Int(clamping: $0)) } ?? .none,
            ])
        }
        return report
    }
}
