/// The stored token of a contact address: the table is not chained, so that an erasure can remove
/// an entry; each entry checks itself instead, because a flipped bit would be another person.
enum PartyEntry {
    static let bytes = 16

    /// The token, then the first 8 bytes of SHA-256 over hash and token.
    static func encode(_ token: UInt64, hash: [UInt8]) -> [UInt8] {
        var hashed: [UInt8] = []
        hashed.reserveCapacity(hash.count + 8)
        hashed += hash
        hashed.append(littleEndian: token)
        var value: [UInt8] = []
        value.reserveCapacity(bytes)
        value.append(littleEndian: token)
        value.append(contentsOf: Chain.digest(of: hashed)[..<8])
        return value
    }

    /// The token; nil if the entry is not what was written.
    static func decode(_ value: [UInt8], hash: [UInt8]) -> UInt64? {
        guard let token: UInt64 = value.littleEndian(at: 0), value == encode(token, hash: hash)
        else {
            return nil
        }
        return token
    }
}
