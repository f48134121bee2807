internal import Crypto

/// One record of a key file: a wrapped key, or the mark that a key was destroyed. 80 bytes, as
/// `schemas/keys.md` shows.
struct KeyRecord {
    /// What a record holds. The raw values are frozen.
    enum Kind: UInt8 {
        case bookSecret = 1
        case party = 2
        case retention = 3
        case erasedParty = 4
        case expiredRetention = 5
        /// A content's key, kept when its party's key was replaced; in files of version 2 only.
        case content = 6

        /// Whether the record holds a key under the key-encryption key. A content's key is wrapped as
        /// in its sealed record, under keys of its party and class.
        var holdsKey: Bool { self == .bookSecret || self == .party || self == .retention }
    }

    static let byteCount = 80
    static let version: UInt8 = 1

    /// The record's bytes without its check.
    static let bodyByteCount = 72

    let kind: Kind
    /// The erasure's reason in a mark, 0 in a key.
    let code: UInt8
    /// The party's token, the class's number, or the content's id; 0 for the book's secret.
    let id: UInt64
    /// Nonce, wrapped key and tag; zero bytes in a mark.
    let wrapped: ArraySlice<UInt8>

    /// Reads a record whose check was already compared; `nil` for a kind or version not known.
    init?(_ bytes: ArraySlice<UInt8>) {
        let start = bytes.startIndex
        guard bytes.count >= KeyRecord.bodyByteCount, let kind = Kind(rawValue: bytes[start]),
            bytes[start + 1] == KeyRecord.version, bytes[start + 3] == 0
        else { return nil }
        self.kind = kind
        code = bytes[start + 2]
        id = VaultBytes.integer(bytes[(start + 4)..<(start + 12)])
        wrapped = bytes[(start + 12)..<(start + KeyRecord.bodyByteCount)]
    }

    /// The 72 bytes of a record.
    static func body(_ kind: Kind, code: UInt8 = 0, id: UInt64, wrapped: [UInt8]? = nil) -> [UInt8]
    {
        [kind.rawValue, version, code, 0] + VaultBytes.bigEndian(id)
            + (wrapped ?? [UInt8](repeating: 0, count: KeyWrap.byteCount))
    }
}

/// A 32-byte key under another: AES-256-GCM, 12 bytes of nonce, 32 of ciphertext, 16 of tag.
enum KeyWrap {
    static let byteCount = 60

    static func wrap(
        _ key: [UInt8],
        under wrapping: SecretKey,
        nonce: [UInt8],
        authenticating place: [UInt8]
    ) throws(VaultError) -> [UInt8] {
        var wrapped: [UInt8] = []
        wrapped.reserveCapacity(byteCount)
        try wrapped.append(
            sealing: key,
            under: wrapping.symmetric,
            nonce: nonce[...],
            authenticating: place
        )
        return wrapped
    }

    /// The key, or `nil` when the wrapping key or the place is another one, or a bit was changed.
    static func unwrap(
        _ wrapped: ArraySlice<UInt8>,
        under wrapping: SecretKey,
        authenticating place: [UInt8]
    ) -> [UInt8]? {
        guard wrapped.count == byteCount else { return nil }
        do {
            let box = try AES.GCM.SealedBox(combined: Array(wrapped))
            return Array(
                try AES.GCM.open(box, using: wrapping.symmetric, authenticating: place)
            )
        } catch {
            return nil
        }
    }
}
