import Testing

@testable import DaybookIntake

@Suite("The token in a reply")
struct ChoiceTokenTests {
    private static let token = "DB-AAAAAAAAG4BESMYK6I5A"

    @Test(
        "chooses alone on a line, declines with a no beside it, and says nothing otherwise",
        arguments: [
            ("DB-AAAAAAAAG4BESMYK6I5A", token), ("  DB-AAAAAAAAG4BESMYK6I5A  ", token),
            ("no DB-AAAAAAAAG4BESMYK6I5A", token + "=no"),
            ("DB-AAAAAAAAG4BESMYK6I5A No", token + "=no"),
            ("Nein, DB-AAAAAAAAG4BESMYK6I5A.", token + "=no"),
            ("maybe DB-AAAAAAAAG4BESMYK6I5A", ""), ("no thanks DB-AAAAAAAAG4BESMYK6I5A", ""),
            ("no no", ""), ("no", ""), ("DB-AAAAAAAAG4BESMYK6I5A DB-AAAAAAAAG4BESMYK6I5A", ""),
            ("DB-AAAAAAAAG4BESMYK6I5A\nno DB-AAAAAAAAG4BESMYK6I5A", ""),
            ("no DB-AAAAAAAAG4BESMYK6I5A\nDB-AAAAAAAAG4BESMYK6I5A no", token + "=no"),
            ("no DB-AAAAAAAAG4BESMYK6I5A\nno DB-AAAAAAAAHMSZCQVCJ5DU", ""),
        ]
    )
    func choice(_ text: String, _ expected: String) {
        let bytes = Array(text.utf8)
        var lines: [Range<Int>] = []
        var start = 0
        for (index, byte) in bytes.enumerated() where byte == 0x0A {
            lines.append(start..<index)
            start = index + 1
        }
        lines.append(start..<bytes.count)
        #expect(ChoiceToken.only(in: bytes, lines) == expected)
    }
}
