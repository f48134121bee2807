import ArgumentParser
import Daybook

/// `daybook request`.
struct RequestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract: "Note down what somebody asked for on the telephone or at the desk.",
        discussion: """
            The text and the contact come from files or standard input and are sealed; they never
            stand among the arguments. A contact file has lines `Name:`, `Phone:` and `Email:`.

            Example:
              daybook request --channel phone --contact-file caller.txt --text-file - <<< "Please
              call back"
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Option(name: .long, help: "phone or desk.")
    var channel: String

    @Option(name: .long, help: "What was asked for: a file; - for standard input.")
    var textFile = "-"

    @Option(name: .long, help: "Who asked: a file; - for standard input.")
    var contactFile: String?

    func validate() throws {
        guard channel == "phone" || channel == "desk" else {
            throw ValidationError(
                "--channel is phone or desk; mail, forms and messages come by `ingest`."
            )
        }
        guard textFile != "-" || contactFile != "-" else {
            throw ValidationError(
                "Only one of --text-file and --contact-file can be standard input."
            )
        }
    }

    func run() async throws {
        let channel: Channel = channel == "desk" ? .desk : .phone
        let book = try global.open()
        var note = "\n"
        if let contactFile {
            note = try PrivateText.read(contactFile, option: "--contact-file") + "\n\n"
        }
        note += try PrivateText.read(textFile, option: "--text-file")
        let now = book.options.clock()
        var random = SystemRandomNumberGenerator()
        let id = try write.commandID() ?? CommandID.make(at: now, using: &random)
        let bytes = Array(note.utf8)
        let received = try await withBookFailures {
            try await book.receive(
                RawMessage(
                    channel: channel,
                    body: bytes,
                    receivedAt: Instant(milliseconds: now)
                ),
                with: StaffNote(channel: channel, identity: id.bytes),
                actor: global.actorName
            )
        }
        guard let one = received.first else { return }
        try ReceiptRecord(
            receipt: one.receipt,
            fields: [
                (
                    Column("conversation"),
                    one.message.map { .integer(Int(clamping: $0.subject)) } ?? .none
                )
            ]
        ).write(doing: "noting the request", as: global.output)
    }
}
