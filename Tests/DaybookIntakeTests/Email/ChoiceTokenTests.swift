import Testing

@testable import DaybookIntake

@Suite("The token in a reply")
struct ChoiceTokenTests {
    private static let token = "DB-AAAAAAAAG4BESMYK6I5A"
    private static let reminder = "DR-AAAAOW6NCUAAGDQICJHR2XP2"

    @Test(
        "chooses alone on a line, declines with a no beside it, and says nothing otherwise",
        arguments: [
            ("DB-AAAAAAAAG4BESMYK6I5A", token), ("  DB-AAAAAAAAG4BESMYK6I5A  ", token),
            ("db-aaaaaaaag4besmyk6i5a", token.lowercased()),
            ("Db-aaaaaaaaG4BESMYK6I5A no", "Db-aaaaaaaaG4BESMYK6I5A=no"),
            ("dr-aaaaow6ncuaagdqicjhr2xp2", reminder.lowercased()), ("db-18888888888888888888", ""),
            ("DB-Bahnhofs", ""),
            ("no DB-AAAAAAAAG4BESMYK6I5A", token + "=no"),
            ("DB-AAAAAAAAG4BESMYK6I5A No", token + "=no"),
            ("Nein, DB-AAAAAAAAG4BESMYK6I5A.", token + "=no"),
            ("maybe DB-AAAAAAAAG4BESMYK6I5A", ""), ("no thanks DB-AAAAAAAAG4BESMYK6I5A", ""),
            ("no no", ""), ("no", ""), ("DB-AAAAAAAAG4BESMYK6I5A DB-AAAAAAAAG4BESMYK6I5A", ""),
            ("DB-AAAAAAAAG4BESMYK6I5A\nno DB-AAAAAAAAG4BESMYK6I5A", ""),
            ("no DB-AAAAAAAAG4BESMYK6I5A\nDB-AAAAAAAAG4BESMYK6I5A no", token + "=no"),
            ("no DB-AAAAAAAAG4BESMYK6I5A\nno DB-AAAAAAAAHMSZCQVCJ5DU", ""),
            ("DR-AAAAOW6NCUAAGDQICJHR2XP2", reminder),
            (" DR-AAAAOW6NCUAAGDQICJHR2XP2\nThanks", reminder),
            ("DR-AAAAOW6NCUAAGDQICJHR2XP2A", ""), ("DR-AAAAOW6NCUAAGDQICJHR2XP", ""),
            ("DR-AAAAOW6NCUAAGDQICJHR2XP2\nDB-AAAAAAAAG4BESMYK6I5A", ""),
            ("no DR-AAAAOW6NCUAAGDQICJHR2XP2", reminder + "=no"),
        ] as [(String, String)]
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
        let written: WrittenChoice? = expected.isEmpty ? nil : .token(expected)
        #expect(WrittenChoice(text) == written)
        #expect(WrittenChoice(text.replacing("\n", with: "\r\n")) == written)
    }

    @Test("is not looked for in a long text")
    func long() {
        let text = Self.token + "\n" + String(repeating: "a", count: 4_096)
        #expect(WrittenChoice(text) == nil)
    }
}
