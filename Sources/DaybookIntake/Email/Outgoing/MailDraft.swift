package import DaybookDomain

/// A mail of the clinic before it is written as bytes. Confined: see ``OutgoingMail``.
package struct MailDraft: Sendable {
    /// The clinic's address.
    package var from: String
    /// What the clinic calls itself.
    package var fromName: String
    /// The patient's address.
    package var to: String
    /// What the patient calls themselves; may be empty.
    package var toName: String
    package var subject: String
    package var text: String
    /// The mail's own id, without brackets.
    package var messageID: String
    /// The id of the mail that is answered, without brackets; empty for none.
    package var inReplyTo: String
    /// Ids of the mails before, oldest first.
    package var references: [String]
    /// When it is written.
    package var date: Instant
    /// The clinic's offset from UTC then, in minutes.
    package var offsetMinutes: Int
    /// Whether a rule writes it and no person (RFC 3834).
    package var isAutomatic: Bool
    /// BCP 47 tag of the text; may be empty.
    package var language: String
    /// A calendar to go along (RFC 6047), with its method; `nil` for none.
    package var calendar: (method: CalendarMethod, bytes: [UInt8])?

    package init(from: String, to: String, messageID: String, date: Instant) {
        self.from = from
        self.to = to
        self.messageID = messageID
        self.date = date
        fromName = ""
        toName = ""
        subject = ""
        text = ""
        inReplyTo = ""
        references = []
        offsetMinutes = 0
        isAutomatic = false
        language = ""
        calendar = nil
    }
}
