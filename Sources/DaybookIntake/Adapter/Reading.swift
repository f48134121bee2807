/// What an adapter made of one raw message: a bounded list of contacts, confined as PHI.
public struct Reading: ~Copyable, Sendable {
    /// How many contacts one raw message may yield; Meta batches up to 1,000 entries.
    public static let contactsMax = 1_000

    /// How many contacts there are.
    public let count: Int
    let contacts: PHI<[Contact]>

    /// Confines what was read. Contacts beyond ``contactsMax`` are a programmer's mistake of the
    /// adapter, which must refuse or quarantine such a message whole.
    public init(_ contacts: [Contact]) {
        precondition(contacts.count <= Reading.contactsMax)
        self.count = contacts.count
        self.contacts = PHI(contacts)
    }
}
