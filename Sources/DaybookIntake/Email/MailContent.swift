/// What a mail says: its text, and what was sent along.
///
/// Of alternatives the plain part is taken, unless it is blank; HTML is read where there is none.
/// Several texts of a mixed mail follow each other. The text of an enclosed message stands below,
/// as history.
struct MailContent {
    /// The writer's text, normalised UTF-8.
    private(set) var text: [UInt8] = []
    /// The texts of enclosed messages, in order.
    private(set) var enclosed: [UInt8] = []
    private(set) var attachments: [Attachment] = []
    /// Something could not be read in its declared charset and was replaced.
    private(set) var wasReplaced = false
    /// A text was longer than ``EmailLimits/textBytesMax``.
    private(set) var wasCut = false

    private let bytes: [UInt8]
    private let parts: [MIMEPart]

    /// Reads the content of the parts. O(length) decoding; recursion is as deep as the parts are
    /// nested, which ``EmailLimits/depthMax`` bounds.
    init(_ bytes: [UInt8], _ parts: [MIMEPart]) {
        self.bytes = bytes
        self.parts = parts
        guard !parts.isEmpty else { return }
        visit(0, showsText: true, isEnclosed: false)
        let text = PlainText.limited(self.text)
        let enclosed = PlainText.limited(self.enclosed)
        self.text = text.text
        self.enclosed = enclosed.text
        wasCut = text.cut || enclosed.cut
    }

    private mutating func visit(_ index: Int, showsText: Bool, isEnclosed: Bool) {
        let part = parts[index]
        switch part.role {
        case .multipart where part.mediaType == "multipart/alternative":
            let chosen = showsText ? alternative(of: index) : nil
            for child in children(of: index) {
                visit(child, showsText: child == chosen, isEnclosed: isEnclosed)
            }
        case .multipart where part.mediaType == "multipart/report":
            // The first part is for people; the rest is for machines.
            for child in children(of: index) {
                visit(child, showsText: showsText && child == index + 1, isEnclosed: isEnclosed)
            }
        case .multipart:
            for child in children(of: index) {
                visit(child, showsText: showsText, isEnclosed: isEnclosed)
            }
        case .message:
            attach(part)
            for child in children(of: index) {
                visit(child, showsText: showsText, isEnclosed: true)
            }
        case .leaf where part.isInlineText:
            if showsText { append(rendered(part), isEnclosed: isEnclosed) }
        case .leaf:
            attach(part)
        }
    }

    /// The parts directly inside a container: all that is inside stands behind it, side by side, as
    /// ``MIMEReader`` lists them, before the next part outside.
    private struct Children: Sequence, IteratorProtocol {
        let parts: [MIMEPart]
        let container: Int
        var place: Int

        mutating func next() -> Int? {
            place += 1
            while place < parts.count, parts[place].parent > container { place += 1 }
            return place < parts.count && parts[place].parent == container ? place : nil
        }
    }

    private func children(of index: Int) -> Children {
        Children(parts: parts, container: index, place: index)
    }

    /// The alternative to read: the first with plain text that is not blank, else the first with
    /// HTML, else the first with plain text.
    private func alternative(of index: Int) -> Int? {
        var plain: Int?
        var html: Int?
        let isOnly = parts.count(where: { $0.parent == index }) == 1
        for child in children(of: index) {
            if let leaf = inlineText("text/plain", under: child) {
                if isOnly || !isBlank(parts[leaf]) { return child }
                plain = plain ?? child
            }
            if html == nil, inlineText("text/html", under: child) != nil { html = child }
        }
        return html ?? plain
    }

    /// The first inline text of that type under a part, enclosed messages left out.
    private func inlineText(_ type: String, under index: Int) -> Int? {
        let part = parts[index]
        if part.isInlineText, part.mediaType == type { return index }
        guard part.role == .multipart else { return nil }
        for child in children(of: index) {
            if let found = inlineText(type, under: child) { return found }
        }
        return nil
    }

    /// Nothing to read in its first kilobytes: mailers leave a plain part blank or fill it.
    private func isBlank(_ part: MIMEPart) -> Bool {
        // Nearly always the first letter tells. A cut escape of quoted-printable would be a letter.
        if part.encoding != .quotedPrintable {
            let first = part.encoding.decode(bytes, part.body.prefix(64))
            if !first.allSatisfy(Octets.isWhite) { return false }
        }
        let start = part.body.prefix(EmailLimits.blankProbeBytesMax)
        return part.encoding.decode(bytes, start).allSatisfy(Octets.isWhite)
    }

    private mutating func append(_ text: [UInt8], isEnclosed: Bool) {
        guard !text.isEmpty else { return }
        if isEnclosed {
            if !enclosed.isEmpty { enclosed.append(Octets.lf) }
            enclosed.append(contentsOf: text)
        } else if self.text.isEmpty {
            self.text = text
        } else {
            self.text.append(Octets.lf)
            self.text.append(contentsOf: text)
        }
    }

    /// The text of a leaf: transfer encoding and charset undone, lines normalised.
    private mutating func rendered(_ part: MIMEPart) -> [UInt8] {
        let content = part.encoding.decode(bytes, part.body)
        let decoded = Charset.utf8(content, label: part.charset)
        if decoded.replaced { wasReplaced = true }
        if part.mediaType == "text/html" {
            return PlainText.normalised(HTMLText.text(decoded.utf8))
        }
        let text = PlainText.normalised(decoded.utf8)
        guard part.isFlowed else { return text }
        return PlainText.trimmed(FlowedText.joined(text, deletesSpace: part.deletesSpace))
    }

    private mutating func attach(_ part: MIMEPart) {
        let content = part.encoding.decode(bytes, part.body)
        let attachment = Attachment(
            name: part.fileName,
            mediaType: part.mediaType,
            length: content.count,
            digest: ContentDigest.sha256(content)
        )
        attachments.append(attachment)
    }
}
