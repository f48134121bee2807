import DaybookDomain
import Testing

@testable import DaybookIntake

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
private func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

@Suite("The text of a mail is what its writer saw")
struct EmailTextTests {
    @Test(
        "history and signatures are taken off, and nothing else",
        arguments: [
            ("Yes.\n\nOn 20 Nov 2026, at 10:00, Desk wrote:\n\n> Monday?", "Yes."),
            (
                "Yes.\n\nOn Fri, Nov 20, 2026 at 10:00 AM The Desk of the\nClinic <d@c.example> wrote:\n> ?",
                "Yes."
            ),
            ("On 20/11/2026, Desk wrote:\n> Monday?\n\nYes.", "Yes."),
            ("On 20/11/2026, Desk wrote:\n\n  Monday?", "On 20/11/2026, Desk wrote:\n\n  Monday?"),
            (
                "Ja.\n\nAm Fr., 20. Nov. 2026 um 10:00 Uhr schrieb Praxis <\np@b.example>:\n> ?",
                "Ja."
            ),
            ("Ja.\n\nPraxis <p@b.example> schrieb am Fr., 20. Nov. 2026,\n10:00:\n> ?", "Ja."),
            ("Sí.\n\nEl 20/11/2026 a las 10:00, C escribió:\n> ?", "Sí."),
            ("Oui.\n\nLe ven. 20 nov. 2026 à 10:00, C <c@c.example> a écrit :\n> ?", "Oui."),
            ("Oui.\n\nLe 20/11/2026, C a écrit\u{A0}:\n> ?", "Oui."),
            ("Hi.\n\n2026-11-20 10:00 GMT+01:00 Desk <d@c.example>:\n> ?", "Hi."),
            ("Ok\n-----Original Message-----\nFrom: x", "Ok"),
            (
                "Ok\n________________________________\nFrom: D\nSent: today\nTo: me\nSubject: s\n\nold",
                "Ok"
            ),
            ("Ok\n\nVon: D\nGesendet: heute\nAn: mich\nBetreff: s\n\nalt", "Ok"),
            ("Ok\n\n*From:* D\n*Sent:* today\n*To:* me\n\nold", "Ok"),
            ("Ok\n\nDe : D\nEnvoyé : hier\nÀ : moi\nObjet : s\n\nvieux", "Ok"),
            ("a\n> b\nc\n> d\ne", "a\nc\ne"),
            ("Hi\n-- \nAnna\n+49", "Hi"), ("Hi\n--\nAnna", "Hi"),
            ("Hi\n\nSent from my iPhone", "Hi"), ("Hi\n\nVon meinem iPhone gesendet", "Hi"),
            ("Hi\n\nEnvoyé de mon iPhone\n\n> x", "Hi"),
            // Unsure: kept.
            ("> only quoted", "> only quoted"),
            ("Sent from my iPhone", "Sent from my iPhone"),
            ("On Monday I wrote:", "On Monday I wrote:"),
            ("Am Montag kann ich nicht.", "Am Montag kann ich nicht."),
            ("From: Monday on I can come.", "From: Monday on I can come."),
            ("Von meinem Arzt habe ich 2 Rezepte.", "Von meinem Arzt habe ich 2 Rezepte."),
            ("a\n--- b ---\nc", "a\n--- b ---\nc"),
            ("El lunes a las 10:00 puedo.", "El lunes a las 10:00 puedo."),
        ]
    )
    func freshText(_ text: String, _ fresh: String) {
        #expect(string(FreshText(bytes(text)).text) == fresh)
    }

    @Test("a long text below two dashes is the message, not its signature")
    func longSignature() {
        let text = "Hi\n-- \n" + String(repeating: "line\n", count: 16) + "end"
        #expect(string(FreshText(bytes(text)).text) == text)
    }

