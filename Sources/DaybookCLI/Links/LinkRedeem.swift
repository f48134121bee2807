import ArgumentParser
import Daybook

/// `daybook link redeem`.
struct LinkRedeem: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redeem",
        abstract: "Use a one-time link that somebody brought, where no form was filled in.",
        discussion: """
            A form that comes back with the token uses it by itself. Exit 1 when it was used already,
            or is too old.

            Example:
              daybook link redeem DL-AAAAAAAAOYVCBO4HWJY5FSUHW4ZQBUNH
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The token: DL- and 32 letters.")
    var token: String

    func run() async throws {
        let book = try global.open()
        let id = try write.commandID()
        let redeemed = try await withBookFailures {
            try await book.redeemLink(token, actor: global.actorName, id: id)
        }
        try ReceiptRecord(
            receipt: redeemed.receipt,
            fields: [
                (Column("conversation"), .integer(Int(clamping: redeemed.conversation)))
            ]
        ).write(doing: "using a link", as: global.output)
    }
}
