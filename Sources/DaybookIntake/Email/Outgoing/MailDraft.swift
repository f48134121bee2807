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
    /// Who writes it: a person, or a rule.
    package var origin: Origin
    /// BCP 47 tag of the text; may be empty.
    package var language: String
    /// Calendars to go along (RFC 6047), one event and one method each; at most
    /// ``OutgoingLimits/calendarsMax``.
    package var calendars: [(method: CalendarMethod, bytes: [UInt8])]

    /// Who writes a mail, as RFC 3834 tells automatic ones apart.
    package enum Origin: Sendable {
        /// A person.
        case person
        /// A rule, in answer to a mail (`auto-replied`).
        case ruleInAnswer
        /// A rule, unasked (`auto-generated`).
        case ruleUnasked
    }

    /// Makes it the first mail of a thread, whatever mail its address was taken from.
    package mutating func begin(_ subject: String) {
        self.subject = subject
        inReplyTo = ""
        references = []
    }

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
        origin = .person
        language = ""
        calendars = []
    }
}
