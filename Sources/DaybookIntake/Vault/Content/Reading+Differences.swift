extension Reading {
    /// What this reading says otherwise than a contact that was read earlier: names of the parts,
    /// nothing of what stands in them. One that is not of exactly one contact differs in
    /// `contacts`.
    package func differences(from earlier: borrowing PHI<Contact>) -> [String] {
        guard count == 1 else { return ["contacts"] }
        return earlier.exposed { earlier in
            contacts.exposed { contacts in
                contacts.first.map { Reading.differences($0, earlier) } ?? ["contacts"]
            }
        }
    }

    private static func differences(_ left: Contact, _ right: Contact) -> [String] {
        let fieldsDiffer =
            left.fields.count != right.fields.count
            || zip(left.fields, right.fields).contains {
                $0.name != $1.name || $0.value != $1.value
            }
        let parts: [(String, Bool)] = [
            ("kind", left.kind != right.kind), ("identity", left.identity != right.identity),
            ("time", left.signedAt != right.signedAt || left.claimedAt != right.claimedAt),
            ("sender", left.sender != right.sender || left.senderName != right.senderName),
            ("recipient", left.recipient != right.recipient),
            ("messageID", left.messageID != right.messageID),
            ("references", left.references != right.references),
            ("subject", left.subject != right.subject), ("text", left.text != right.text),
            ("freshText", left.freshText != right.freshText),
            ("choice", left.choice != right.choice), ("fields", fieldsDiffer),
            ("attachments", left.attachments != right.attachments),
            ("language", left.language != right.language), ("note", left.note != right.note),
            ("urgent", left.isUrgent != right.isUrgent),
        ]
        return parts.filter(\.1).map(\.0)
    }
}
