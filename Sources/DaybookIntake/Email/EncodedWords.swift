/// Encoded words of RFC 2047 in a header value, as the world writes them.
///
/// Wider than the standard where mailers are: a word may touch text, hold raw spaces, stand in a
/// quoted string, be longer than 75 characters and be padded wrongly. Words that follow each other
/// in one charset are joined as bytes before the charset is decoded, so that a character split
/// between two words comes out whole.
struct EncodedWords {
    /// One word: where its parts stand.
    private struct Word {
        let charset: String
        let isBase64: Bool
        let content: Range<Int>
        let end: Int
    }

    private static let wordStart = [Octets.equals, Octets.question]
    private static let wordEnd = [Octets.question, Octets.equals]

    private let bytes: [UInt8]
    private var output: [UInt8] = []
    private var run: [UInt8] = []
    private var runCharset = ""
    private var runs = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// `bytes` (UTF-8, unfolded) with all words decoded, in UTF-8.
    ///
    /// - Complexity: O(length): once no word ends any more, no further one is looked for.
    static func decode(_ bytes: [UInt8]) -> [UInt8] {
        var words = EncodedWords(bytes)
        words.decode()
        return words.output
    }

    /// Whether `bytes` may hold a word at all.
    static func mayStand(in bytes: [UInt8]) -> Bool {
        guard bytes.count > 7 else { return false }
        for index in 1..<bytes.count
        where bytes[index] == Octets.question && bytes[index - 1] == Octets.equals {
            return true
        }
        return false
    }

    private mutating func decode() {
        output.reserveCapacity(bytes.count)
        run.reserveCapacity(bytes.count)
        var index = 0
        var literal = 0
        // The first `?=` at or after the place looked at, found once however many words start.
        var last = -1
        while index + 1 < bytes.count, runs < EmailLimits.encodedRunsMax {
            guard bytes[index] == Octets.equals, bytes[index + 1] == Octets.question else {
                index += 1
                continue
            }
            if last < index + 2 {
                let found = Octets.find(Self.wordEnd, in: bytes, from: index + 2, to: bytes.count)
                guard let found else { break }
                last = found
            }
            guard let word = word(at: index, firstEnd: last) else {
                index += 2
                continue
            }
            takeLiteral(literal..<index)
            take(word)
            index = word.end
            literal = index
        }
        takeLiteral(literal..<bytes.count)
        flush()
    }

    /// Text between words; blanks between two words are part of neither (RFC 2047, section 6.2).
    private mutating func takeLiteral(_ range: Range<Int>) {
        let blank = bytes[range].allSatisfy(Octets.isWhite)
        if blank, !runCharset.isEmpty, range.upperBound < bytes.count { return }
        flush()
        output.append(contentsOf: bytes[range])
    }

    private mutating func take(_ word: Word) {
        if word.charset != runCharset { flush() }
        runCharset = word.charset
        if word.isBase64 {
            run.append(contentsOf: Base64.decode(bytes, word.content))
        } else {
            EncodedWords.appendQ(bytes, word.content, to: &run)
        }
    }

    private mutating func flush() {
        guard !runCharset.isEmpty else { return }
        output.append(contentsOf: Charset.utf8(run, label: runCharset).utf8)
        run.removeAll(keepingCapacity: true)
        runCharset = ""
        runs += 1
    }

    /// The Q encoding: `_` is a space, `=XX` a byte, anything else itself.
    private static func appendQ(
        _ bytes: [UInt8],
        _ content: Range<Int>,
        to run: inout [UInt8]
    ) {
        var index = content.lowerBound
        while index < content.upperBound {
            let byte = bytes[index]
            if byte == Octets.equals, index + 2 < content.upperBound,
                let high = Octets.hexValue(bytes[index + 1]),
                let low = Octets.hexValue(bytes[index + 2])
            {
                run.append(high << 4 | low)
                index += 3
            } else {
                run.append(byte == Octets.underscore ? Octets.space : byte)
                index += 1
            }
        }
    }

    /// The word that starts at `start`; `firstEnd` is the first `?=` after it. `nil` if none.
    private func word(at start: Int, firstEnd: Int) -> Word? {
        var index = start + 2
        let charsetStart = index
        while index < bytes.count, bytes[index] != Octets.question {
            let byte = bytes[index]
            guard byte > Octets.space, byte < 0x7F,
                index - charsetStart < EmailLimits.charsetNameBytesMax
            else { return nil }
            index += 1
        }
        guard index > charsetStart, index + 2 < bytes.count, bytes[index + 2] == Octets.question
        else { return nil }
        let encoding = Octets.lowercased(bytes[index + 1])
        guard encoding == 0x62 || encoding == 0x71 else { return nil }
        let content = index + 3
        var end = firstEnd
        if end < content {
            // `?=41?=`: the first `?=` is the delimiter with the word's own `=`.
            guard let later = Octets.find(Self.wordEnd, in: bytes, from: content, to: bytes.count)
            else { return nil }
            end = later
        }
        // A word cut before its end: the next one is whole.
        guard Octets.find(Self.wordStart, in: bytes, from: content, to: end) == nil else {
            return nil
        }
        let charset = Charset.normalised(Octets.text(bytes[charsetStart..<index]))
        guard !charset.isEmpty else { return nil }
        return Word(
            charset: charset,
            isBase64: encoding == 0x62,
            content: content..<end,
            end: end + 2
        )
    }
}
