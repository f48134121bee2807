/// Address lists of RFC 5322, section 3.4, with groups, comments, quoted strings, routes and the
/// obsolete forms of section 4.4, and what mailers write instead.
///
/// The structure is read before encoded words are decoded, so that a name cannot smuggle in an
/// address.
struct AddressParser {
    private let bytes: [UInt8]
    private var index: Int
    private let end: Int
    private var mailboxes: [Mailbox] = []
    private let most: Int

    /// The address being read: its words without quotes, the same with them where there are any, a
    /// comment, and what stands in angle brackets.
    private var phrase: [UInt8] = []
    private var quoted: [UInt8]?
    private var comment: [UInt8] = []
    private var angle: Range<Int>?
    private var hasAt = false

    private init(_ bytes: [UInt8], _ range: Range<Int>, most: Int) {
        self.bytes = bytes
        self.index = range.lowerBound
        self.end = range.upperBound
        self.most = most
        phrase.reserveCapacity(range.count)
    }

    /// The mailboxes of a raw value in order, those without an `@` left out.
    ///
    /// - Complexity: O(length).
    /// - Throws: ``EmailQuarantine/tooManyAddresses`` beyond `most`.
    static func mailboxes(
        _ bytes: [UInt8],
        _ range: Range<Int>,
        most: Int = EmailLimits.addressesMax
    ) throws(EmailQuarantine) -> [Mailbox] {
        let line = HeaderText.oneLine(bytes, range)
        var parser = AddressParser(line.bytes, line.range, most: most)
        try parser.read()
        return parser.mailboxes
    }

    private mutating func read() throws(EmailQuarantine) {
        while index < end {
            let byte = bytes[index]
            switch byte {
            case Octets.quote: readQuoted()
            case Octets.open: readComment()
            case Octets.less: readAngle()
            case 0x5B: readLiteral()
            case Octets.comma, Octets.semicolon:
                try flush()
                index += 1
            case Octets.colon where !hasAt && angle == nil:
                // The name of a group: its members follow.
                clear()
                index += 1
            case Octets.greater:
                // Its opening bracket is missing.
                index += 1
            default:
                if byte == Octets.at { hasAt = true }
                take(byte)
                index += 1
            }
        }
        try flush()
    }

    private mutating func take(_ byte: UInt8) {
        phrase.append(byte)
        quoted?.append(byte)
    }

    private mutating func readQuoted() {
        // Never a copy of the phrase's own buffer, which has room for the whole field.
        var written = quoted ?? []
        if quoted == nil { written += phrase }
        quoted = nil
        written.append(Octets.quote)
        index += 1
        while index < end, bytes[index] != Octets.quote {
            if bytes[index] == Octets.backslash, index + 1 < end {
                written.append(Octets.backslash)
                index += 1
            }
            written.append(bytes[index])
            phrase.append(bytes[index])
            index += 1
        }
        written.append(Octets.quote)
        quoted = written
        index += 1
    }

    private mutating func readComment() {
        var depth = 0
        var text: [UInt8] = []
        while index < end {
            let byte = bytes[index]
            index += 1
            if byte == Octets.backslash, index < end {
                text.append(bytes[index])
                index += 1
            } else if byte == Octets.open {
                depth += 1
                if depth > 1 { text.append(byte) }
            } else if byte == Octets.close {
                depth -= 1
                if depth <= 0 { break }
                text.append(byte)
            } else {
                text.append(byte)
            }
        }
        if comment.isEmpty { comment = text }
        take(Octets.space)
    }

    private mutating func readAngle() {
        index += 1
        let start = index
        var isQuoted = false
        while index < end {
            let byte = bytes[index]
            if byte == Octets.quote { isQuoted.toggle() }
            if !isQuoted, byte == Octets.greater || byte == Octets.less { break }
            index += byte == Octets.backslash && index + 1 < end ? 2 : 1
        }
        if angle == nil { angle = start..<index }
        if index < end, bytes[index] == Octets.greater { index += 1 }
    }

