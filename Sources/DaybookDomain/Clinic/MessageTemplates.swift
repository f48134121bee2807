/// What the clinic writes by rule, in one language.
///
/// Whoever changes a word makes a new version with a number of its own, so that a message can say
/// which words it was sent in.
public struct MessageTemplates: Sendable, Equatable {
    /// What a template leaves open until it is sent, written in braces: `{when}`.
    public enum Variable: String, Sendable, Hashable, CaseIterable {
        /// The clinic's name.
        case clinic
        /// Day and time of the appointment, by the clinic's zone.
        case when
        /// The location's name.
        case place
        /// The token that says, sent back, that the patient will come: in reminders alone.
        case confirm
        /// The token that cancels, sent back, the appointment: in reminders alone.
        case cancel
    }

    /// The number of this version, from 1; never given twice in one clinic.
    public var number: UInt16
    /// The language that it is written in.
    public var language: LanguageTag
    /// That a message has come in and somebody will look at it. It promises nothing else.
    public var acknowledgement: String
    /// That an appointment is near.
    public var reminder: String
    /// That an appointment is booked.
    public var confirmation: String
    /// What to do in an emergency: it ends every acknowledgement, and belongs on every form.
    public var emergency: String

    /// Makes the templates of one language.
    public init(
        number: UInt16,
        language: LanguageTag,
        acknowledgement: String,
        reminder: String,
        confirmation: String,
        emergency: String
    ) {
        self.number = number
        self.language = language
        self.acknowledgement = acknowledgement
        self.reminder = reminder
        self.confirmation = confirmation
        self.emergency = emergency
    }

    /// Whether two versions say the same in the same language, whatever their numbers.
    package func says(sameAs other: MessageTemplates) -> Bool {
        var other = other
        other.number = number
        return self == other
    }

    /// A template with its variables filled in. What is not among the values, and braces that
    /// hold no variable, stay as they are. O(length).
    public static func fill(_ template: String, _ values: [Variable: String]) -> String {
        var result = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            rest = rest[open...]
            guard let close = rest.firstIndex(of: "}") else { break }
            let name = String(rest[rest.index(after: open)..<close])
            if let value = Variable(rawValue: name).flatMap({ values[$0] }) {
                result += value
                rest = rest[rest.index(after: close)...]
            } else {
                result.append("{")
                rest = rest[rest.index(after: open)...]
            }
        }
        return result + rest
    }

    func encode(into body: inout BodyWriter) {
        body.append(UInt64(number))
        body.append(UInt64(language.packed))
        for text in [acknowledgement, reminder, confirmation, emergency] { body.append(text) }
    }

    init(decoding body: inout BodyReader) throws(BodyReader.Malformed) {
        number = try body.integer()
        guard let language = LanguageTag(packed: try body.integer()) else {
            throw BodyReader.Malformed(offset: 0, expected: "a language of two or three letters")
        }
        self.language = language
        acknowledgement = try body.text()
        reminder = try body.text()
        confirmation = try body.text()
        emergency = try body.text()
    }
}

extension Clinic {
    /// What to do in an emergency, in the words for somebody who prefers a language; empty for a
    /// clinic that never said. O(languages).
    public func emergencyWording(for language: LanguageTag?) -> String {
        templates(for: language)?.emergency ?? settings?.emergencyText ?? ""
    }

    /// The templates in force for somebody who prefers a language: in that language, otherwise in
    /// the clinic's first; `nil` for a clinic that names none. O(languages).
    public func templates(for language: LanguageTag?) -> MessageTemplates? {
        let all = settings?.templates ?? []
        return all.first { $0.language == language } ?? all.first
    }
}
