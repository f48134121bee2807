extension DisplayWidth {
    /// Whether the scalar has East Asian width W or F. Emoji shown as pictures by default are all
    /// wide, and the standard library knows them; the other blocks are listed here.
    static func isWide(_ value: UInt32) -> Bool {
        guard value >= 0x1100 else { return false }
        if wideBlocks.contains(where: { $0.contains(value) }) { return true }
        // A letter of a flag that stands alone is narrow.
        guard let scalar = Unicode.Scalar(value), !(0x1F1E6...0x1F1FF).contains(value) else {
            return false
        }
        return scalar.properties.isEmojiPresentation
    }

    /// Blocks of wide characters, from Unicode Standard Annex #11. Unassigned places inside a block
    /// count as wide too, which the annex asks for in the ideographic ones.
    private static let wideBlocks: [ClosedRange<UInt32>] = [
        0x1100...0x115F,  // Hangul initial consonants
        0x2329...0x232A,
        0x2E80...0x303E,  // radicals, punctuation
        0x3041...0x3247,  // kana, bopomofo, enclosed
        0x3250...0x4DBF,
        0x4E00...0xA4C6,  // ideographs, Yi
        0xA960...0xA97C,
        0xAC00...0xD7A3,  // Hangul syllables
        0xF900...0xFAFF,
        0xFE10...0xFE19,
        0xFE30...0xFE6B,
        0xFF01...0xFF60,  // fullwidth forms
        0xFFE0...0xFFE6,
        0x16FE0...0x1B2FB,  // Tangut, Khitan, kana supplements
        0x1F200...0x1F265,  // enclosed ideographs
        0x20000...0x2FFFD,
        0x30000...0x3FFFD,
    ]
}
