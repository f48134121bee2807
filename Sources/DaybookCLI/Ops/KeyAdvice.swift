import Daybook

/// Says what is missing to read and write a book that has come from elsewhere: its keys stayed
/// behind.
enum KeyAdvice {
    static func say(for directory: String, _ global: GlobalOptions) {
        let options = global.bookOptions(readOnly: true)
        let keys = options.keyPath ?? Book.defaultKeyPath(directory)
        let printer = ErrorPrinter(format: .table)
        do {
            let book = try Book(opening: directory, options: options)
            _ = try Book.checkKeys(keys, of: book.identity)
        } catch {
            printer.say("the book can be read, but not written or opened: \(error.code) at \(keys)")
            printer.say("next: put the key file of the original book there, with mode 0600")
        }
    }
}
