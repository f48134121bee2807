/// Readable text from an HTML body. Nothing is fetched, run or laid out: tags are dropped, blocks
/// and line breaks become line feeds, quotations become `>` marks, references become characters.
struct HTMLText {
    private let html: [UInt8]
    private var output: [UInt8] = []
    private var pendingLines = 0
    private var pendingSpace = false
    private var quoteDepth = 0
    private var preDepth = 0
    /// Once a quote or an end mark was not found, it is not looked for again: the work stays
    /// linear.
    private var unclosedQuotes: Set<UInt8> = []

    private static let commentEnd = [UInt8]("-->".utf8)
    private static let dropped: Set<String> = [
        "script", "style", "title", "template", "noscript", "xml", "svg", "object", "select",
        "textarea", "iframe", "math",
    ]
    private static let blocks: Set<String> = [
        "div", "tr", "table", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "header",
        "footer", "address", "center", "form", "hr", "blockquote", "pre", "figure", "main", "body",
    ]
    private static let paragraphs: Set<String> = ["p", "h1", "h2", "h3", "h4", "h5", "h6"]

    private init(_ html: [UInt8]) {
        self.html = html
    }

    /// The text of `html` (UTF-8), of at most ``EmailLimits/textBytesMax`` bytes and a line.
    ///
    /// - Complexity: O(length).
    static func text(_ html: [UInt8]) -> [UInt8] {
        var reader = HTMLText(html)
        reader.read()
        return reader.output
    }

    private mutating func read() {
        output.reserveCapacity(html.count / 2)
        var index = 0
        while index < html.count, output.count <= EmailLimits.textBytesMax {
            let byte = html[index]
            if byte == Octets.less, let next = readMarkup(at: index) {
                index = next
            } else if byte == Octets.ampersand {
                index = readReference(at: index)
            } else if byte <= Octets.space || byte == 0x7F {
                takeWhite(byte)
                index += 1
            } else {
                var end = index + 1
                while end < html.count, html[end] > Octets.space, html[end] != 0x7F,
                    html[end] != Octets.less, html[end] != Octets.ampersand
                {
                    end += 1
                }
                take(html[index..<end])
                index = end
            }
        }
    }

    private mutating func takeWhite(_ byte: UInt8) {
        if preDepth > 0, byte == Octets.lf {
            pendingLines = min(pendingLines + 1, 2)
            pendingSpace = false
        } else {
            pendingSpace = true
        }
    }

    private mutating func take(_ text: some Collection<UInt8>) {
        if output.isEmpty {
            startLine()
        } else if pendingLines > 0 {
            for _ in 1..<max(pendingLines, 1) {
                output.append(Octets.lf)
                // A blank line inside a quotation is marked as one.
                output.append(contentsOf: repeatElement(Octets.greater, count: min(quoteDepth, 1)))
            }
            output.append(Octets.lf)
            startLine()
        } else if pendingSpace {
            output.append(Octets.space)
        }
        pendingLines = 0
        pendingSpace = false
        output.append(contentsOf: text)
    }

    private mutating func startLine() {
        let depth = min(quoteDepth, EmailLimits.quoteDepthMax)
        output.append(contentsOf: repeatElement(Octets.greater, count: depth))
        if depth > 0 { output.append(Octets.space) }
    }

    /// Reads a tag, comment or declaration; `nil` when the `<` is only text.
    private mutating func readMarkup(at start: Int) -> Int? {
        var index = start + 1
        guard index < html.count else { return nil }
        if html[index] == 0x21 || html[index] == Octets.question {
            if Octets.stands([0x21, 0x2D, 0x2D], in: html, at: index, before: html.count) {
                let from = index + 1
                let found = Octets.find(HTMLText.commentEnd, in: html, from: from, to: html.count)
                return found.map { $0 + 3 } ?? html.count
            }
            return afterTag(from: index)
        }
        let closes = html[index] == Octets.slash
        if closes { index += 1 }
        guard index < html.count, Octets.isLetter(html[index]) else { return nil }
        let nameStart = index
        while index < html.count, index - nameStart < 16,
            Octets.isLetter(html[index]) || Octets.isDigit(html[index])
        {
            index += 1
        }
        let name = Octets.text(Octets.lowercased(html[nameStart..<index])[...])
        let next = afterTag(from: index)
        if !closes, HTMLText.dropped.contains(name) { return afterElement(name, from: next) }
        mark(name, closes: closes)
        return next
    }

    /// What a tag does to the text.
    private mutating func mark(_ name: String, closes: Bool) {
        if name == "br" {
            pendingLines = min(pendingLines + 1, 2)
            pendingSpace = false
            return
        }
        if name == "td" || name == "th" {
            pendingSpace = true
            return
        }
        let isParagraph = HTMLText.paragraphs.contains(name)
        guard isParagraph || HTMLText.blocks.contains(name) else { return }
        // Lines that wait belong to what was before: inside the quotation that ends here.
        pendingLines = max(pendingLines, isParagraph ? 2 : 1)
        pendingSpace = false
        if name == "blockquote" { quoteDepth = max(0, quoteDepth + (closes ? -1 : 1)) }
        if name == "pre" { preDepth = max(0, preDepth + (closes ? -1 : 1)) }
        if name == "li", !closes {
            take([Octets.hyphen])
            pendingSpace = true
        }
    }

    /// The place after the `>` of a tag, quoted attribute values stepped over.
    private mutating func afterTag(from start: Int) -> Int {
        var index = start
        var before: UInt8 = 0
        while index < html.count {
            let byte = html[index]
            index += 1
            if byte == Octets.greater { return index }
            defer { if byte > Octets.space { before = byte } }
            // A quote opens a value only behind `=`; elsewhere it is a slip of the writer.
            guard byte == Octets.quote || byte == 0x27, before == Octets.equals,
                !unclosedQuotes.contains(byte)
            else { continue }
            if let end = html[index...].firstIndex(of: byte) {
                index = end + 1
            } else {
                unclosedQuotes.insert(byte)
            }
        }
        return html.count
    }

    /// The place after the end tag of an element whose content is no text; the end if it has none.
    private mutating func afterElement(_ name: String, from start: Int) -> Int {
        let needle = [Octets.less, Octets.slash] + Array(name.utf8)
        let found = Octets.find(needle, in: html, from: start, to: html.count)
        guard let found else { return html.count }
        return afterTag(from: found + needle.count)
    }

    private mutating func readReference(at start: Int) -> Int {
        guard let reference = HTMLEntities.reference(html, at: start) else {
            take(html[start...start])
            return start + 1
        }
        if reference.codePoint == 0xA0 {
            pendingSpace = true
        } else if reference.codePoint < 0x20 {
            takeWhite(Octets.space)
        } else {
            var text: [UInt8] = []
            Charset.append(reference.codePoint, to: &text)
            take(text)
        }
        return reference.end
    }
}
