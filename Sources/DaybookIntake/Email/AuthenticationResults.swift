/// What the clinic's own mail server found out about a sender (RFC 8601).
enum AuthenticationResults {
    /// Whether the server of that name says that the domain of the sender denies the mail
    /// (`dmarc=fail`, RFC 7489): whoever wrote it need not be who it says.
    ///
    /// Only fields under that very name count, and of those the topmost that holds a DMARC result: a
    /// server puts its own on top, and what stands below may have come with the mail.
    /// - Complexity: O(length of the header).
    static func denySender(_ bytes: [UInt8], _ header: HeaderBlock, authority: String) -> Bool {
        let name = Octets.lowercased(authority.utf8)
        guard !name.isEmpty else { return false }
        for field in header.fields where field.name == .authenticationResults {
            let parts = Self.parts(HeaderText.unfolded(bytes, field.value))
            guard let first = parts.first?.first, Octets.lowercased(first) == name else { continue }
            for part in parts.dropFirst() {
                guard let result = Self.result(of: "dmarc", in: part) else { continue }
                return result == Array("fail".utf8)
            }
        }
        return false
    }

    /// The result of a method, in lower case; `nil` where the part is of another method.
    private static func result(of method: String, in part: [[UInt8]]) -> [UInt8]? {
        // Blanks may stand around the sign: "dmarc = fail", "dmarc/1=fail".
        var text: [UInt8] = []
        for word in part.prefix(3) {
            text += Octets.lowercased(word)
            if text.contains(Octets.equals), text.last != Octets.equals { break }
        }
        guard text.starts(with: method.utf8) else { return nil }
        var rest = text.dropFirst(method.utf8.count)
        if rest.first == Octets.slash { rest = rest.dropFirst().drop { Octets.isDigit($0) } }
        guard rest.first == Octets.equals else { return nil }
        return Array(rest.dropFirst().prefix { Octets.isLetter($0) })
    }

    /// The words of a value by the semicolons between its parts, without comments; what is quoted is
    /// one word.
    private static func parts(_ value: [UInt8]) -> [[[UInt8]]] {
        var parts: [[[UInt8]]] = [[]]
        var word: [UInt8] = []
        var depth = 0
        var isQuoted = false
        var isEscaped = false
        func end() {
            if !word.isEmpty { parts[parts.count - 1].append(word) }
            word = []
        }
        for byte in value {
            if isEscaped {
                isEscaped = false
                if depth == 0 { word.append(byte) }
            } else if byte == Octets.backslash, isQuoted || depth > 0 {
                isEscaped = true
            } else if isQuoted {
                if byte == Octets.quote { isQuoted = false } else { word.append(byte) }
            } else if byte == Octets.open {
                depth += 1
            } else if depth > 0 {
                if byte == Octets.close { depth -= 1 }
            } else if byte == Octets.quote {
                isQuoted = true
            } else if byte == Octets.semicolon {
                end()
                parts.append([])
            } else if Octets.isWhite(byte) {
                end()
            } else {
                word.append(byte)
            }
        }
        end()
        return parts
    }
}
