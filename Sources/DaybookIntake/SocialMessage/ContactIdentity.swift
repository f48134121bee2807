internal import Crypto
internal import DaybookDomain

/// Builds a contact's identity: parts joined by NUL, so that two different lists of parts never
/// give the same bytes. A NUL or 0x01 inside a part is written as 0x01 and another byte.
enum ContactIdentity {
    /// The identity of those parts.
    static func bytes(_ parts: String...) -> [UInt8] {
        bytes(parts)
    }

    /// The identity of those parts. O(total length).
    static func bytes(_ parts: [String]) -> [UInt8] {
        var identity: [UInt8] = []
        identity.reserveCapacity(parts.reduce(parts.count) { $0 + $1.utf8.count })
        for (index, part) in parts.enumerated() {
            if index > 0 { identity.append(0) }
            for byte in part.utf8 {
                if byte < 2 {
                    identity.append(1)
                    identity.append(byte + 1)
                } else {
                    identity.append(byte)
                }
            }
        }
        return identity
    }

    /// A value's SHA-256 in hexadecimal, for things that have no id of their own: the same wherever
    /// in a batch the value stands, and whatever the space around it.
    static func digest(of value: JSONValue) -> String {
        digest(of: JSONWriter.bytes(of: value))
    }

    /// SHA-256 in hexadecimal.
    static func digest(of bytes: [UInt8]) -> String {
        HexDigits.text(SHA256.hash(data: bytes))
    }
}
