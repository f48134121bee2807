internal import Crypto
package import DaybookDomain

extension Vault {
    /// How long a short authentication code is, in bytes: 128 bits.
    package static let codeByteCount = 16

    /// The keyed hash (32 bytes) by which a party is found: of the family and the normalised
    /// address.
    ///
    /// Addresses compare by their bytes without spaces at their ends. In the family "email" ASCII
    /// letters lose their case; in "tel" only the digits of a number count, while a name in a
    /// number's place stands as it is. Without the book's key no address can be tried.
    package func addressHash(family: String, address: String) throws(VaultError) -> [UInt8] {
        var parts = HashedParts(room: address.utf8.count)
        parts.add(family.utf8)
        parts.add(Vault.normalised(address, family: family))
        return try code(.address, parts)
    }

    /// The keyed hash (16 bytes) over a command's plain content, by which a repetition is told from
    /// another command with the same id. Parts are told apart by their lengths.
    package func fingerprint(_ parts: [UInt8]...) throws(VaultError) -> [UInt8] {
        var hashed = HashedParts(room: parts.reduce(0) { $0 + $1.count })
        for part in parts { hashed.add(part) }
        return try fingerprint(of: hashed)
    }

    /// As ``fingerprint(_:)``.
    package func fingerprint(of parts: HashedParts) throws(VaultError) -> [UInt8] {
        try code(.fingerprint, parts, byteCount: Vault.codeByteCount)
    }

    /// The id of the command made from a channel's message (16 bytes, RFC 9562 version 8): 48 bits
    /// of the message's own claimed time, then a keyed hash of its identity.
    ///
    /// The same message always yields the same id, also when it is delivered again days later. So
    /// the time of receipt has no part in it: a message that claims no time counts as of 1970,
    /// which costs the table of seen commands some locality. Claims outside the 48 bits (1970 to
    /// 10889) are moved to their ends.
    package func commandID(claimed: Instant?, channel: Channel, identity: [UInt8])
        throws(VaultError) -> [UInt8]
    {
        let time = UInt64(min(max(claimed?.milliseconds ?? 0, 0), (1 << 48) - 1))
        var parts = HashedParts(room: identity.count)
        parts.add(CollectionOfOne(channel.rawValue))
        parts.add(identity)
        var id: [UInt8] = []
        id.reserveCapacity(16)
        id.append(contentsOf: VaultBytes.bigEndian(time).suffix(6))
        id += try code(.commandIdentity, parts, byteCount: 10)
        id[6] = id[6] & 0x0F | 0x80
        id[8] = id[8] & 0x3F | 0x80
        return id
    }

    /// The authentication code (16 bytes) of an offer of times.
    package func offerMAC(_ bytes: [UInt8]) throws(VaultError) -> [UInt8] {
        try shortCode(.offer, bytes)
    }

    /// The authentication code (16 bytes) of a form's token.
    package func formMAC(_ bytes: [UInt8]) throws(VaultError) -> [UInt8] {
        try shortCode(.form, bytes)
    }

    /// The authentication code (16 bytes) in the id of a message that the clinic sends, so that an
    /// answer to it can't be made up.
    package func messageIDMAC(_ bytes: [UInt8]) throws(VaultError) -> [UInt8] {
        try shortCode(.messageID, bytes)
    }

    /// The keyed hash (16 bytes) of a message id at its platform, by which answers find their
    /// conversation.
    package func referenceKey(_ messageID: String, channel: Channel) throws(VaultError) -> [UInt8] {
        var parts = HashedParts(room: messageID.utf8.count)
        parts.add(CollectionOfOne(channel.rawValue))
        parts.add(messageID.utf8)
        return try code(.reference, parts, byteCount: Vault.codeByteCount)
    }

    /// Whether two codes are the same, in a time that does not tell where they differ. Use it, not
    /// `==`, for codes that came from outside.
    package static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        VaultBytes.equalInConstantTime(left, right)
    }

    private func shortCode(_ purpose: KeyPurpose, _ bytes: [UInt8]) throws(VaultError) -> [UInt8] {
        var parts = HashedParts(room: bytes.count)
        parts.add(bytes)
        return try code(purpose, parts, byteCount: Vault.codeByteCount)
    }

    /// The first bytes of HMAC-SHA256 over the parts, all of them unless told otherwise.
    ///
    /// One buffer and one call: the hash is short, and what it costs is the way to it.
    private func code(
        _ purpose: KeyPurpose,
        _ parts: HashedParts,
        byteCount: Int = SHA256.byteCount
    ) throws(VaultError) -> [UInt8] {
        Array(try keys.bookKey(purpose).code(for: parts.bytes).prefix(byteCount))
    }

    private static func normalised(_ address: String, family: String) -> [UInt8] {
        let written = Array(address.utf8)
        var bytes = trimmed(written)
        switch family {
        case AddressFamily.telephone where AddressFamily.isNumber(written):
            bytes.removeAll { $0 < 0x30 || $0 > 0x39 }
        case AddressFamily.email:
            for place in bytes.indices where bytes[place] >= 0x41 && bytes[place] <= 0x5A {
                bytes[place] |= 0x20
            }
        default: break
        }
        return bytes
    }

    private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }
        guard let first = bytes.firstIndex(where: { !isSpace($0) }),
            let last = bytes.lastIndex(where: { !isSpace($0) })
        else { return [] }
        return first == 0 && last == bytes.count - 1 ? bytes : Array(bytes[first...last])
    }
}
