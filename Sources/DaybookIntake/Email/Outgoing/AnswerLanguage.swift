/// In which language somebody is answered where no person words the answer.
package struct AnswerLanguage: Sendable {
    /// The tag of the language that they prefer, as staff noted it; `nil` unknown.
    let preferred: String?
    /// The tag of the clinic's own language.
    let clinic: String

    /// Names the languages.
    package init(preferred: String?, clinic: String) {
        self.preferred = preferred
        self.clinic = clinic
    }

    /// The tag: what they prefer, else what their channel says, else what they plainly wrote in, else
    /// the clinic's.
    func tag(answering contact: borrowing Contact) -> String {
        if let preferred { return preferred }
        if let stated = TimeLanguage(tag: contact.language) { return stated.rawValue }
        let written = MailWords.language(of: contact.freshText)
        return (written ?? MailWords.language(of: contact.subject))?.rawValue ?? clinic
    }
}
