import Daybook
import DaybookTesting
import FoundationEssentials
import Testing

/// A log that was exported once and is kept for ever: what it says today it must say tomorrow.
///
/// The files are never written by a test. A log whose meaning was changed on purpose is replaced by
/// hand: see ``Scenario``.
struct GoldenLog: Sendable, CustomTestStringConvertible {
    let name: String
    /// The instant that questions about free time are asked as of.
    let asOf: String

    static let all = [
        GoldenLog(name: "lindenhof", asOf: "2026-03-03T08:00:00Z"),
        GoldenLog(name: "lindenhof-unsealed", asOf: "2026-03-03T08:00:00Z"),
        GoldenLog(name: "weeks-unsealed", asOf: "2026-03-04T08:00:00Z"),
        GoldenLog(name: "plans-unsealed", asOf: "2026-03-03T08:00:00Z"),
        GoldenLog(name: "exchange-unsealed", asOf: "2026-03-02T12:00:00Z"),
        GoldenLog(name: "inbox-unsealed", asOf: "2026-03-02T12:00:00Z"),
        GoldenLog(name: "words-unsealed", asOf: "2026-03-03T12:00:00Z"),
        GoldenLog(name: "redirects-unsealed", asOf: "2026-03-02T12:00:00Z"),
        GoldenLog(name: "mailboxes-unsealed", asOf: "2026-03-02T12:00:00Z"),
        GoldenLog(name: "participants-unsealed", asOf: "2026-03-02T12:00:00Z"),
        GoldenLog(name: "reminders-unsealed", asOf: "2026-03-02T12:00:00Z"),
        GoldenLog(name: "simulated", asOf: "2026-01-20T08:00:00Z"),
        GoldenLog(name: "custody", asOf: "2026-06-02T08:00:00Z"),
        GoldenLog(name: "custody-unsealed", asOf: "2026-06-02T08:00:00Z"),
    ]

    var testDescription: String { name }
    var exportPath: String { Repository.root + "/Tests/ReplayTests/Golden/\(name).jsonl" }

    /// What the log must say, as it was written down when the log was made.
    func expected() throws -> String {
        try Repository.text("Tests/ReplayTests/Golden/\(name).expected.json")
    }

    /// Looks at the imported log, whose directory goes when the book is closed and not before: what
    /// stands in the way of an open book is the number of its directory, which another may get.
    func read(_ look: (Book) throws -> Void) throws {
        let made = try imported()
        try withExtendedLifetime(made) { try look(made.open()) }
    }

    /// Imports the log into a directory of its own.
    func imported() throws -> ImportedBook {
        try ImportedBook(from: exportPath)
    }
}

/// A book made from an export, in a directory that goes when the value goes.
final class ImportedBook: Sendable {
    let directory: String
    var path: String { directory + "/book" }

    init(from export: String) throws {
        var random = SystemRandomNumberGenerator()
        directory =
            FileManager.default.temporaryDirectory.path + "/daybook-golden-"
            + String(random.next(), radix: 36)
        try FileManager.default.createDirectory(
            atPath: directory,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        try Book.importLog(from: export, into: path)
    }

    /// Opens it for reading: an export has no keys.
    func open() throws -> Book {
        var options = BookOptions()
        options.isReadOnly = true
        options.usesSnapshots = false
        return try Book(opening: path, options: options)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: directory)
    }
}
