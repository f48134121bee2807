import ArgumentParser
import Daybook

/// `daybook conversation show`.
///
/// The commands of this folder are the only ones that show what patients wrote.
struct ConversationShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what was written in a conversation, or beside an appointment.",
        discussion: """
            Before a text is shown, a fact records who opened it and what for. An appointment's number
            shows the comments that `daybook amend` put beside it.

            Examples:
              daybook conversation show 118 --purpose treatment
              daybook conversation show 241 --purpose operations
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The number of the conversation, or of an appointment.")
    var conversation: UInt64

    @Option(
        name: .long,
        help: "treatment, operations, patient-request, legal or system-check."
    )
    var purpose: String

    func run() async throws {
        let purpose = try Names.reason(purpose, among: Reason.purposes, option: "--purpose")
        let book = try global.open()
        let report = try await withBookFailures { try await read(book, for: purpose) }
        let output = StandardOutput()
        try output.write(report, as: global.output)
        try output.flush()
    }

    private func read(_ book: Book, for purpose: Reason) async throws -> Report {
        let names = Names(try book.clinic())
        let facts = try book.history(of: conversation).filter { $0.flags.contains(.sealed) }
        guard !facts.isEmpty else {
            throw Failure(
                .no,
                "\(conversation) has no texts",
                next: "see `daybook inbox` and `daybook show`"
            )
        }
        var report = Report(
            title: nil,
            columns: [
                Column("fact", alignment: .trailing), Column("kind"), Column("at"),
                Column("channel"), Column("from"), Column("subject"), Column("text"),
            ]
        )
        for fact in facts {
            var cells: [Cell] = [
                .integer(Int(clamping: fact.sequence)), .string(fact.kind?.name ?? ""),
                names.text(fact.occurredAt), .string(fact.channel.name),
            ]
            cells += try await words(of: fact, in: book, for: purpose)
            report.append(Row(cells))
        }
        return report
    }

    /// Who wrote, the subject and the text.
    private func words(
        of fact: Fact,
        in book: Book,
        for purpose: Reason
    ) async throws(BookError) -> [Cell] {
        let fault: BookError
        do throws(BookError) {
            let content = try await book.reveal(
                fact.sequence,
                purpose: purpose,
                reader: global.actorName
            )
            return content.withContact { contact in
                [
                    .string(contact.senderName.isEmpty ? contact.sender : contact.senderName),
                    .string(contact.subject), .string(contact.text),
                ]
            }
        } catch {
            fault = error
        }
        guard fault.code == "erased" else { throw fault }
        return [.none, .none, .string("(erased)")]
    }
}
