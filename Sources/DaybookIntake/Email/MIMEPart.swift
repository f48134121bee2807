/// One part of a mail: what its header says, and where its body stands.
struct MIMEPart {
    /// What kind of container or leaf it is.
    enum Role {
        /// A multipart whose boundary was found.
        case multipart
        /// An enclosed message, read in place; its only child is its own body.
        case message
        /// Anything else.
        case leaf
    }

    /// The index of the container, −1 for the outermost part.
    let parent: Int
    var role: Role = .leaf
    /// Media type, lower case; `text/plain` where none is declared (RFC 2045, section 5.2).
    var mediaType = "text/plain"
    /// The charset label as declared.
    var charset = ""
    var encoding = TransferEncoding.identity
    /// The declared file name, decoded.
    var fileName = ""
    /// Declared as an attachment (RFC 2183).
    var isAttachment = false
    /// RFC 3676.
    var isFlowed = false
    var deletesSpace = false
    /// The kind of report of a multipart/report (RFC 6522), lower case.
    var reportType = ""
    /// The body, without the line end before a boundary.
    var body: Range<Int>

    /// Readable text of a body rather than a document sent along.
    var isInlineText: Bool {
        guard role == .leaf, !isAttachment else { return false }
        guard mediaType == "text/plain" || mediaType == "text/html" else { return false }
        return fileName.isEmpty || parent < 0
    }
}
