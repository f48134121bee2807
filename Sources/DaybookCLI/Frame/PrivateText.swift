import Daybook

/// Reads what must never stand among the arguments, where every user of the machine can see it.
enum PrivateText {
    /// Longest text in bytes.
    static let bytesMax = 64 << 10

    /// The text of a file, or of standard input for "-", without white space at its end.
    static func read(_ path: String, option: String) throws -> String {
        let bytes: [UInt8]
        do {
            bytes = try LocalFile.read(path, limit: bytesMax)
        } catch {
            throw Failure(error, at: path)
        }
        guard var text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(.badInput, "the text is not UTF-8", at: path, next: "save it as UTF-8")
        }
        while text.last?.isWhitespace == true { text.removeLast() }
        guard !text.isEmpty else {
            throw Failure(
                .badInput,
                "the text is empty",
                at: option,
                next: "write something, or `close` instead"
            )
        }
        return text
    }
}
