import ArgumentParser
import Daybook

/// `daybook clinic`.
struct ClinicCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clinic",
        abstract: "Print the clinic as configured, as a clinic.json.",
        discussion: """
            What `configure` would take back without a change: edit it and configure again, or ask
            `what-if` about it.

            Examples:
              daybook clinic > clinic.json
              daybook clinic --at 2026-01-01
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var past: PastOptions

    func run() async throws {
        let book = try global.open(readOnly: true)
        let output = StandardOutput()
        try await withBookFailures {
            let view = try past.view(of: book)
            try output.write(String(decoding: ClinicFile.write(view.clinic), as: UTF8.self))
        }
        try output.flush()
    }
}
