import ArgumentParser
import Daybook

/// `daybook person show`.
struct PersonShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what is recorded of a person: consent, preferences, other tokens.",
        discussion: """
            Example:
              daybook person show 29
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The person: a token, or the number of a fact about them.")
    var person: String

    func run() async throws {
        let book = try global.open(readOnly: true)
        let report = try await withBookFailures { try known(in: book) }
        let output = StandardOutput()
        try output.write(report, as: global.output)
        try output.flush()
    }

    private func known(in book: Book) throws -> Report {
        let names = Names(try book.clinic())
        let party = try Names.party(person, in: book)
        let known = try book.person(party)
        var report = Report(
            title: known.subject == 0 ? "nothing is recorded" : nil,
            columns: [
                Column("party"), Column("what"), Column("channel"), Column("value"),
                Column("since"),
            ]
        )
        for channel in Channel.allCases {
            guard let consent = known.consents[channel] else { continue }
            report.append([
                Names.token(party), .string(consent.isGiven ? "consent" : "consent withdrawn"),
                .string(channel.name), consent.wording == 0 ? .none : .string("\(consent.wording)"),
                names.text(consent.since),
            ])
        }
        if known.preferredChannel != nil || known.language != nil {
            report.append([
                Names.token(party), .string("preference"),
                known.preferredChannel.map { .string($0.name) } ?? .none,
                known.language.map { .string($0.description) } ?? .none, .none,
            ])
        }
        for (what, subjects) in [("linked", known.linked), ("same person", known.merged)] {
            for subject in subjects.sorted() {
                let other = try book.history(of: subject).first?.party ?? 0
                report.append([
                    Names.token(party), .string(what), .none, Names.token(other), .none,
                ])
            }
        }
        return report
    }
}
