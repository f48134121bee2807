/// A text as folded words, numbers and marks: lower case, without accents, so that "Übermorgen",
/// "übermorgen" and "ubermorgen" are one word. Works on bytes.
struct WordReader {
    /// One piece of a text.
    enum Token: Equatable {
        /// A run of letters, folded to ASCII; other scripts stand as their bytes.
        case word([UInt8])
        /// A run of at most four digits, with how many there were.
        case number(Int, digits: Int)
        /// A mark: one ASCII byte.
        case mark(UInt8)
        /// The end of a line.
        case line
    }

    /// A piece and whether white space stands before it.
    struct Piece: Equatable {
        var token: Token
        var isSpaced: Bool
    }

    /// The pieces of the first ``WordLimits/textBytesMax`` bytes, at most
    /// ``WordLimits/tokensMax``. O(length).
    static func pieces(_ text: some Sequence<UInt8>) -> [Piece] {
        var reader = WordReader(bytes: Array(text.prefix(WordLimits.textBytesMax)))
        return reader.read()
    }

    private let bytes: [UInt8]
    private var index = 0
    private var pieces: [Piece] = []

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func read() -> [Piece] {
        var isSpaced = true
        while index < bytes.count, pieces.count < WordLimits.tokensMax {
            let byte = bytes[index]
            if byte == Octets.lf || byte == Octets.cr {
                pieces.append(Piece(token: .line, isSpaced: true))
                index += 1
                isSpaced = true
            } else if byte <= 0x20 || isNonBreaking {
                index += byte <= 0x20 ? 1 : byte == 0xC2 ? 2 : 3
                isSpaced = true
            } else {
                let token =
                    Octets.isDigit(byte) ? number() : isLetter(byte) ? word() : mark(byte)
                pieces.append(Piece(token: token, isSpaced: isSpaced))
                isSpaced = false
            }
        }
        return pieces
    }

    /// U+00A0 and U+202F, which French puts before marks and after numbers.
    private var isNonBreaking: Bool {
        bytes[index...].starts(with: [0xC2, 0xA0])
            || bytes[index...].starts(with: [0xE2, 0x80, 0xAF])
    }

    private func isLetter(_ byte: UInt8) -> Bool {
        Octets.isLetter(byte) || byte >= 0x80
    }

    private mutating func mark(_ byte: UInt8) -> Token {
        index += 1
        return .mark(byte)
    }

    private mutating func number() -> Token {
        var value = 0
        let start = index
        while index < bytes.count, Octets.isDigit(bytes[index]) {
            // Longer runs are telephone numbers: what they are is told by the digits' count.
            if index - start < 4 { value = value * 10 + Int(bytes[index] &- 0x30) }
            index += 1
        }
        return .number(value, digits: index - start)
    }

    private mutating func word() -> Token {
        var folded: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            if isNonBreaking { break }
            if byte < 0x80 {
                guard Octets.isLetter(byte) else {
                    guard isInnerApostrophe else { break }
                    index += 1
                    continue
                }
                folded.append(Octets.lowercased(byte))
                index += 1
            } else if byte == 0xE2, bytes[index...].starts(with: [0xE2, 0x80]) {
                // General punctuation: ’ joins as the apostrophe does, anything else divides.
                guard bytes[index...].starts(with: [0xE2, 0x80, 0x99]), !folded.isEmpty else {
                    if folded.isEmpty { index = min(index + 3, bytes.count) }
                    break
                }
                index += 3
            } else if byte == 0xC3, index + 1 < bytes.count {
                folded.append(contentsOf: WordReader.folded(latin: bytes[index + 1]))
                index += 2
            } else if byte == 0xC5, index + 1 < bytes.count, bytes[index + 1] | 1 == 0x93 {
                folded.append(contentsOf: [0x6F, 0x65])
                index += 2
            } else {
                folded.append(byte)
                index += 1
            }
        }
        return .word(folded)
    }

    /// "can't", "d'ici": the apostrophe is left out and the word goes on.
    private var isInnerApostrophe: Bool {
        bytes[index] == 0x27 && index > 0 && index + 1 < bytes.count
            && isLetter(bytes[index - 1]) && isLetter(bytes[index + 1])
    }

    /// The letters U+00C0 to U+00FF without accents, by the second byte of their UTF-8.
    private static func folded(latin byte: UInt8) -> [UInt8] {
        switch byte | 0x20 {
        case 0xA0...0xA5: [0x61]
        case 0xA6: [0x61, 0x65]
        case 0xA7: [0x63]
        case 0xA8...0xAB: [0x65]
        case 0xAC...0xAF: [0x69]
        case 0xB1: [0x6E]
        case 0xB2...0xB6, 0xB8: [0x6F]
        case 0xB9...0xBC: [0x75]
        case 0xBD: [0x79]
        case 0xBF: byte == 0x9F ? [0x73, 0x73] : [0x79]
        default: [0xC3, byte]
        }
    }
}
