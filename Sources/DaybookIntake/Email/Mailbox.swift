/// One address of an address field.
struct Mailbox {
    /// The display name or comment as written, not yet decoded.
    var name: [UInt8]
    /// The address in lower case, as Daybook compares addresses. RFC 5321 lets a local part be
    /// case-sensitive; no mail system that patients use tells two people apart by it.
    var address: String
}
