import ArgumentParser
import Daybook

/// What every command about two tokens takes.
struct RelationOptions: ParsableArguments {
    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The contact or person: a token, or the number of a fact about them.")
    var first: String

    @Argument(help: "The other person, named the same way.")
    var second: String

    @Option(
        name: .long,
        help:
            "How it is known: document-shown, called-back, answered-from-there, knew-reference, mistaken."
    )
    var evidence: String

    func submit(_ change: PartyRelation.Change, doing what: String) async throws {
        let evidence = try Names.reason(evidence, among: Reason.evidence, option: "--evidence")
        let book = try global.open()
        let (one, two) = try await withBookFailures {
            (try Names.party(first, in: book), try Names.party(second, in: book))
        }
        try await global.submit(
            .relate(PartyRelation(change, one, two, evidence: evidence)),
            to: book,
            id: try write.commandID(),
            doing: what
        ) { _ in [(Column("party"), Names.token(one)), (Column("other"), Names.token(two))] }
    }
}