    @Test(
        "HTML becomes text",
        arguments: [
            ("a<br>b<br/>c", "a\nb\nc"), ("<p>a</p><p>b</p>", "a\n\nb"),
            ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
            ("a   b\n c\t d", "a b c d"), ("<b>a</b>b", "ab"), ("a <b> b </b> c", "a b c"),
            ("<ul><li>a<li>b</ul>c", "- a\n- b\nc"),
            ("<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc"),
            ("<pre>a\nb</pre>", "a\nb"),
            ("<blockquote>a<blockquote>b</blockquote></blockquote>c", "> a\n>> b\nc"),
            ("<script>x</script>a<STYLE>y</style >b", "ab"), ("a<script>b", "a"),
            ("a<!-- b > -->c", "ac"), ("a<!-->b", "ab"), ("a<!-- b", "a"),
            ("<a title=\"x > y\">b</a>", "b"), ("<a title='it's'>b</a>", "b"),
            ("a < b, c <3", "a < b, c <3"), ("<", "<"), ("&", "&"), ("a&nbsp;b", "a b"),
            ("&lt;b&gt; &amp;amp; &quot;", "<b> &amp; \""),
            ("&#65;&#x42;&#128;&#x110000;", "AB€\u{FFFD}"),
            ("&auml;&Auml;&yuml;&szlig;&ndash;", "äÄÿß–"), ("&none; &#; &#x;", "&none; &#; &#x;"),
        ]
    )
    func html(_ html: String, _ text: String) {
        #expect(string(HTMLText.text(bytes(html))) == text)
    }

    @Test(
        "flowed lines are joined by RFC 3676",
        arguments: [
            ("a \nb", false, "a b"), ("a \nb", true, "ab"), ("a\nb", false, "a\nb"),
            ("> a \n> b", false, "> a b"), ("> a \nb", false, "> a \nb"),
            (">> a \n> b", false, ">> a \n> b"),
            ("-- \nAnna", false, "-- \nAnna"), ("a \n-- \nAnna", false, "a \n-- \nAnna"),
            (" From x", false, "From x"), ("  a", false, " a"), ("a\n\nb", false, "a\n\nb"),
        ]
    )
    func flowed(_ text: String, _ deletesSpace: Bool, _ expected: String) {
        #expect(string(FlowedText.joined(bytes(text), deletesSpace: deletesSpace)) == expected)
    }

    @Test(
        "base64 is read with noise and padding inside",
        arguments: [
            ("", ""), ("YQ==", "a"), ("YWI=", "ab"), ("YWJj", "abc"), ("YQ", "a"), ("YWI", "ab"),
            ("Y", ""), ("YQ==YQ==", "aa"), ("Y Q\r\n=\t=", "a"), ("-Y!Q=", "a"), ("====", ""),
        ]
    )
    func base64(_ text: String, _ expected: String) {
        #expect(string(Base64.decode(bytes(text), 0..<text.utf8.count)) == expected)
    }

    @Test("base64 is the bits of its letters wherever noise and padding cut them, on seeded text")
    func seededBase64() {
        let seed: UInt64 = 21
        var random = SeededBytes(seed: seed)
        let letters = bytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let others = bytes("=\r\n -")
        for round in 0..<2_000 {
            let text = (0..<random.below(40)).map { _ in
                random.below(8) == 0
                    ? others[random.below(others.count)] : letters[random.below(letters.count)]
            }
            var expected: [UInt8] = []
            for piece in text.split(separator: 0x3D) {
                let values = piece.compactMap { letters.firstIndex(of: $0) }
                let bits = values.flatMap { value in (0..<6).map { UInt8(value >> (5 - $0) & 1) } }
                for end in stride(from: 8, through: bits.count, by: 8) {
                    expected.append(bits[(end - 8)..<end].reduce(0) { $0 << 1 | $1 })
                }
            }
            #expect(Base64.decode(text, 0..<text.count) == expected, "seed \(seed), round \(round)")
        }
    }

