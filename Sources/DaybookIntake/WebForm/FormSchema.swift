public import DaybookDomain

/// The fields that a clinic's form has, and what is asked of each.
public struct FormSchema: Sendable {
    /// What a field holds, and thereby what becomes of it.
    public enum Kind: Sendable, Equatable {
        /// One line of text.
        case line
        /// Text of several lines: the message itself.
        case message
        /// What the person is called.
        case name
        /// An email address.
        case email
        /// A phone number.
        case phone
        /// One of the listed values.
        case choice([String])
        /// One of the listed values, of which the second list asks for a person at once.
        case urgency(calm: [String], urgent: [String])
        /// A BCP 47 language tag.
        case language
        /// The token of a free time that the form offered.
        case slot
        /// The token of a one-time link that led to the form: it joins what is sent to the
        /// conversation that the link came from.
        case link
        /// A field that people don't see and only machines fill in.
        case honeypot
        /// The id minted when the form was rendered: it makes double submits one.
        case submissionID
        /// The token bound to the visitor's session.
        case formToken
        /// When the form was rendered, in milliseconds since 1970; a claim, unlike the token.
        case renderedAt

        /// Whether the field serves the form itself and says nothing of the person's.
        var isTechnical: Bool {
            switch self {
            case .link, .honeypot, .submissionID, .formToken, .renderedAt: true
            default: false
            }
        }
    }

    /// One field.
    public struct Field: Sendable, Equatable {
        /// Its name in the body.
        public let name: String
        /// What it holds.
        public let kind: Kind
        /// What patients read beside it, as in "your name": it continues "Enter …".
        public let label: String
        /// Whether it must be filled in.
        public let isRequired: Bool
        /// Longest value in characters as people count them.
        public let lengthMax: Int

        /// Describes a field.
        public init(
            _ name: String,
            _ kind: Kind,
            label: String = "",
            isRequired: Bool = false,
            lengthMax: Int = 200
        ) {
            self.name = name
            self.kind = kind
            self.label = label.isEmpty ? name : label
            self.isRequired = isRequired
            self.lengthMax = lengthMax
        }
    }

    /// The fields in the order of the page.
    public let fields: [Field]
    /// Whether an email address or a phone number must be given.
    public let needsContact: Bool

    /// Describes a form; of several fields of one name the first counts.
    public init(fields: [Field], needsContact: Bool = true) {
        self.fields = fields
        self.needsContact = needsContact
    }

    /// The field of that name. O(number of fields).
    public func field(_ name: String) -> Field? {
        fields.first { $0.name == name }
    }

    /// The field of the standard form in which people write when it suits them.
    static let wishField = "preferredTime"
    /// The field of the standard form in which people say how they want to be answered.
    static let contactByField = "contactBy"
    /// The field that carries the token of a one-time link.
    static let linkField = "link"

    /// The ordinary request form: name, a way to answer, service, wish and message.
    public static let standard = FormSchema(fields: [
        Field("name", .name, label: "your name", isRequired: true),
        Field("email", .email, label: "your email address", lengthMax: 254),
        Field("phone", .phone, label: "your phone number", lengthMax: 40),
        Field("service", .line, label: "what the appointment is for"),
        Field("message", .message, label: "your message", lengthMax: 4_000),
        Field(wishField, .line, label: "when it suits you", lengthMax: 500),
        Field("slot", .slot, label: "one of the free times"),
        Field(contactByField, .choice(["email", "phone", "sms"]), label: "how we should answer"),
        Field("language", .language, label: "your language", lengthMax: 35),
        Field(linkField, .link),
        Field("website", .honeypot),
        Field("submission-id", .submissionID),
        Field("form-token", .formToken),
        Field("rendered-at", .renderedAt),
    ])
    /// Ask-a-nurse: a question instead of a wish for time, since when, and how pressing it is.
    ///
    /// Whoever answers `today` or `worse` is shown to staff first; the page shows the clinic's
    /// emergency wording to everybody. The response target is the channel's own in `clinic.json`.
    public static let nurse = FormSchema(fields: [
        Field("name", .name, label: "your name", isRequired: true),
        Field("phone", .phone, label: "the number we may call you back on", lengthMax: 40),
        Field("email", .email, label: "your email address", lengthMax: 254),
        Field(
            "question",
            .message,
            label: "your question for the nurse",
            isRequired: true,
            lengthMax: 4_000
        ),
        Field("since", .line, label: "since when", lengthMax: 200),
        Field(
            "urgency",
            .urgency(calm: ["whenever", "this-week"], urgent: ["today", "worse"]),
            label: "how soon you need an answer",
            isRequired: true
        ),
        Field("language", .language, label: "your language", lengthMax: 35),
        Field(linkField, .link),
        Field("website", .honeypot),
        Field("submission-id", .submissionID),
        Field("form-token", .formToken),
        Field("rendered-at", .renderedAt),
    ])

    /// The channel by which somebody who filled in a form may be answered: mail, where the form gave
    /// a mail address and they did not ask to be called or sent a text message.
    static func answerBy(_ contact: Contact, on channel: Channel) -> Channel? {
        guard channel == .form || channel == .nurse,
            contact.kind == .message || contact.kind == .choice,
            AddressFamily.of(contact.sender, channel: channel) == AddressFamily.email
        else { return nil }
        let wished = contact.fields.first { $0.name == contactByField }?.value ?? ""
        return wished.isEmpty || wished == "email" ? .email : nil
    }

    /// The form that ships for a channel: ask-a-nurse has its own, all others the standard one.
    public static func shipped(for channel: Channel) -> FormSchema {
        channel == .nurse ? .nurse : .standard
    }
}
