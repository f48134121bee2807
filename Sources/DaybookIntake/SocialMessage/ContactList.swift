/// Contacts as they are read, up to ``Reading/contactsMax``: one more makes the list full, and the
/// whole message is then quarantined.
struct ContactList {
    /// What was read.
    private(set) var contacts: [Contact] = []
    /// Whether there was more than a reading holds.
    private(set) var isFull = false

    /// Adds a contact, or marks the list as full.
    mutating func append(_ contact: Contact) {
        guard contacts.count < Reading.contactsMax else {
            isFull = true
            return
        }
        contacts.append(contact)
    }

    /// Notes a word on the contact at `index`, unless something is noted already.
    mutating func note(_ word: String, at index: Int) {
        guard contacts.indices.contains(index), contacts[index].note.isEmpty else { return }
        contacts[index].note = word
    }
}
