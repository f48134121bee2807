import ArgumentParser

/// `daybook link`.
struct LinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract:
            "One-time links by which a patient goes on with a conversation on the clinic's form.",
        subcommands: [LinkMint.self, LinkRedeem.self]
    )
}
