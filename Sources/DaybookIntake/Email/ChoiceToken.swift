/// The token of an offer or of a reminder, as a patient sends it back in words.
///
/// `DB-` and 8 to 20, or `DR-` and 24 characters of the base32 alphabet of RFC 4648 in either case (a
/// telephone's keyboard has its own mind), alone on a line, or with a "no" before or after it. Whether the token is ours and still stands is not for the
/// reader to say.
enum ChoiceToken {
    /// What tokens begin with, in lower case, and how many letters may follow.
    private static let shapes: [(mark: [UInt8], lengths: ClosedRange<Int>)] = [
        ([UInt8]("db-".utf8), 8...20),
        (
            Octets.lowercased(ReminderToken.prefix.utf8),
            ReminderToken.letterCount...ReminderToken.letterCount
        ),
    ]
    private static let markLength = 3
    /// The longest line that can hold a token and a word that declines it.
    private static let lineMax = markLength + ReminderToken.letterCount + 16

    /// The words that decline, in lower case.
    private static let refusals = ["no", "nein"].map { Array($0.utf8) }

    /// The one token in those lines of a text, with ``ChoiceMark/no`` where it is declined, or empty:
    /// two different ones choose nothing.
    ///
    /// - Complexity: O(number of lines).
    static func only(in text: [UInt8], _ lines: [Range<Int>]) -> String {
        var found: (token: ArraySlice<UInt8>, isNo: Bool)?
        for line in lines where line.count > markLength {
            guard let choice = choice(text[Octets.trimmed(line, in: text)]) else { continue }
            if let found, !found.token.elementsEqual(choice.token) || found.isNo != choice.isNo {
                return ""
            }
            found = choice
        }
        guard let found else { return "" }
        return Octets.text(found.token) + (found.isNo ? ChoiceMark.no : "")
    }

    /// A token, alone or with a word that declines it and blanks or a comma between.
    private static func choice(
        _ line: ArraySlice<UInt8>
    ) -> (token: ArraySlice<UInt8>, isNo: Bool)? {
        if isToken(line) { return (line, false) }
        guard line.count <= lineMax, line.contains(Octets.hyphen) else { return nil }
        let words = line.split { Octets.isBlank($0) || $0 == Octets.comma || $0 == Octets.dot }
        guard words.count == 2 else { return nil }
        for (word, token) in [(words[0], words[1]), (words[1], words[0])] where isToken(token) {
            return refusals.contains(word.map(Octets.lowercased)) ? (token, true) : nil
        }
        return nil
    }

    private static func isToken(_ line: ArraySlice<UInt8>) -> Bool {
        let letters = line.dropFirst(markLength)
        guard
            let shape = shapes.first(where: { shape in
                line.prefix(markLength).elementsEqual(shape.mark) { Octets.lowercased($0) == $1 }
            }), shape.lengths.contains(letters.count)
        else { return false }
        let isWhole = letters.count == shape.lengths.upperBound
        return letters.allSatisfy { Octets.isLetter($0) || $0 &- 0x32 < 6 }
            && (isWhole || line.allSatisfy { $0 &- 0x61 >= 26 })
    }
}
