import ArgumentParser
import Daybook

/// `daybook find`.
struct Find: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find a person's conversations and appointments by an address or a reference.",
        discussion: """
            An address is read from standard input or a file and never stands among the arguments; it
            is compared by its keyed hash. A reference is the token of an offered time or of a reminder,
            a platform's id of a message, or a fact's number. What staff merged is found together.
            Exit 1 when nothing is found.

            Examples:
              daybook find --contact - --channel email <<< anna@example.org
              daybook find --reference DB-AAAAAAAAG4FOOHRNLC6K
            """
    )

    @OptionGroup var global: GlobalOptions

    @Option(name: .long, help: "The address: a file; - for standard input.")
    var contact: String?

    @Option(name: .long, help: "A token, a message's id at its platform, or a fact's number.")
    var reference: String?

    @Option(name: .long, help: "Where the address or id is one.")
    var channel = "email"

    func validate() throws {
        guard (contact == nil) != (reference == nil) else {
            throw ValidationError("Give --contact or --reference.")
        }
    }

    func run() async throws {
        let channel = try Names.channel(channel)
        let book = try global.open(readOnly: true, needsKeys: true)
        let report = try await withBookFailures { () throws -> Report in
            guard let party = try party(in: book, on: channel) else {
                throw Failure(
                    .no,
                    "nobody was found",
                    next: "look under another --channel, or see `daybook inbox`"
                )
            }
            return try found(of: party, in: book)
        }
        let output = StandardOutput()
        try output.write(report, as: global.output)
        try output.flush()
    }

    private func party(in book: Book, on channel: Channel) throws -> UInt64? {
        if let contact {
            let address = try PrivateText.read(contact, option: "--contact")
            return try book.party(ofContact: PHI(address), on: channel)
        }
        let reference = reference ?? ""
        if UInt64(reference) != nil { return try Names.party(reference, in: book) }
        let party = try book.fact(referredToBy: reference, on: channel)?.party ?? 0
        return party == 0 ? nil : party
    }

    private func found(of party: UInt64, in book: Book) throws -> Report {
        let names = Names(try book.clinic())
        let tokens = try book.tokens(of: party)
        let facts = try book.beginnings(of: tokens)
        var report = Report(
            title: facts.isEmpty ? "known, without conversation or appointment" : nil,
            columns: [
                Column("party"), Column("fact", alignment: .trailing), Column("what"),
                Column("channel"), Column("at"), Column("status"), Column("service"),
            ]
        )
        for fact in facts {
            let isConversation = fact.kind == .requestReceived
            let status: String
            if isConversation {
                let conversation = try book.conversation(fact.subject)
                status =
                    conversation?.waitingSince != nil
                    ? "waits" : conversation?.isOpen == true ? "open" : "closed"
            } else {
                status = try book.appointment(fact.subject)?.status.code ?? ""
            }
            report.append([
                Names.token(fact.party), .integer(Int(clamping: fact.subject)),
                .string(isConversation ? "conversation" : "appointment"),
                .string(fact.channel.name),
                names.text(isConversation ? fact.occurredAt : fact.start.instant),
                .string(status),
                fact.service == 0 ? .none : .string(names.serviceKey(fact.service)),
            ])
        }
        return report
    }
}
