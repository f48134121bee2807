import Testing

@testable import DaybookIntake

/// What people type into single fields.
@Suite("Form text")
struct FormTextTests {
    @Test(
        "Addresses that mail could reach are made comparable, others are refused",
        arguments: [
            ("Ada@Example.ORG", "ada@example.org"), ("a@b.c", "a@b.c"),
            ("ada+tag@mail.example.org", "ada+tag@mail.example.org"),
            ("ada@münchen.example", "ada@münchen.example"), ("ÄDA@example.org", "Äda@example.org"),
            ("", nil), ("ada", nil), ("@example.org", nil), ("ada@", nil), ("ada@example", nil),
            ("ada@.org", nil), ("ada@example.", nil), ("ada@example..org", nil),
            ("a b@example.org", nil), ("ada@@example.org", nil), ("a,b@example.org", nil),
            ("<ada@example.org>", nil), ("ada@example.org\nBcc:x@y.z", nil),
            (String(repeating: "a", count: 65) + "@example.org", nil),
        ] as [(String, String?)]
    )
    func email(_ text: String, _ expected: String?) {
        #expect(FormText.email(text) == expected)
    }

    @Test(
        "Numbers are kept as digits, others are refused",
        arguments: [
            ("030 1234567", "0301234567"), ("+49 (30) 123-45.67/8", "+493012345678"),
            ("0049301234567", "+49301234567"), ("12345", "12345"),
            ("1234", nil), ("1234567890123456", nil), ("+", nil), ("", nil), ("030 12ab", nil),
            ("49+301234567", nil), ("٠٣٠١٢٣٤٥", nil),
        ] as [(String, String?)]
    )
    func phone(_ text: String, _ expected: String?) {
        #expect(FormText.phone(text) == expected)
    }

    @Test(
        "Language tags are recognised by their shape",
        arguments: [
            ("de", true), ("de-AT", true), ("zh-Hans-CN", true), ("x", false), ("", false),
            ("de_AT", false), ("de-", false), ("1e", false), ("en-toolongsubtag", false),
        ]
    )
    func language(_ text: String, _ expected: Bool) {
        #expect(FormText.isLanguage(text) == expected)
    }

    @Test(
        "Lines end in one line feed, single lines have none, control characters are gone",
        arguments: [
            (" a\r\nb\rc\n\nd \n", "a\nb\nc\n\nd", "a b c  d"),
            ("\u{0}a\u{7}\tb\u{7F}", "a\tb", "a b"), ("\r\n", "", ""), ("é🙏", "é🙏", "é🙏"),
        ]
    )
    func cleaned(_ text: String, _ lines: String, _ line: String) {
        #expect(FormText.cleaned(text, isMultiline: true) == lines)
        #expect(FormText.cleaned(text, isMultiline: false) == line)
    }

    @Test(
        "Pairs are split and decoded by bytes",
        arguments: [
            ("", []), ("&&", []), ("a", ["a="]), ("a=", ["a="]), ("=b", ["=b"]),
            ("a=b=c", ["a=b=c"]), ("a=1&a=2", ["a=1", "a=2"]), ("%61=%62", ["a=b"]),
            ("a=%", ["a=%"]), ("a=%4", ["a=%4"]), ("a=%4g", ["a=%4g"]), ("a=%%41", ["a=%A"]),
            ("a=%c3%A9", ["a=é"]), ("a+b=c+d", ["a b=c d"]), ("a=%2B%26%3D", ["a=+&="]),
        ]
    )
    func pairs(_ body: String, _ expected: [String]) {
        let fields = URLEncodedFields.decode(Array(body.utf8)[...], countMax: 10)
        let texts = fields.map { field in
            String(decoding: field.name + [UInt8(ascii: "=")] + field.value, as: UTF8.self)
        }
        #expect(texts == expected)
        #expect(URLEncodedFields.count(Array(body.utf8)) == expected.count)
    }
}