    @Test(
        "quoted-printable is read as the world writes it",
        arguments: [
            ("a=3Db", "a=b"), ("=c3=A4", "ä"), ("a=\r\nb", "ab"), ("a=\nb", "ab"),
            ("a= \t\r\nb", "ab"),
            ("a  \r\nb", "a\r\nb"), ("a=20\nb", "a \nb"), ("a=", "a"), ("=4", "=4"), ("=zz", "=zz"),
            ("==41", "=A"), ("a=\r\n\r\nb", "a\r\nb"),
        ]
    )
    func quotedPrintable(_ text: String, _ expected: String) {
        #expect(string(QuotedPrintable.decode(bytes(text), 0..<text.utf8.count)) == expected)
    }

    @Test(
        "charsets are labels to be checked",
        arguments: [
            ([0xE4], "iso-8859-1", "ä", false), ([0x80], "latin1", "€", false),
            ([0xC3, 0xA4], "us-ascii", "ä", false), ([0xE4], "", "ä", false),
            ([0xE4], "utf-8", "\u{FFFD}", true), ([0xC3, 0xA4], "none-such", "ä", true),
            ([0xC1], "koi8-r", "а", false), ([0x82, 0xA0], "Shift_JIS", "あ", false),
            ([0xC4, 0xE3], "gb2312", "你", false), ([0xB0, 0xA1], "ks_c_5601-1987", "가", false),
            ([0xC1], "\"KOI8-R\"//TRANSLIT", "Á", true), ([0x41], "utf-7", "A", false),
            ([0x1B, 0x24, 0x42, 0x24, 0x22, 0x1B, 0x28, 0x42], "iso-2022-jp", "あ", false),
            ([0x82], "shift_jis", "\u{FFFD}", true),
        ] as [([UInt8], String, String, Bool)]
    )
    func charsets(_ bytes: [UInt8], _ label: String, _ text: String, _ replaced: Bool) {
        let read = Charset.utf8(bytes, label: label)
        #expect(string(read.utf8) == text)
        #expect(read.replaced == replaced)
    }

    @Test("validity of UTF-8 is what the standard library says, on seeded bytes")
    func validity() {
        let seed: UInt64 = 8
        var random = SeededBytes(seed: seed)
        let leads: [UInt8] = [
            0x41, 0x80, 0xBF, 0xC1, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0x9F, 0xA0,
        ]
        for round in 0..<20_000 {
            let bytes = (0..<random.below(7)).map { _ in leads[random.below(leads.count)] }
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            #expect((Charset.shape(of: bytes) != .other) == isValid, "seed \(seed), round \(round)")
        }
    }

    @Test("an mbox is split at its marks, and quoted marks are undone")
    func mbox() {
        let file = bytes(
            "From a Fri\nSubject: 1\n\nHello\n>From here\n>>From there\nFrom inside\n\n"
                + "From b Fri Nov 27 09:00:00 2026\r\nSubject: 2\r\n\r\nTwo\r\n\r\n"
                + "From Monday on\r\n\r\nFrom \nSubject: 3\n\nThree\n\n"
                + "From c@x.example Fri Nov 27 09:00 2026\n"
        )
        var reader = MboxReader(file)
        var mails: [String] = []
        while let range = reader.next() { mails.append(string(reader.mail(range))) }
        #expect(
            mails == [
                "Subject: 1\n\nHello\nFrom here\n>From there\nFrom inside\n",
                "Subject: 2\r\n\r\nTwo\r\n\r\nFrom Monday on\r\n",
                "Subject: 3\n\nThree\n", "",
            ]
        )
    }

    @Test("a file without marks is one mail, an empty one none")
    func mboxWithoutMarks() {
        #expect(Array(MboxReader(bytes("Subject: x\n\nHello\n"))) == [0..<18])
        #expect(Array(MboxReader([])).isEmpty)
        #expect(Array(MboxReader(bytes("\n\r\n"))).isEmpty)
    }
}
