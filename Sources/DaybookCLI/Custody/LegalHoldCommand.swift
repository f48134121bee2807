import ArgumentParser
import Daybook

/// `daybook legal-hold`.
struct LegalHoldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "legal-hold",
        abstract: "Keep everything of a person: erasure and retention leave it alone.",
        subcommands: [LegalHoldPlace.self, LegalHoldRelease.self, LegalHoldList.self]
    )
}

/// `daybook legal-hold place`.
struct LegalHoldPlace: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "place",
        abstract: "Keep everything of a person until the hold is released.",
        discussion: """
            Example:
              daybook legal-hold place be2f0630 --reason litigation
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The person's token, or its first digits.")
    var party: String

    @Option(name: .long, help: "litigation, investigation, audit or complaint.")
    var reason: String

    func run() async throws {
        let reason = try Names.reason(reason, among: Reason.legalHolds)
        let book = try global.open()
        let id = try write.commandID()
        let record = try await withBookFailures {
            let token = try PartyToken.find(party, in: book)
            let receipt = try await book.placeLegalHold(
                on: token,
                reason: reason,
                actor: global.actorName,
                id: id
            )
            return ReceiptRecord(
                receipt: receipt,
                fields: [
                    (Column("hold"), .integer(Int(clamping: receipt.first))),
                    (Column("party"), .string(PartyToken.text(token))),
                ]
            )
        }
        try record.write(doing: "placing the legal hold", as: global.output)
    }
}

/// `daybook legal-hold release`.
struct LegalHoldRelease: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "End a legal hold.",
        discussion: """
            Example:
              daybook legal-hold release 212
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The hold's number, as `daybook legal-hold list` shows it.")
    var hold: UInt64

    func run() async throws {
        let book = try global.open()
        try await global.submit(
            .custody(.releaseHold(hold: hold)),
            to: book,
            id: try write.commandID(),
            doing: "releasing the legal hold"
        ) { _ in [(Column("hold"), .integer(Int(clamping: hold)))] }
    }
}

/// `daybook legal-hold list`.
struct LegalHoldList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the legal holds in force, oldest first.",
        discussion: """
            Example:
              daybook legal-hold list -o csv
            """
    )

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let book = try global.open(readOnly: true)
        let (custody, names) = try await withBookFailures {
            (try book.custody(), Names(try book.clinic()))
        }
        var report = Report(columns: [
            Column("hold", alignment: .trailing), Column("party"), Column("reason"),
            Column("since"),
        ])
        for hold in custody.holds.values.sorted(by: { $0.hold < $1.hold }) {
            report.append([
                .integer(Int(clamping: hold.hold)), .string(PartyToken.text(hold.party)),
                .string(hold.reason.name), names.text(hold.placedAt),
            ])
        }
        let output = StandardOutput()
        try output.write(report, as: global.output)
        try output.flush()
    }
}
