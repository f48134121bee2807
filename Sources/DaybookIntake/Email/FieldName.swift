/// The header fields that the reader asks for; every other name is `other`.
///
/// Names are classified once while the header is read, so that a later question compares one byte.
enum FieldName: String, CaseIterable {
    case from
    case sender
    case replyTo = "reply-to"
    case to
    case cc
    case bcc
    case subject
    case date
    case messageID = "message-id"
    case inReplyTo = "in-reply-to"
    case references
    case returnPath = "return-path"
    case deliveredTo = "delivered-to"
    case originalTo = "x-original-to"
    case received
    case mimeVersion = "mime-version"
    case contentType = "content-type"
    case contentTransferEncoding = "content-transfer-encoding"
    case contentDisposition = "content-disposition"
    case contentLanguage = "content-language"
    case contentID = "content-id"
    case contentDescription = "content-description"
    case autoSubmitted = "auto-submitted"
    case precedence
    case autoreply = "x-autoreply"
    case autorespond = "x-autorespond"
    case autoResponseSuppress = "x-auto-response-suppress"
    case daybookLoop = "x-daybook-loop"
    case authenticationResults = "authentication-results"
    case dkimSignature = "dkim-signature"
    case mailer = "x-mailer"
    case userAgent = "user-agent"
    /// Any field of RFC 2369 or RFC 2919: List-Id, List-Post, List-Unsubscribe, …
    case list = "list-"
    case other = ""

    private static let listPrefix = [UInt8]("list-".utf8)

    /// The known names by their length.
    private static let byLength: [[(name: [UInt8], field: FieldName)]] = {
        var table = [[(name: [UInt8], field: FieldName)]](repeating: [], count: 32)
        for field in allCases where field != .list && field != .other {
            table[field.rawValue.utf8.count].append((Array(field.rawValue.utf8), field))
        }
        return table
    }()

    /// Which field the name in that range is, ASCII case ignored. O(length of the name).
    static func classify(_ bytes: [UInt8], _ range: Range<Int>) -> FieldName {
        if range.count < byLength.count {
            for candidate in byLength[range.count]
            where Octets.stands(
                candidate.name,
                in: bytes,
                at: range.lowerBound,
                before: range.upperBound
            ) {
                return candidate.field
            }
        }
        let isList = Octets.stands(
            listPrefix,
            in: bytes,
            at: range.lowerBound,
            before: range.upperBound
        )
        return isList ? .list : .other
    }
}
