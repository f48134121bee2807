import ArgumentParser
import Daybook

/// `daybook amend`.
struct Amend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Change what is neither time nor resources of an appointment.",
        discussion: """
            What is not given stays. Nothing is undone; amend it again. A comment comes from a file or
            standard input and is sealed; `daybook conversation show` with the appointment's number
            shows it.

            Examples:
              daybook amend 241 --modality video --priority 2
              daybook amend 241 --comment-file - <<< "Needs a wheelchair ramp."
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The appointment's number.")
    var appointment: UInt64

    @Option(name: .long, help: "in-person, telephone, video or home.")
    var modality: String?

    @Option(name: .long, help: "1 the most urgent to 9; 0 says nothing.")
    var priority: UInt8?

    @Option(name: .long, help: "routine, check-up, follow-up, emergency, walk-in or none.")
    var visitType: String?

    @Option(name: .long, help: "A comment for staff: a file; - for standard input.")
    var commentFile: String?

    func validate() throws {
        guard modality != nil || priority != nil || visitType != nil || commentFile != nil else {
            throw ValidationError(
                "Give what is to be otherwise: --modality, --priority, --visit-type or --comment-file."
            )
        }
    }

    func run() async throws {
        let amendment = Amendment(
            modality: try modality.map(Names.modality),
            priority: priority,
            visitType: try visitType.map(Names.visitType)
        )
        let book = try global.open()
        let id = try write.commandID()
        let comment = try commentFile.map { try PrivateText.read($0, option: "--comment-file") }
        let record = try await withBookFailures {
            let subject = try AppointmentFields.subject(of: appointment, in: book)
            let receipt = try await book.amend(
                subject,
                amendment,
                comment: comment.map { PHI($0) },
                actor: global.actorName,
                id: id
            )
            return ReceiptRecord(receipt: receipt, fields: try fields(subject, in: book))
        }
        try record.write(doing: "amending", as: global.output)
    }

    private func fields(
        _ subject: UInt64,
        in book: Book
    ) throws(BookError) -> [(column: Column, cell: Cell)] {
        let found = try book.appointment(subject)
        return [
            (Column("appointment"), .integer(Int(clamping: subject))),
            (Column("modality"), found.map { .string(Modality($0.modality).name) } ?? .none),
            (Column("priority"), found.map { .integer(Int($0.priority)) } ?? .none),
            (
                Column("visitType", heading: "visit type"),
                found.map { .string($0.visitType.name) } ?? .none
            ),
            (
                Column("comment", heading: "comment in fact"),
                found.flatMap { $0.comment == 0 ? nil : .integer(Int(clamping: $0.comment)) }
                    ?? .none
            ),
        ]
    }
}
