import ArgumentParser
import Daybook

/// `daybook init`.
struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make an empty book and its key file.",
        discussion:
            "The keys lie outside the book: lose them and every message is lost; back them up apart."
    )

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let path = try global.directory()
        let options = global.bookOptions(readOnly: false)
        let keys = options.keyPath ?? Book.defaultKeyPath(path)
        let book = try await withBookFailures(at: path) {
            try Book.create(at: path, options: options)
            return try Book(opening: path, options: options)
        }
        let output = StandardOutput()
        try output.write(
            Record(
                title: nil,
                [
                    (Column("book"), .string(path)),
                    (Column("keys"), .string(keys)),
                    (Column("identity"), .string(Text.hex(book.identity))),
                ]
            ),
            as: global.output
        )
        try output.flush()
    }
}
