extension MinuteSet {
    /// Adds every minute of a range that lies in the window. O(words of the range).
    package mutating func insert(_ range: Range<Minute>) {
        forEachWord(of: bits(of: range)) { $0 |= $1 }
    }

    /// Takes every minute of a range out. O(words of the range).
    package mutating func remove(_ range: Range<Minute>) {
        forEachWord(of: bits(of: range)) { $0 &= ~$1 }
    }

    /// Whether every minute of a range is in the set, so also in the window; true for an empty
    /// range. O(words of the range).
    package func contains(_ range: Range<Minute>) -> Bool {
        let bits = bits(of: range)
        let length = Int(range.upperBound.value) - Int(range.lowerBound.value)
        guard length > 0 else { return true }
        guard bits.count == length else { return false }
        let last = (bits.upperBound - 1) >> 6
        for index in (bits.lowerBound >> 6)...last {
            let mask = MinuteSet.mask(of: bits, word: index)
            if words[index] & mask != mask { return false }
        }
        return true
    }

    /// Whether no minute of a range is in the set. O(words of the range).
    package func isDisjoint(with range: Range<Minute>) -> Bool {
        let bits = bits(of: range)
        guard !bits.isEmpty else { return true }
        let last = (bits.upperBound - 1) >> 6
        for index in (bits.lowerBound >> 6)...last
        where words[index] & MinuteSet.mask(of: bits, word: index) != 0 {
            return false
        }
        return true
    }

    /// The bits of a range that fall into a word.
    @inline(__always)
    static func mask(of bits: Range<Int>, word: Int) -> UInt64 {
        wordMask(max(bits.lowerBound - word << 6, 0), min(bits.upperBound - word << 6, 64))
    }

    @inline(__always)
    private mutating func forEachWord(
        of bits: Range<Int>,
        _ body: (inout UInt64, UInt64) -> Void
    ) {
        guard !bits.isEmpty else { return }
        let last = (bits.upperBound - 1) >> 6
        for index in (bits.lowerBound >> 6)...last {
            body(&words[index], MinuteSet.mask(of: bits, word: index))
        }
    }
}
