/// How the bytes of a part are written down for transport (RFC 2045, section 6).
enum TransferEncoding {
    /// As they are: 7bit, 8bit, binary, none, and any name not known.
    case identity
    case quotedPrintable
    case base64

    private static let quotedPrintableName = [UInt8]("quoted-printable".utf8)
    private static let base64Name = [UInt8]("base64".utf8)

    /// From the value of a Content-Transfer-Encoding field; trailing comments are ignored.
    init(_ bytes: [UInt8], _ value: Range<Int>) {
        let name = Octets.trimmed(value, in: bytes)
        let start = name.lowerBound
        let end = name.upperBound
        if Octets.stands(TransferEncoding.base64Name, in: bytes, at: start, before: end) {
            self = .base64
        } else if Octets.stands(
            TransferEncoding.quotedPrintableName,
            in: bytes,
            at: start,
            before: end
        ) {
            self = .quotedPrintable
        } else {
            self = .identity
        }
    }

    /// The content of that range. O(length).
    func decode(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
        switch self {
        case .identity: Array(bytes[range])
        case .quotedPrintable: QuotedPrintable.decode(bytes, range)
        case .base64: Base64.decode(bytes, range)
        }
    }
}
