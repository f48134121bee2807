import ArgumentParser
import Daybook

/// `daybook participant respond`.
struct ParticipantRespond: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "respond",
        abstract: "Record what somebody who takes part answered: the patient, or a resource.",
        discussion: """
            The appointment stays as it is: what somebody declines stands until you cancel, move or
            `rebook` it. When it is moved, whoever answered is asked again. A patient's own calendar
            that answers by mail needs no command.

            Examples:
              daybook participant respond 241 accepted
              daybook participant respond 241 declined --resource dr-adler
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The appointment's number.")
    var appointment: UInt64

    @Argument(help: "accepted, declined, tentative or needs-action.")
    var response: String

    @Option(name: .long, help: "The resource that answers; the patient unless given.")
    var resource: String?

    func run() async throws {
        guard let response = ParticipantResponse(code: response) else {
            throw Failure(
                .badInput,
                "'\(response)' is no response",
                next: "the responses are: "
                    + ParticipantResponse.allCases.map(\.code).joined(separator: ", ")
            )
        }
        let book = try global.open()
        let names = Names(try await withBookFailures { try book.clinic() })
        let number = try resource.map { try names.resource($0).number } ?? 0
        let subject = try await withBookFailures {
            try AppointmentFields.subject(of: appointment, in: book)
        }
        try await global.submit(
            .recordResponse(subject: subject, resource: number, response: response),
            to: book,
            id: try write.commandID(),
            doing: "recording the response"
        ) { _ in
            [
                (Column("appointment"), .integer(Int(clamping: subject))),
                (Column("participant"), .string(names.participant(number))),
                (Column("response"), .string(response.code)),
            ]
        }
    }
}
