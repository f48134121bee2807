import ArgumentParser
import Daybook

/// `daybook waitlist`.
struct WaitlistCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waitlist",
        abstract: "Who waits for a time; `daybook advance` offers it to them.",
        subcommands: [
            WaitlistList.self, WaitlistAdd.self, WaitlistRemove.self, WaitlistDecline.self,
        ],
        defaultSubcommand: WaitlistList.self
    )
}
