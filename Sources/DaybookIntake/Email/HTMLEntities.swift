/// Character references of HTML that mail contains.
enum HTMLEntities {
    /// The names of the upper half of ISO-8859-1, from 0xA0 on in order.
    private static let latin = """
        nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg \
        plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 \
        iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave \
        Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute \
        Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave \
        eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml \
        divide oslash ugrave uacute ucirc uuml yacute thorn yuml
        """

    private static let others: [String: UInt32] = [
        "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27,
        "euro": 0x20AC, "ndash": 0x2013, "mdash": 0x2014, "hellip": 0x2026, "bull": 0x2022,
        "lsquo": 0x2018, "rsquo": 0x2019, "sbquo": 0x201A, "ldquo": 0x201C, "rdquo": 0x201D,
        "bdquo": 0x201E, "lsaquo": 0x2039, "rsaquo": 0x203A, "trade": 0x2122, "OElig": 0x0152,
        "oelig": 0x0153, "Scaron": 0x0160, "scaron": 0x0161, "Yuml": 0x0178, "fnof": 0x0192,
        "circ": 0x02C6, "tilde": 0x02DC, "dagger": 0x2020, "Dagger": 0x2021, "permil": 0x2030,
        "ensp": 0x20, "emsp": 0x20, "thinsp": 0x20, "zwnj": 0x200C, "zwj": 0x200D,
        "larr": 0x2190, "uarr": 0x2191, "rarr": 0x2192, "darr": 0x2193, "minus": 0x2212,
        "le": 0x2264, "ge": 0x2265, "ne": 0x2260, "infin": 0x221E, "hearts": 0x2665,
        "newline": 0x20, "tab": 0x20, "num": 0x23, "commat": 0x40, "excl": 0x21,
    ]

    private static let names: [String: UInt32] = {
        var table = others
        for (offset, name) in latin.split(separator: " ").enumerated() {
            table[String(name)] = 0xA0 + UInt32(offset)
        }
        return table
    }()

    /// Longest name looked for, `&` not counted.
    private static let nameBytesMax = 8

    /// The reference at the `&` at `start`, or `nil` if there is none. Numbers 128–159 mean
    /// windows-1252, as every browser reads them. O(1).
    static func reference(_ html: [UInt8], at start: Int) -> (codePoint: UInt32, end: Int)? {
        let first = start + 1
        guard first < html.count else { return nil }
        if html[first] == 0x23 { return number(html, from: first + 1) }
        var end = first
        while end < html.count, end - first < nameBytesMax,
            Octets.isLetter(html[end]) || Octets.isDigit(html[end])
        {
            end += 1
        }
        guard end > first, end < html.count, html[end] == Octets.semicolon,
            let codePoint = names[Octets.text(html[first..<end])]
        else { return nil }
        return (codePoint, end + 1)
    }

    private static func number(_ html: [UInt8], from start: Int) -> (codePoint: UInt32, end: Int)? {
        var index = start
        var radix: UInt32 = 10
        if index < html.count, html[index] | 0x20 == 0x78 {
            radix = 16
            index += 1
        }
        let digits = index
        var value: UInt32 = 0
        while index < html.count, index - digits < 8, let digit = Octets.hexValue(html[index]),
            UInt32(digit) < radix
        {
            value = value &* radix &+ UInt32(digit)
            index += 1
        }
        guard index > digits else { return nil }
        if index < html.count, html[index] == Octets.semicolon { index += 1 }
        if value == 0 || value == 0x7F { return (0x20, index) }
        if (0x80...0x9F).contains(value) {
            return (UInt32(Charset.codePoint(windows1252: UInt8(value))), index)
        }
        return (value, index)
    }
}
