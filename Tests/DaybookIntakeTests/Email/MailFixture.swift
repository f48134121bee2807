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

/// A contact as the expectations write it: what is absent is empty, and the fresh text is the text.
struct ReadMail: Equatable, Sendable, Codable {
    struct File: Equatable, Sendable, Codable {
        var name: String
        var mediaType: String
        var length: Int
        var sha256: String
    }

    var kind: String
    var note = ""
    var sender = ""
    var senderName = ""
    var recipient = ""
    var replyTo = ""
    var messageID = ""
    var references: [String] = []
    var subject = ""
    var text = ""
    var freshText = ""
    var choice = ""
    var language = ""
    var claimedAt = ""
    var attachments: [File] = []

    init(_ contact: Contact) {
        kind = contact.kind.rawValue
        note = contact.note
        sender = contact.sender
        senderName = contact.senderName
        recipient = contact.recipient
        replyTo = contact.fields.first { $0.name == "reply-to" }?.value ?? ""
        messageID = contact.messageID
        references = contact.references
        subject = contact.subject
        text = contact.text
        freshText = contact.freshText
        choice = contact.choice
        language = contact.language
        claimedAt = contact.claimedAt.map(ReadMail.iso) ?? ""
        attachments = contact.attachments.map {
            let hex = $0.digest.map { String(format: "%02x", $0) }.joined()
            return File(name: $0.name, mediaType: $0.mediaType, length: $0.length, sha256: hex)
        }
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func text(_ key: CodingKeys) throws -> String {
            try values.decodeIfPresent(String.self, forKey: key) ?? ""
        }
        kind = try text(.kind)
        note = try text(.note)
        sender = try text(.sender)
        senderName = try text(.senderName)
        recipient = try text(.recipient)
        replyTo = try text(.replyTo)
        messageID = try text(.messageID)
        references = try values.decodeIfPresent([String].self, forKey: .references) ?? []
        subject = try text(.subject)
        self.text = try text(.text)
        freshText = try values.decodeIfPresent(String.self, forKey: .freshText) ?? self.text
        choice = try text(.choice)
        language = try text(.language)
        claimedAt = try text(.claimedAt)
        attachments = try values.decodeIfPresent([File].self, forKey: .attachments) ?? []
    }

    private static func iso(_ instant: Instant) -> String {
        let formatter = ISO8601DateFormatter()
        return formatter.string(from: Date(timeIntervalSince1970: Double(instant.seconds)))
    }
}

/// The clinic of the fixtures.
let clinic = EmailAdapter(addresses: ["Desk@clinic.example", "termin@praxis-berg.example"])

/// Reads a mail that came without an envelope.
func contact(
    _ bytes: [UInt8], headers: [RawMessage.Header] = [], by adapter: EmailAdapter = clinic
) -> Contact {
    let message = RawMessage(
        channel: .email, body: bytes, headers: headers, receivedAt: Instant(milliseconds: 0))
    return adapter.contact(from: message)
}

/// Reads a mail written with LF line ends in a test.
func contact(_ text: String, headers: [RawMessage.Header] = []) -> Contact {
    contact(Array(text.utf8), headers: headers)
}