    private mutating func readLiteral() {
        while index < end, bytes[index] != Octets.comma {
            take(bytes[index])
            index += 1
            if bytes[index - 1] == 0x5D { return }
        }
    }

    private mutating func clear() {
        phrase.removeAll(keepingCapacity: true)
        quoted = nil
        comment.removeAll(keepingCapacity: true)
        angle = nil
        hasAt = false
    }

    private mutating func flush() throws(EmailQuarantine) {
        defer { clear() }
        var name = phrase[Octets.trimmed(0..<phrase.count, in: phrase)]
        let source: ArraySlice<UInt8>
        if let angle {
            source = withoutRoute(angle)
        } else {
            source = AddressParser.lastWithAt(quoted ?? phrase)
            name = []
        }
        guard let address = AddressParser.normalised(source) else { return }
        guard mailboxes.count < most else { throw .tooManyAddresses }
        if name.isEmpty { name = comment[Octets.trimmed(0..<comment.count, in: comment)] }
        mailboxes.append(Mailbox(name: Array(name), address: address))
    }

    /// An address in lower case without white space, or `nil` if it has no two sides. A quoted
    /// local part that needs no quotes loses them.
    static func normalised(_ source: ArraySlice<UInt8>) -> String? {
        var address = source
        // Mostly there is nothing to change.
        if source.contains(where: {
            $0 <= Octets.space || $0 == 0x7F || Octets.lowercased($0) != $0
        }) {
            address = reduced(source)[...]
        }
        guard let at = address.lastIndex(of: Octets.at), at > address.startIndex,
            at + 1 < address.endIndex
        else { return nil }
        if address.first == Octets.quote, address[at - 1] == Octets.quote,
            at - address.startIndex > 2
        {
            let local = address[(address.startIndex + 1)..<(at - 1)]
            let plain = local.allSatisfy {
                Octets.isLetter($0) || Octets.isDigit($0) || $0 >= 0x80 || $0 == Octets.dot
                    || $0 == Octets.hyphen || $0 == Octets.underscore || $0 == 0x2B
            }
            if plain { address = local + address[at...] }
        }
        return Charset.text(unlabelled: address)
    }

    /// In lower case, without controls and without white space outside quotes.
    private static func reduced(_ source: ArraySlice<UInt8>) -> [UInt8] {
        var address: [UInt8] = []
        address.reserveCapacity(source.count)
        var quoted = false
        for byte in source {
            if byte == Octets.quote { quoted.toggle() }
            if Octets.isControl(byte) || !quoted && byte == Octets.space { continue }
            address.append(Octets.lowercased(byte))
        }
        return address
    }

    /// `@relay,@relay:anna@example.org` without the route (RFC 5322, section 4.4).
    private func withoutRoute(_ inside: Range<Int>) -> ArraySlice<UInt8> {
        let trimmed = bytes[Octets.trimmed(inside, in: bytes)]
        guard trimmed.first == Octets.at, let colon = trimmed.lastIndex(of: Octets.colon) else {
            return trimmed
        }
        return trimmed[(colon + 1)...]
    }

    /// An address without angle brackets: blanks around `@` and dots are obsolete syntax; of
    /// several words otherwise the last with an `@` is the address.
    private static func lastWithAt(_ written: [UInt8]) -> ArraySlice<UInt8> {
        let range = Octets.trimmed(0..<written.count, in: written)
        guard written[range].contains(where: Octets.isBlank), !written.contains(Octets.quote) else {
            return written[range]
        }
        var words = written[range].split(whereSeparator: Octets.isBlank)[...]
        var joined: [UInt8] = []
        while let word = words.popLast() {
            let joins =
                joined.isEmpty || joined.first == Octets.at || joined.first == Octets.dot
                || word.last == Octets.at || word.last == Octets.dot
            if !joins {
                if joined.contains(Octets.at) { break }
                joined = Array(word)
            } else {
                joined = word + joined
            }
            // No address is that long; what joins without end is none.
            if joined.count > EmailLimits.identifierBytesMax { return [] }
        }
        return joined[...]
    }
}
