/// How many terminal columns text takes.
///
/// Follows the habits of `wcwidth` and Unicode Standard Annex #11: East Asian wide and fullwidth
/// characters and emoji take two columns, combining marks none. What one user sees as one character
/// is measured as one, so an emoji joined of several takes two columns. Ambiguous ones take one.
package enum DisplayWidth {
    /// Columns of text without control characters. Linear in its length.
    package static func columns(of text: String) -> Int {
        if VisibleText.isPlain(text) { return text.utf8.count }
        return text.reduce(0) { $0 + columns(of: $1) }
    }

    /// Columns of one user-perceived character.
    package static func columns(of character: Character) -> Int {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        if scalars.count > 1, formsEmoji(scalars, first: first) { return 2 }
        return scalars.reduce(0) { $0 + columns(of: $1) }
    }

    /// Columns of one scalar that stands alone.
    package static func columns(of scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return VisibleText.isHidden(scalar) ? 0 : 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        // Vowels and final consonants of Hangul written as parts join the syllable before them.
        if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
        return isWide(value) ? 2 : 1
    }

    /// The longest beginning of the text that fits, with the ellipsis if anything was left out.
    package static func fit(_ text: String, into limit: Int, ellipsis: String) -> String {
        guard limit > 0 else { return "" }
        if columns(of: text) <= limit { return text }
        let mark = String(ellipsis.prefix(limit))
        var room = limit - columns(of: mark)
        var result = ""
        for character in text {
            room -= columns(of: character)
            if room < 0 { break }
            result.append(character)
        }
        return result + mark
    }

    /// Emoji with a presentation selector, joined, with a skin tone, or a flag of two letters.
    private static func formsEmoji(
        _ scalars: Character.UnicodeScalarView,
        first: Unicode.Scalar
    ) -> Bool {
        guard first.properties.isEmoji else { return false }
        return scalars.dropFirst().contains { scalar in
            switch scalar.value {
            case 0xFE0F, 0x200D, 0x1F1E6...0x1F1FF, 0x1F3FB...0x1F3FF: true
            default: false
            }
        }
    }
}
