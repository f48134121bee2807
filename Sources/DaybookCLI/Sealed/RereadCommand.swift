import ArgumentParser
import Daybook

/// `daybook reread`.
struct RereadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reread",
        abstract: "Read sealed originals again with today's readers, and show what would change.",
        discussion: """
            Without numbers everything that was quarantined or not recognised is read again, with
            --all everything that came in. Nothing is changed, and no text is shown; that the
            originals were opened is a fact each. What can't be read again says why: deliveries of
            several people's messages keep no original. Exit 1 when something would change.

            Examples:
              daybook reread
              daybook reread --all --secret messenger=FILE
              daybook reread 49 118 --secret messenger=FILE -o jsonl
            """
    )

    @OptionGroup var global: GlobalOptions

    @Option(name: .long, help: "A channel and the file of its secret: messenger=FILE.")
    var secret: [String] = []

    @Flag(name: .long, help: "Read everything again that came in.")
    var all = false

    @Argument(help: "Facts of messages.")
    var sequences: [UInt64] = []

    func validate() throws {
        guard !all || sequences.isEmpty else {
            throw ValidationError("Give numbers or --all, not both.")
        }
    }

    func run() async throws {
        let book = try global.open()
        let secrets = try ChannelSecrets(secret)
        let found = try await withBookFailures { try messages(in: book) }
        let output = StandardOutput()
        var stream = ReportStream(
            title: found.isEmpty ? "nothing to read again" : nil,
            columns: [
                Column("fact", alignment: .trailing), Column("channel"), Column("was"),
                Column("kind"), Column("note"), Column("differs"),
            ],
            as: global.output,
            to: output
        )
        var changes = 0
        for fact in found {
            let row: [Cell]
            do {
                let reread = try await book.reread(
                    fact.sequence,
                    with: try adapter(for: fact, in: book, secrets),
                    reader: global.actorName
                )
                if !reread.differences.isEmpty { changes += 1 }
                row = [
                    reread.kind.map { .string($0.rawValue) } ?? .none,
                    reread.note.isEmpty ? .none : .string(reread.note),
                    .string(reread.differences.joined(separator: ",")),
                ]
            } catch let error as BookError {
                // One that was named must be there; of all the others each says for itself.
                guard sequences.isEmpty, error.kind == .input || error.kind == .notPermitted else {
                    throw Failure(error)
                }
                row = [.none, .string(error.code), .none]
            }
            let head: [Cell] = [
                .integer(Int(clamping: fact.sequence)), .string(fact.channel.name),
                fact.kind.map { .string($0.name) } ?? .none,
            ]
            try stream.append(Row(head + row))
        }
        try stream.finish()
        if changes > 0 { throw ExitCode(ExitStatus.no.rawValue) }
    }

    private func messages(in book: Book) throws -> [Fact] {
        if !sequences.isEmpty {
            return try sequences.map { sequence in
                guard let fact = try book.facts(from: sequence, through: sequence).first else {
                    throw Failure(
                        .badInput,
                        "there is no fact \(sequence)",
                        next: "see `daybook log`"
                    )
                }
                return fact
            }
        }
        return try book.facts(from: 1, through: .max).filter {
            $0.flags.contains(.sealed) && isRead($0)
        }
    }

    /// Whether a reader made it of something that came in.
    private func isRead(_ fact: Fact) -> Bool {
        switch fact.kind {
        case .messageQuarantined, .unrecognisedReceived: true
        case .requestReceived, .messageReceived, .messageEdited, .reactionReceived,
            .machineMessageReceived:
            all && fact.channel != .phone && fact.channel != .desk
        default: false
        }
    }

    /// The adapter that reads such a message.
    private func adapter(
        for fact: Fact,
        in book: Book,
        _ secrets: ChannelSecrets
    ) throws -> any ChannelAdapter {
        if let adapter = try Self.adapter(fact.channel, book, secrets) { return adapter }
        guard sequences.isEmpty else {
            throw Failure(
                .usage,
                "no secret for \(fact.channel.name)",
                at: "--secret",
                next: "give --secret \(fact.channel.name)=FILE, or name other facts"
            )
        }
        throw BookError(.input, code: "no-secret", "no secret for \(fact.channel.name)")
    }

    private static func adapter(
        _ channel: Channel,
        _ book: Book,
        _ secrets: ChannelSecrets
    ) throws -> (any ChannelAdapter)? {
        switch channel {
        case .email: return try book.mailAdapter()
        case .form, .nurse: return try book.formAdapter(channel: channel)
        default:
            guard let live = try secrets.secrets(of: channel) else { return nil }
            return try book.webhookAdapter(channel, secrets: live)
        }
    }
}
