/// What is wrong with a submission, field by field, and how much it looks like a machine's. It
/// holds codes and words but no value, so it may be shown and kept.
public struct FormReport: Sendable, Equatable {
    /// The closed set of what can be wrong with a field.
    public enum Code: String, Sendable, CaseIterable {
        /// Required, and empty.
        case missing
        /// Neither an email address nor a phone number was given.
        case contactMissing = "contact-missing"
        /// Longer than the field allows.
        case tooLong = "too-long"
        /// No email address.
        case invalidEmail = "invalid-email"
        /// No phone number.
        case invalidPhone = "invalid-phone"
        /// Not among the listed values.
        case notAChoice = "not-a-choice"
        /// No language tag.
        case invalidLanguage = "invalid-language"
        /// A slot that was not offered, or is no more.
        case invalidSlot = "invalid-slot"
        /// Given more than once.
        case repeated
        /// Bytes that are not text, or a structure where text belongs.
        case notText = "not-text"
    }

    /// One thing wrong with one field.
    public struct Problem: Sendable, Equatable {
        /// The field's name in the schema.
        public let field: String
        /// What is wrong.
        public let code: Code
        let label: String
        let lengthMax: Int

        /// The same in words for the patient, in English.
        public var words: String { words(in: "en") }
    }

    /// A sign that a machine filled the form in.
    public enum Sign: String, Sendable, CaseIterable {
        /// The field that people don't see was filled in.
        case honeypot
        /// Filled in faster than a person reads.
        case fast
        /// Rendered more than a day before, or in the future.
        case stale
        /// The form token is absent.
        case tokenMissing = "token-missing"
        /// The form token is not of this session.
        case tokenWrong = "token-wrong"

        /// What the sign adds to the score.
        var weight: Int {
            switch self {
            case .honeypot: 60
            case .fast: 30
            case .stale: 10
            case .tokenMissing: 20
            case .tokenWrong: 30
            }
        }
    }

    /// What is wrong, in the order of the page.
    public internal(set) var problems: [Problem] = []
    /// What looks like a machine.
    public internal(set) var signs: [Sign] = []

    /// How much it looks like a machine's, from 0 to 100. A score never rejects by itself.
    public var score: Int {
        min(100, signs.reduce(0) { $0 + $1.weight })
    }

    /// Everything as one line of codes: `name=missing,email=invalid-email,score=60,honeypot`.
    public var note: String {
        var words = problems.map { "\($0.field)=\($0.code.rawValue)" }
        if !signs.isEmpty { words += ["score=\(score)"] + signs.map(\.rawValue) }
        return words.joined(separator: ",")
    }

    mutating func add(_ code: Code, to field: FormSchema.Field) {
        guard !problems.contains(where: { $0.field == field.name }) else { return }
        problems.append(
            Problem(
                field: field.name,
                code: code,
                label: field.label,
                lengthMax: field.lengthMax
            )
        )
    }
}
