/// Contents as bytes and back: what is sealed for each message. Compact, bounded and total: every
/// byte string either decodes or is refused with a typed error.
///
/// A content is a version byte, a form byte, then fields in rising order of their tag, each a tag
/// byte, a length (LEB128, at most five bytes) and that many bytes. `schemas/keys.md` lists the
/// tags. A decoder skips tags above those it knows, so that a later release may add fields.
package enum ContentCodec {
    static let version: UInt8 = 1
    /// Room for what is short in most contents: ids, addresses, lengths.
    private static let roomByteCount = 512

    /// What a content is. Frozen.
    enum Form: UInt8 {
        case contact = 1
        case raw = 2
    }

    static let damaged = VaultError(
        .damaged,
        "A sealed content does not follow its form.",
        next: "Report it with the release that wrote it: the content is whole but not understood."
    )

    static let unknownVersion = VaultError(
        .unknownVersion,
        "A sealed content is of a version this build does not know.",
        next: "Use a newer release."
    )

    /// Collects fields.
    struct Writer {
        private(set) var bytes: [UInt8]

        /// - Parameter length: About how long the fields will be, in bytes.
        init(_ form: Form, length: Int) {
            bytes = []
            bytes.reserveCapacity(length + ContentCodec.roomByteCount)
            bytes.append(ContentCodec.version)
            bytes.append(form.rawValue)
        }

        /// The content of a nested entry has no version of its own.
        init() {
            bytes = []
        }

        mutating func field(_ tag: UInt8, _ content: some Collection<UInt8>) {
            bytes.append(tag)
            var length = UInt32(clamping: content.count)
            while length >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: length) | 0x80)
                length >>= 7
            }
            bytes.append(UInt8(length))
            bytes.append(contentsOf: content)
        }

        /// A field that is left out when the string is empty.
        mutating func text(_ tag: UInt8, _ string: String) {
            if !string.isEmpty { field(tag, string.utf8) }
        }

        mutating func integer(_ tag: UInt8, _ value: Int64) {
            field(tag, VaultBytes.bigEndian(UInt64(bitPattern: value)))
        }
    }

    /// Gives the fields back, one after the other.
    struct Reader {
        private var rest: ArraySlice<UInt8>
        private var lastTag: UInt8 = 0

        init(_ bytes: [UInt8], _ form: Form) throws(VaultError) {
            guard bytes.count >= 2 else { throw ContentCodec.damaged }
            guard bytes[0] == ContentCodec.version else { throw ContentCodec.unknownVersion }
            guard bytes[1] == form.rawValue else { throw ContentCodec.damaged }
            rest = bytes[2...]
        }

        init(entry: ArraySlice<UInt8>) {
            rest = entry
        }

        /// The next field; `nil` at the end. Tags never fall, so a field has one place only.
        mutating func next() throws(VaultError) -> (tag: UInt8, content: ArraySlice<UInt8>)? {
            guard let tag = rest.popFirst() else { return nil }
            guard tag >= lastTag else { throw ContentCodec.damaged }
            lastTag = tag
            let length = try length()
            guard length <= rest.count else { throw ContentCodec.damaged }
            let content = rest.prefix(length)
            rest = rest.dropFirst(length)
            return (tag, content)
        }

        private mutating func length() throws(VaultError) -> Int {
            var length: UInt64 = 0
            for shift in stride(from: UInt64(0), to: 35, by: 7) {
                guard let byte = rest.popFirst() else { throw ContentCodec.damaged }
                length |= UInt64(byte & 0x7F) << shift
                if byte & 0x80 == 0 {
                    // One length, one spelling.
                    guard shift == 0 || byte != 0 else { throw ContentCodec.damaged }
                    return Int(clamping: length)
                }
            }
            throw ContentCodec.damaged
        }
    }

    static func string(_ content: ArraySlice<UInt8>) throws(VaultError) -> String {
        guard let string = String(validating: content, as: UTF8.self) else { throw damaged }
        return string
    }

    static func integer(_ content: ArraySlice<UInt8>) throws(VaultError) -> Int64 {
        guard content.count == 8 else { throw damaged }
        return Int64(bitPattern: VaultBytes.integer(content))
    }

    static func checkEntries(_ count: Int) throws(VaultError) {
        guard count <= VaultLimits.listEntriesMax else {
            throw VaultError(
                .tooLarge,
                "A list has more than \(VaultLimits.listEntriesMax) entries.",
                next: "Refuse or quarantine such messages where they come in."
            )
        }
    }

    static func checkLength(_ bytes: [UInt8]) throws(VaultError) {
        guard bytes.count <= VaultLimits.contentBytesMax else { throw SealedRecord.tooLarge }
    }
}
