package import DaybookDomain

/// The choice of an offered time in words, where they are nothing else: a code alone on a line, or as
/// the whole of what was written the number of a time, or a time as it was offered.
///
/// Which offer it belongs to, and whether that stands, is not for the reader to say.
package enum WrittenChoice: Sendable, Hashable {
    /// The code of a time, with ``ChoiceMark/no`` where it is declined.
    case token(String)
    /// The place of a time in the offer, from 1.
    case number(Int)
    /// A time on the clinic's clock.
    case time(WallTime)

    /// The longest text that is looked through, in bytes: who chooses writes little else.
    static let textMax = 4_096

    /// Reads what somebody wrote; `nil` where it is no choice, or longer than one is.
    ///
    /// - Complexity: O(length).
    init?(_ text: String) {
        if let whole = WrittenChoice(whole: text) {
            self = whole
            return
        }
        let bytes = Array(text.utf8.prefix(WrittenChoice.textMax + 1))
        guard bytes.count <= WrittenChoice.textMax else { return nil }
        let token = ChoiceToken.only(in: bytes, WrittenChoice.lines(of: bytes))
        guard !token.isEmpty else { return nil }
        self = .token(token)
    }

    /// Reads the number of a time, or a time, that is the whole of what somebody wrote.
    ///
    /// - Complexity: O(blanks at the beginning).
    init?(whole text: String) {
        let start = text.utf8.drop { Octets.isWhite($0) }
        let word = Array(start.prefix(WrittenChoice.timeLength))
        guard start.dropFirst(word.count).allSatisfy(Octets.isWhite) else { return nil }
        let trimmed = word[Octets.trimmed(0..<word.count, in: word)]
        if let number = WrittenChoice.number(trimmed) {
            self = .number(number)
        } else if let time = WrittenChoice.time(trimmed) {
            self = .time(time)
        } else {
            return nil
        }
    }

    /// Of a time as offers write it, in bytes; the longest that is read whole.
    private static let timeLength = 16

    /// One digit, as lists number their entries: "2", "2.", "2)".
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.first, first > 0x30, first <= 0x39 else { return nil }
        let rest = bytes.dropFirst()
        guard
            rest.isEmpty || rest.elementsEqual([Octets.dot])
                || rest.elementsEqual([Octets.close])
        else { return nil }
        return Int(first - 0x30)
    }

    /// "2026-12-02 08:00", as offers write it.
    private static func time(_ bytes: ArraySlice<UInt8>) -> WallTime? {
        guard bytes.count == timeLength else { return nil }
        var text = Array(bytes)
        if text[10] == Octets.space { text[10] = 0x54 }
        return WallTime(ascii: text)
    }

    private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
        bytes.split(separator: Octets.lf).map { $0.startIndex..<$0.endIndex }
    }
}
