import ArgumentParser
import Daybook

/// `daybook outbox show`.
struct OutboxShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Write an answer as the mail to send, for a mail server's standard input.",
        discussion: """
            That the patient's address and the text were opened is a fact. Mails that a rule wrote
            say so (Auto-Submitted); hand them over with a null return path.

            Example:
              daybook outbox show 131 --as mail | sendmail -t -i && daybook outbox sent 131
            """
    )

    /// The forms in which an answer can be written.
    enum Form: String, ExpressibleByArgument, CaseIterable {
        /// RFC 5322 bytes.
        case mail
    }

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The answer's number.")
    var reply: UInt64

    @Option(name: .customLong("as"), help: "mail: the bytes of a mail (RFC 5322).")
    var form: Form = .mail

    func run() async throws {
        let book = try global.open()
        let text = try await withBookFailures {
            let mail = try await book.mail(of: reply, sender: global.actorName)
            return mail.withBytes { bytes in String(decoding: bytes, as: UTF8.self) }
        }
        let output = StandardOutput()
        try output.write(text)
        try output.flush()
    }
}
