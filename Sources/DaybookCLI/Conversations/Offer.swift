import ArgumentParser
import Daybook

/// `daybook offer`.
struct Offer: AsyncParsableCommand, ChangesConversation {
    static let configuration = CommandConfiguration(
        abstract:
            "Offer times to somebody who waits: each is held, and comes with the token that books it.",
        discussion: """
            Whoever sends a token back books that time, while it is held. The answer that names the
            times is queued; see `daybook outbox`. Without --start the times nearest to what the
            patient wrote come first; that the words were read is a fact. Words never book.

            Examples:
              daybook offer 118 --service check-up
              daybook offer 118 --service check-up --start 2026-11-24T10:00 --start 2026-11-24T14:30
            """
    )

    @OptionGroup var on: ConversationOptions

    @Option(name: .long, help: "The service's key or number.")
    var service: String

    @Option(
        name: .long,
        help: "A time to offer, up to three; else those nearest to what was written."
    )
    var start: [String] = []

    @Option(name: .long, help: "How many times to offer, where none is named: 1 to 3.")
    var count = 3

    @Flag(name: .long, help: "Offer the first free times, and leave the patient's words sealed.")
    var unranked = false

    @Option(name: .long, help: "Held for so many minutes; the clinic's own number unless given.")
    var minutes: UInt16 = 0

    func validate() throws {
        guard (1...3).contains(count), start.count <= 3 else {
            throw ValidationError(
                "An offer has one to three times: they fit every platform's buttons."
            )
        }
    }

    func run() async throws {
        let book = try global.open()
        let id = try write.commandID()
        let (receipt, times, evidence, names) = try await withBookFailures {
            let names = Names(try book.clinic())
            let service = try names.service(service)
            let starts =
                start.isEmpty
                ? try await suggested(for: service, in: book)
                : try start.map { try names.start($0) }
            let offered = try await book.offer(
                to: conversation,
                service: service.number,
                starts: starts,
                minutes: minutes,
                actor: global.actorName,
                id: id
            )
            let command = Command.offer(
                conversation: conversation,
                service: service.number,
                starts: starts,
                minutes: minutes
            )
            let evidence = try offered.receipt.refusal.map {
                try book.facts(behind: $0, of: command)
            }
            return (offered.receipt, offered.times, evidence ?? [], names)
        }
        if receipt.refusal != nil {
            try ReceiptRecord(receipt: receipt, evidence: evidence)
                .write(doing: "offering", as: global.output)
        }
        let report = OfferedReport.report(
            times,
            title: "offered, and queued as an answer",
            names
        )
        let output = StandardOutput()
        try output.write(report, as: global.output)
        try output.flush()
    }

    /// The times nearest to what the patient wrote, else the first free ones.
    private func suggested(for service: Service, in book: Book) async throws -> [Minute] {
        let wishes =
            unranked ? [] : try await book.wishes(of: conversation, reader: global.actorName)
        if !wishes.isEmpty {
            ErrorPrinter(format: global.output).say(
                "ranked by what the patient wrote, which may mean \(wishes.count) times"
            )
        }
        let starts = try book.suggestedTimes(for: service, wishes: wishes, count: count)
        guard !starts.isEmpty else {
            throw Failure(
                .no,
                "there is no free time for \(service.key)",
                next: "answer with `daybook respond`, or see `daybook slots` for other services"
            )
        }
        return starts
    }
}
