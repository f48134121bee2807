import ArgumentParser
import Daybook

/// `daybook handshake`.
struct HandshakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "handshake",
        abstract: "Answer the question that a platform asks of an address before it delivers.",
        discussion: """
            The request comes as one line of JSON, as recorded deliveries do
            (schemas/intake/recorded-delivery.schema.json); the answer's body goes to standard
            output, for a status 200. Exit 1: the secret is not the agreed one, answer 403. No book
            is needed.

            The secret is what was agreed for this: Meta's verify token, X's consumer secret,
            Slack's signing secret.

            Example:
              daybook handshake --secret whatsapp=verify-token request.json
            """
    )

    @Option(name: .long, help: "A channel and the file of its secret: whatsapp=FILE.")
    var secret: [String] = []

    @Argument(help: "The request as a line of JSON: a file, or - for standard input.")
    var path = "-"

    func run() async throws {
        let bytes: [UInt8]
        do {
            bytes = try LocalFile.read(path, limit: RecordedDelivery.lineBytesMax)
        } catch {
            throw Failure(error, at: path)
        }
        let request: RecordedDelivery
        do {
            request = try RecordedDelivery(line: bytes)
        } catch {
            throw Self.failure(error, at: path)
        }
        guard let secrets = try ChannelSecrets(secret).secrets(of: request.channel) else {
            throw Failure(
                .usage,
                "no secret for \(request.channel.name)",
                at: "--secret",
                next: "give --secret \(request.channel.name)=FILE"
            )
        }
        let answer: [UInt8]?
        do {
            answer = try Handshake.answer(request, secrets: secrets)
        } catch {
            throw Self.failure(error, at: path)
        }
        guard let answer else {
            throw Failure(
                .badInput,
                "the request asks nothing",
                at: path,
                next: "record it with `daybook ingest webhook`"
            )
        }
        let output = StandardOutput()
        try output.writeLine(String(decoding: answer, as: UTF8.self))
        try output.flush()
    }

    private static func failure(_ error: Unreadable, at path: String) -> Failure {
        let isRefused = error.code == .signatureMissing || error.code == .signatureWrong
        return Failure(
            isRefused ? .no : .badInput,
            "\(error.code.rawValue): expected \(error.expected)",
            at: path,
            next: isRefused
                ? "answer 403, and compare the secret with the platform's"
                : "pass the request as it came"
        )
    }
}
