/// Takes a mail in whole without reading it, for mails that can't be recorded in any other way: one
/// whose id and body are known already while its header says something else. It is kept sealed for
/// a person to look at.
public struct MailQuarantine: ChannelAdapter {
    /// Why, as a code.
    public let note: String

    /// Makes the adapter; `note` is a code without personal data.
    public init(note: String) {
        self.note = note
    }

    /// One quarantined contact, told apart by all its bytes. O(length).
    public func read(_ message: borrowing RawMessage) throws(Unreadable) -> Reading {
        var contact = Contact(
            .quarantined,
            identity: Array("whole mail\0".utf8) + ContentDigest.sha256(message.body)
        )
        contact.note = note
        return Reading([contact])
    }
}
