import ArgumentParser
import Daybook

/// `daybook reread`.
struct RereadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reread",
        abstract: "Read sealed originals again with today's readers, and show what would change.",
        discussion: """
            Without numbers everything that was quarantined or not recognised is read again. Nothing
            is changed, and no text is shown; that the originals were opened is a fact each. Exit 1
            when something would change.

            Examples:
              daybook reread
              daybook reread 49 118 --secret messenger=FILE -o jsonl
            """
    )

    @OptionGroup var global: GlobalOptions

    @Option(name: .long, help: "A channel and the file of its secret: messenger=FILE.")
    var secret: [String] = []

    @Argument(help: "Facts of messages.")
    var sequences: [UInt64] = []

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
            let reread = try await withBookFailures {
                let adapter = try Self.adapter(fact.channel, book, secrets)
                return try await book.reread(
                    fact.sequence,
                    with: adapter,
                    reader: global.actorName
                )
            }
            if !reread.differences.isEmpty { changes += 1 }
            try stream.append([
                .integer(Int(clamping: reread.sequence)), .string(fact.channel.name),
                .string(reread.was.name), reread.kind.map { .string($0.rawValue) } ?? .none,
                reread.note.isEmpty ? .none : .string(reread.note),
                .string(reread.differences.joined(separator: ",")),
            ])
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
            ($0.kind == .messageQuarantined || $0.kind == .unrecognisedReceived)
                && $0.flags.contains(.sealed)
        }
    }

    private static func adapter(
        _ channel: Channel,
        _ book: Book,
        _ secrets: ChannelSecrets
    ) throws -> any ChannelAdapter {
        switch channel {
        case .email: return try book.mailAdapter()
        case .form, .nurse: return try book.formAdapter(channel: channel)
        default:
            guard let live = try secrets.secrets(of: channel),
                let adapter = try book.webhookAdapter(channel, secrets: live)
            else {
                throw Failure(
                    .usage,
                    "no secret for \(channel.name)",
                    at: "--secret",
                    next: "give --secret \(channel.name)=FILE, or name other facts"
                )
            }
            return adapter
        }
    }
}
