import ArgumentParser
import Daybook

/// `daybook outbox show`.
struct OutboxShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract:
            "Write an answer as it is sent: a mail, or the body of a platform's send request.",
        discussion: """
            That the patient's address and the text were opened is a fact. Mails that a rule wrote
            say so (Auto-Submitted); hand them over with a null return path.

            Examples:
              daybook outbox show 131 --as mail | sendmail -t -i && daybook outbox sent 131
              daybook outbox show 140 --as payload | curl --json @- https://graph.example/messages
            """
    )

    /// The forms in which an answer can be written.
    enum Form: String, ExpressibleByArgument, CaseIterable {
        /// RFC 5322 bytes.
        case mail
        /// What Messenger, Instagram, WhatsApp, Telegram, X, Slack, the forum or Twilio take.
        case payload
    }

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The answer's number.")
    var reply: UInt64

    @Option(
        name: .customLong("as"),
        help: "mail (RFC 5322), or payload: the platform's JSON, for text messages Twilio's form."
    )
    var form: Form = .mail

    func run() async throws {
        let book = try global.open()
        let text = try await withBookFailures {
            switch form {
            case .mail:
                let mail = try await book.mail(of: reply, sender: global.actorName)
                return mail.withBytes { String(decoding: $0, as: UTF8.self) }
            case .payload:
                let payload = try await book.payload(of: reply, sender: global.actorName)
                return payload.withBytes { String(decoding: $0, as: UTF8.self) + "\n" }
            }
        }
        let output = StandardOutput()
        try output.write(text)
        try output.flush()
    }
}
