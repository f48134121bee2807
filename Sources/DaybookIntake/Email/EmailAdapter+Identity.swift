extension EmailAdapter {
    private static let prefix = [UInt8]("mail\0".utf8)

    /// What is the same each time this mail is delivered to this recipient, and for nothing else:
    /// recipient, Message-ID and a digest of the body. The trail of Received fields, which differs
    /// on the way, has no part in it; a reused Message-ID with another body is another mail.
    ///
    /// The digest is over the body with line feeds for line ends and without blank lines at its
    /// end, since a mail keeps neither through pipes and mailbox files. Where there is no
    /// Message-ID, From, Date and Subject stand in for it.
    func identity(of contact: Contact, _ bytes: [UInt8], _ header: HeaderBlock) -> [UInt8] {
        var identity = EmailAdapter.prefix
        identity.reserveCapacity(160)
        identity.append(contentsOf: contact.recipient.utf8)
        identity.append(0)
        identity.append(contentsOf: contact.messageID.utf8)
        identity.append(0)
        var content = EmailAdapter.canonical(bytes, from: header.bodyStart)
        if contact.messageID.isEmpty {
            for name in [FieldName.from, .date, .subject] {
                content.append(0)
                guard let range = header.first(name) else { continue }
                content.append(contentsOf: HeaderText.unfolded(bytes, range))
            }
        }
        identity.append(contentsOf: ContentDigest.sha256(content))
        return identity
    }

    /// What is the same for a mail whichever of the clinic's addresses it was delivered to; `nil` for a
    /// contact that this adapter did not read.
    static func identityApartFromRecipient(_ contact: Contact) -> [UInt8]? {
        let start = prefix + Array(contact.recipient.utf8) + [0]
        guard contact.identity.starts(with: start) else { return nil }
        return Array(contact.identity.dropFirst(start.count))
    }

    /// The body with LF line ends, without white space at its end. O(length).
    private static func canonical(_ bytes: [UInt8], from start: Int) -> [UInt8] {
        var end = bytes.count
        while end > start, Octets.isWhite(bytes[end - 1]) { end -= 1 }
        var content: [UInt8] = []
        content.reserveCapacity(end - start)
        var run = start
        for index in start..<end where bytes[index] == Octets.lf {
            guard index > run, bytes[index - 1] == Octets.cr else { continue }
            content.append(contentsOf: bytes[run..<(index - 1)])
            run = index
        }
        content.append(contentsOf: bytes[run..<end])
        return content
    }
}
