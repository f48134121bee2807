import DaybookDomain
import Foundation
import Testing

@testable import DaybookIntake

/// One mail of `Fixtures/mail` and what must be read from it.
struct MailFixture: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let expected: ReadMail

    var testDescription: String { name }

    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/mail")

    /// All fixtures, by name.
    static let all: [MailFixture] = names.compactMap { try? MailFixture($0) }

    /// The names of all mails in the folder.
    static var names: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".eml") }.map { String($0.dropLast(4)) }.sorted()
    }

    init(_ name: String) throws {
        self.name = name
        let folder = MailFixture.folder
        bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name + ".eml")))
        let json = try Data(contentsOf: folder.appendingPathComponent(name + ".json"))
        expected = try JSONDecoder().decode(ReadMail.self, from: json)
    }
}

/// The clinic of the fixtures.
let clinic = EmailAdapter(addresses: ["Desk@clinic.example", "termin@praxis-berg.example"])

/// Reads a mail that came without an envelope.
func contact(
    _ bytes: [UInt8],
    headers: [RawMessage.Header] = [],
    by adapter: EmailAdapter = clinic
) -> Contact {
    let message = RawMessage(
        channel: .email,
        body: bytes,
        headers: headers,
        receivedAt: Instant(milliseconds: 0)
    )
    return adapter.contact(from: message)
}

/// Reads a mail written with LF line ends in a test.
func contact(_ text: String, headers: [RawMessage.Header] = []) -> Contact {
    contact(Array(text.utf8), headers: headers)
}
