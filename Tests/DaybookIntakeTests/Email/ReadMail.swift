import DaybookDomain
import Foundation

@testable import DaybookIntake

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
