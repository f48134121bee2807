import DaybookCLI
import Testing

@Suite("On a narrow terminal a table")
struct NarrowTerminalTests {
    static let report = Report(
        columns: [
            Column("service"), Column("resource"), Column("n", alignment: .trailing),
        ],
        rows: [
            [.string("Erstgespräch mit Anamnese"), .string("Raum 日本語"), .integer(123_456)],
            [.string("Kontrolle"), .string("Arzt"), .integer(7)],
        ]
    )

    @Test("takes room from its widest text first and never from a number")
    func shrinks() {
        let expected = """
            service      resource          n
            Erstgesprä…  Raum 日本語  123456
            Kontrolle    Arzt              7

            """
        #expect(Fixtures.render(Self.report, .table, on: Fixtures.terminal(32)) == expected)
    }

    @Test("cuts between whole characters, a wide one leaving a gap")
    func wideGap() {
        let expected = """
            service    resource        n
            Erstgesp…  Raum 日…   123456
            Kontrolle  Arzt            7

            """
        #expect(Fixtures.render(Self.report, .table, on: Fixtures.terminal(28)) == expected)
    }

    @Test("that is too narrow for all columns loses the ends of its lines")
    func cutsLines() {
        let expected = """
            servi…  res…
            Erstg…  Rau…
            Kontr…  Arz…

            """
        #expect(Fixtures.render(Self.report, .table, on: Fixtures.terminal(12)) == expected)
    }

    @Test("outside a UTF-8 locale marks the cut in ASCII")
    func asciiMark() {
        let terminal = Fixtures.terminal(32, unicode: false)
        let lines = Fixtures.render(Self.report, .table, on: terminal).split(separator: "\n")
        #expect(lines.dropFirst().first == "Erstgesp...  Raum 日本語  123456")
    }

    @Test("never exceeds any width", arguments: 1...60)
    func neverExceeds(columns: Int) {
        let text = Fixtures.render(Fixtures.report, .table, on: Fixtures.terminal(columns))
        for line in text.split(separator: "\n") {
            #expect(DisplayWidth.columns(of: String(line)) <= columns)
        }
    }
}
