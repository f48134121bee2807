/// The token of an offer, as a patient sends it back in a mail.
///
/// `DB-` and 8 to 20 characters of the base32 alphabet of RFC 4648, alone on a line. Whether the
/// token is ours and still stands is not for the reader to say.
enum ChoiceToken {
    private static let mark = [UInt8]("DB-".utf8)
    private static let lengths = 8...20

    /// The one token in those lines of a text, or empty: two different ones choose nothing.
    ///
    /// - Complexity: O(number of lines).
    static func only(in text: [UInt8], _ lines: [Range<Int>]) -> String {
        var found: ArraySlice<UInt8> = []
        for line in lines where line.count > mark.count {
            let token = text[Octets.trimmed(line, in: text)]
            guard isToken(token) else { continue }
            if !found.isEmpty, !found.elementsEqual(token) { return "" }
            found = token
        }
        return Octets.text(found)
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
