import Daybook
import Foundation

/// What the folded projections take beyond the page cache, in a process that has done nothing else.
enum Memory {
    /// The option with which the program measures itself.
    static let option = "--memory-of"

    /// Folds a book's projections and prints by how many bytes the process grew.
    static func measure(_ path: String) throws {
        var reading = BookOptions()
        reading.isReadOnly = true
        let book = try Book(opening: path, options: reading)
        guard let before = Machine.anonymousBytes else {
            throw Skipped(reason: "this system does not say what memory no file backs")
        }
        var projections = BookProjections()
        let last = try book.replay(&projections)
        let after = Machine.anonymousBytes ?? before
        try demand(
            last > 0 && projections.responses.report(by: .total).count == 1,
            "nothing folded"
        )
        print(after - before)
    }

    static func bytesInProcessOfItsOwn(_ path: String) throws -> Double {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = [option, path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: printed, as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        guard process.terminationStatus == 0, let bytes = Double(text), bytes > 0 else {
            throw Skipped(reason: "the process of its own gave no figure")
        }
        return bytes
    }
}
