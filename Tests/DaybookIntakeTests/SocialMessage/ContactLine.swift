import DaybookDomain

@testable import DaybookIntake

/// A contact as tests write it down: what isn't named is empty.
struct ContactLine: Equatable, CustomStringConvertible {
    var kind: Contact.Kind
    /// The identity's parts, `|` between them.
    var identity: String
    var at: Int64?
    var from = ""
    var name = ""
    var to = ""
    var id = ""
    var references: [String] = []
    var text = ""
    var choice = ""
    var fields: [String] = []
    /// Name, media type and link of each, `|` between them.
    var attachments: [String] = []
    var language = ""
    var claimed: Int64?
    var note = ""

    var description: String {
        """
        \n  \(kind) \(identity) at \(at.map(String.init) ?? "-") from <\(from)> "\(name)" to <\(to)> \
        id <\(id)> references \(references) text "\(text)" choice <\(choice)> fields \(fields) \
        attachments \(attachments) language \(language) claimed \(claimed.map(String.init) ?? "-") \
        note "\(note)"
        """
    }
}

extension ContactLine {
    init(_ contact: Contact) {
        let parts = contact.identity.split(separator: 0, omittingEmptySubsequences: false)
        self.init(
            kind: contact.kind,
            identity: parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "|"),
            at: contact.signedAt?.milliseconds,
            from: contact.sender,
            name: contact.senderName,
            to: contact.recipient,
            id: contact.messageID,
            references: contact.references,
            text: contact.text,
            choice: contact.choice,
            fields: contact.fields.map { "\($0.name)=\($0.value)" },
            attachments: contact.attachments.map { "\($0.name)|\($0.mediaType)|\($0.link)" },
            language: contact.language,
            claimed: contact.claimedAt?.milliseconds,
            note: contact.note
        )
    }
}

extension Reading {
    /// The contacts, for comparison.
    borrowing func lines() -> [ContactLine] {
        contacts.exposed { (contacts: borrowing [Contact]) in
            var lines: [ContactLine] = []
            for index in 0..<contacts.count { lines.append(ContactLine(contacts[index])) }
            return lines
        }
    }
}

/// What reading gave: contacts, or the reason for refusing.
enum Outcome: Equatable {
    case contacts([ContactLine])
    case refused(Unreadable)

    init(_ adapter: some ChannelAdapter, _ message: borrowing RawMessage) {
        do {
            let reading = try adapter.read(message)
            self = .contacts(reading.lines())
        } catch {
            self = .refused(error)
        }
    }

    var code: Unreadable.Code? {
        guard case .refused(let error) = self else { return nil }
        return error.code
    }
}
