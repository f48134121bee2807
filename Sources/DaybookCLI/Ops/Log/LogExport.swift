import ArgumentParser
import Daybook

/// `daybook log export`.
struct LogExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the whole log as JSON lines, for another machine or an archive.",
        discussion: "The keys are not in it. An import reaches the same digest or makes nothing."
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The file; - for standard output.")
    var file: String

    @Flag(name: .long, help: "Leave sealed content and party hashes out; only tokens stay.")
    var withoutSealed = false

    func run() async throws {
        let book = try global.open(readOnly: true)
        if file == "-" {
            let output = StandardOutput()
            _ = try await withBookFailures {
                try book.exportLog(withSealed: !withoutSealed) { line in
                    try output.append { $0 += line }
                }
            }
            return try output.flush()
        }
        try await withBookFailures(at: file) {
            let head = try book.exportLog(to: file, withSealed: !withoutSealed)
            try StandardOutput().write(Record(HeadFields.of(head)), as: global.output)
        }
    }
}
