import ArgumentParser
import Daybook

/// `daybook erase`.
struct Erase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Destroy the keys of everything that is sealed for a person. It can't be undone.",
        discussion: """
            What they wrote and were written can never be opened again, and who writes from their address \
            again is somebody new. The facts stay: times and numbers under a token that leads to nobody.

            The erasure is pending until `daybook keys attest` says that no older copy of the keys is \
            left. A legal hold blocks it. Interrupted, it goes on when the book is next opened.

            Tokens that were merged are one person. A linked contact (a mother who writes for her child) \
            is somebody else, and erased only with --linked.

            Examples:
              daybook erase be2f0630 --reason request
              daybook erase be2f0630 --reason request --linked
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The person's token, or its first digits.")
    var party: String

    @Option(name: .long, help: "request, retention-over, order or stored-in-error.")
    var reason: String

    @Flag(name: .long, help: "Also the contacts that are linked with them.")
    var linked = false

    func run() async throws {
        let reason = try Names.reason(reason, among: Reason.erasures)
        let book = try global.open()
        let id = try write.commandID()
        let record = try await withBookFailures {
            let token = try PartyToken.find(party, in: book)
            let receipt = try await book.erase(
                token,
                linked: linked,
                reason: reason,
                actor: global.actorName,
                id: id
            )
            let custody = try book.custody()
            return ReceiptRecord(
                receipt: receipt,
                fields: custody.erasures[token].map { ErasureFields.of($0, custody) } ?? []
            )
        }
        try record.write(doing: "erasing", as: global.output)
    }
}
