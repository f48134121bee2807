/// A sealed content that was opened for a named purpose, after an access fact was appended.
///
/// It can't be copied, printed, encoded or compared, and what it holds is seen only inside a
/// closure, so that each place that shows a patient's words can be found by name.
public struct RevealedContent: ~Copyable, Sendable {
    private let contact: PHI<Contact>

    package init(_ contact: consuming PHI<Contact>) {
        self.contact = contact
    }

    /// Shows the text that a person wrote; where there is none, the subject. Do not keep it.
    public func withText<Result, Failure: Error>(
        _ show: (String) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try contact.exposed { (contact) throws(Failure) -> Result in
            try show(contact.text.isEmpty ? contact.subject : contact.text)
        }
    }

    /// Shows the whole contact: sender, subject, fields, attachments' names. Do not keep it.
    public func withContact<Result, Failure: Error>(
        _ show: (borrowing Contact) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try contact.exposed(show)
    }
}
