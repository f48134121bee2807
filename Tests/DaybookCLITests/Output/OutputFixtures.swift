import DaybookCLI

/// Terminals and texts that several suites share.
enum Fixtures {
    static let file = Terminal.file

    static func terminal(_ columns: Int, style: Bool = false, unicode: Bool = true) -> Terminal {
        Terminal(
            isTerminal: true,
            showsStyle: style,
            redrawsLines: true,
            columns: columns,
            showsUnicode: unicode
        )
    }

    /// One value of each kind.
    static let report = Report(
        title: "Who waits",
        columns: [
            Column("party", heading: "who"),
            Column("position", alignment: .trailing),
            Column("messages", alignment: .trailing),
            Column("share", unit: "%", alignment: .trailing),
            Column("isLate", heading: "late"),
            Column("since"),
            Column("waitSeconds", heading: "waiting", alignment: .trailing),
        ],
        rows: [
            [
                .string("日本"), .integer(12_345), .count(1_234_567), .double(99.25, decimals: 1),
                .bool(true), .instant("2026-03-29T01:30:00+01:00"), .duration(seconds: 7_500),
            ],
            [
                .string("e\u{301}"), .integer(-1), .count(2), .double(.nan, decimals: 1),
                .bool(false), .none, .duration(seconds: 59),
            ],
        ]
    )

    static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    static func render(_ report: Report, _ format: OutputFormat, on terminal: Terminal = file)
        -> String
    {
        text(report.rendered(as: format, on: terminal))
    }
}

/// SplitMix64: the same numbers for the same seed, on every machine.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Text of what breaks writers: separators, quotes, signs, controls, wide and joined
    /// characters.
    mutating func nastyText() -> String {
        let parts = [
            "a", "Z", " ", ",", ";", "\"", "'", "=", "+", "-", "@", "\t", "\r", "\n", "\r\n", "\\",
            "\u{0}", "\u{1B}[2J", "\u{7F}", "\u{9B}", "\u{202E}", "\u{2028}", "日", "é", "e\u{301}",
            "👩‍👩‍👧", "🇨🇭", "\u{FF1D}", "\u{FEFF}",
        ]
        let count = Int.random(in: 0...8, using: &self)
        return (0..<count).map { _ in parts.randomElement(using: &self) ?? "" }.joined()
    }
}
