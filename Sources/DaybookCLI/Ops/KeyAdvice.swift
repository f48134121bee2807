import Daybook

/// Says what is missing to read and write a book that has come from elsewhere: its keys stayed
/// behind. Where they are there, erasures that the book has forgotten are applied again.
enum KeyAdvice {
    static func say(for directory: String, _ global: GlobalOptions) {
        let options = global.bookOptions(readOnly: true)
        let keys = options.keyPath ?? Book.defaultKeyPath(directory)
        let printer = ErrorPrinter(format: .table)
        do {
            let before = try erasures(of: directory, options)
            _ = try Book.checkKeys(keys)
            // Opened for writing, it applies again what only the keys know of.
            let after = try erasures(of: directory, global.bookOptions(readOnly: false))
            if after > before {
                printer.say(
                    "erasures that the copy did not know, applied again: \(after - before)"
                )
            }
        } catch {
            printer.say("the book can be read, but not written or opened: \(error.code) at \(keys)")
            printer.say("next: put the key file of the original book there, with mode 0600")
        }
    }

    private static func erasures(
        of directory: String,
        _ options: BookOptions
    ) throws(BookError) -> Int {
        try Book(opening: directory, options: options).custody().erasures.count
    }
}
