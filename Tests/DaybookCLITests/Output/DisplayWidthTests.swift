import DaybookCLI
import Testing

@Suite("The display width")
struct DisplayWidthTests {
    @Test(
        "of text is the columns a terminal gives it",
        arguments: [
            ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("ﾆﾎﾝ", 3), ("Ａ", 2),
            ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("👩‍👩‍👧", 2), ("👍🏽", 2), ("🇨🇭", 2),
            ("\u{1F1E8}", 1), ("☎", 1), ("☎\u{FE0F}", 2), ("1\u{FE0F}\u{20E3}", 2), ("…", 1),
            ("█", 1), ("a\u{200B}b", 2), ("\u{AD}", 1), ("ـ", 1), ("क्षि", 3), ("😀x", 3),
        ]
    )
    func ofText(text: String, columns: Int) {
        #expect(DisplayWidth.columns(of: text) == columns)
    }

    @Test("of a cut text is at most the limit, and its beginning is kept", arguments: 1...200)
    func ofFit(seed: UInt64) {
        var numbers = SeededNumbers(seed: seed)
        let text = VisibleText.escaped((0..<4).map { _ in numbers.nastyText() }.joined())
        for limit in 0...12 {
            let fitted = DisplayWidth.fit(text, into: limit, ellipsis: "…")
            #expect(DisplayWidth.columns(of: fitted) <= limit, "seed \(seed)")
            if DisplayWidth.columns(of: text) <= limit {
                #expect(fitted == text, "seed \(seed)")
            } else if limit > 0 {
                #expect(fitted.hasSuffix("…"), "seed \(seed)")
                #expect(text.hasPrefix(String(fitted.dropLast())), "seed \(seed)")
            }
        }
    }

    @Test(
        "agrees with Python's East Asian widths for every letter, number, sign and mark",
        .enabled(if: Python.isPresent)
    )
    func againstPython() {
        let wide = (UInt32(0x300)...0x3_FFFF).filter { value in
            Unicode.Scalar(value).map { DisplayWidth.columns(of: $0) == 2 } ?? false
        }
        // Ranges, so that the script stays short.
        var ranges: [ClosedRange<UInt32>] = []
        for value in wide {
            if let last = ranges.last, last.upperBound + 1 == value {
                ranges[ranges.count - 1] = last.lowerBound...value
            } else {
                ranges.append(value...value)
            }
        }
        let list = ranges.map { "(\($0.lowerBound),\($0.upperBound))" }.joined(separator: ",")
        // What newer Unicode assigned or changed is unknown to an old Python: unassigned is
        // skipped, and the hexagrams and trigrams that Unicode 16 widened are let pass.
        let script = """
            import unicodedata as u
            wide = set()
            for low, high in [\(list)]:
                wide.update(range(low, high + 1))
            changed = set(range(0x2630, 0x2638)) | set(range(0x268a, 0x2690)) \\
                | set(range(0x4dc0, 0x4e00))
            changed |= set(range(0x1d300, 0x1d357)) | set(range(0x1d360, 0x1d377))
            for value in range(0x300, 0x40000):
                if value in changed or u.category(chr(value)) in ('Cn', 'Mn', 'Me', 'Cf', 'Cs', 'Co'):
                    continue
                assert (value in wide) == (u.east_asian_width(chr(value)) in 'WF'), hex(value)
            """
        #expect(Python.succeeds(script))
    }
}

@Suite("Escaped text")
struct VisibleTextTests {
    @Test("of any length stays short enough to show")
    func bounded() {
        let text = "a" + String(repeating: "\u{301}", count: 1_000_000)
        let shown = VisibleText.escaped(text)
        #expect(shown.unicodeScalars.count == OutputLimits.shownScalars + 1)
        #expect(VisibleText.escaped(String(repeating: "x", count: 1_024)).utf8.count == 1_024)
        #expect(VisibleText.escaped(String(repeating: "x", count: 1_025)).hasSuffix("x…"))
    }

    @Test("keeps backslashes, joiners and the letters of every script")
    func keeps() {
        for text in ["C:\\n", "👩‍👩‍👧", "می‌خواهم", "日本"] {
            #expect(VisibleText.escaped(text) == text)
        }
    }
}
