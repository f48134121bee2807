package import DaybookDomain

/// What the clinic calls its services and takes for urgent: looked for in what a person wrote, so
/// that a number and a mark, and no text, leave the seal.
package struct ClinicWords: Sendable {
    /// Most words of one text that are compared; what follows is read by a person all the same.
    package static let wordsMax = 4_096

    private var services: [String: UInt16] = [:]
    private var urgent: [[Substring]] = []

    /// No words.
    package init() {}

    /// The words of a clinic.
    package init(_ clinic: Clinic) {
        // A key names its service also where another service has it as its name.
        for service in clinic.services { services[service.name.lowercased()] = service.number }
        for service in clinic.services { services[service.key.lowercased()] = service.number }
        urgent = (clinic.settings?.urgentWords ?? []).map { ClinicWords.words(of: $0) }
            .filter { !$0.isEmpty }
    }

    /// The number of the service that the field `service` names; 0 none.
    func service(of contact: Contact) -> UInt16 {
        guard let field = contact.fields.first(where: { $0.name == "service" }) else { return 0 }
        return services[field.value.lowercased()] ?? 0
    }

    /// Whether an urgent word or phrase stands in what a person wrote, whatever its case.
    ///
    /// It only raises a message in the list. Nothing is concluded from its absence. O(words of the
    /// text × urgent words).
    func isUrgent(_ contact: Contact) -> Bool {
        guard !urgent.isEmpty, contact.kind == .message || contact.kind == .choice else {
            return false
        }
        let texts =
            [contact.subject, contact.freshText] + contact.fields.map(\.value)
        return texts.contains { text in
            let words = ClinicWords.words(of: text)
            return urgent.contains { ClinicWords.contains($0, in: words) }
        }
    }

    private static func contains(_ phrase: [Substring], in words: [Substring]) -> Bool {
        guard let first = phrase.first, words.count >= phrase.count else { return false }
        for start in 0...(words.count - phrase.count) where words[start] == first {
            if words[start..<(start + phrase.count)].elementsEqual(phrase) { return true }
        }
        return false
    }

    /// The words in lower case: runs of letters and digits.
    private static func words(of text: String) -> [Substring] {
        Array(
            text.lowercased().split { !$0.isLetter && !$0.isNumber }.prefix(wordsMax)
        )
    }
}
