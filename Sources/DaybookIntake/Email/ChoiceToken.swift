/// The token of an offer, as a patient sends it back in a mail.
///
/// `DB-` and 8 to 20 characters of the base32 alphabet of RFC 4648, alone on a line, or with a "no"
/// before or after it. Whether the token is ours and still stands is not for the reader to say.
enum ChoiceToken {
    private static let mark = [UInt8]("DB-".utf8)
    private static let lengths = 8...20

    /// The words that decline, in lower case.
    private static let refusals = ["no", "nein"].map { Array($0.utf8) }

    /// The one token in those lines of a text, with ``ChoiceMark/no`` where it is declined, or empty:
    /// two different ones choose nothing.
    ///
    /// - Complexity: O(number of lines).
    static func only(in text: [UInt8], _ lines: [Range<Int>]) -> String {
        var found: (token: ArraySlice<UInt8>, isNo: Bool)?
        for line in lines where line.count > mark.count {
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
        guard line.count <= lengths.upperBound + 16 else { return nil }
        let words = line.split { Octets.isBlank($0) || $0 == Octets.comma || $0 == Octets.dot }
        guard words.count == 2 else { return nil }
        for (word, token) in [(words[0], words[1]), (words[1], words[0])] where isToken(token) {
            return refusals.contains(word.map(Octets.lowercased)) ? (token, true) : nil
        }
        return nil
    }

    private static func isToken(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.starts(with: mark), lengths.contains(line.count - mark.count) else {
            return false
        }
        return line.dropFirst(mark.count).allSatisfy {
            $0 &- 0x41 < 26 || $0 &- 0x32 < 6
        }
    }
}
