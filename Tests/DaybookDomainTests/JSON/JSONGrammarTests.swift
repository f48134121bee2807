import DaybookDomain
import Testing

/// RFC 8259's grammar, case by case.
@Suite("JSON grammar")
struct JSONGrammarTests {
    /// A text with the value it means.
    struct Valid: Sendable, CustomTestStringConvertible {
        let text: String
        let value: JSONValue
        var testDescription: String { text }

        init(_ text: String, _ value: JSONValue) {
            self.text = text
            self.value = value
        }
    }

    static let valid: [Valid] = [
        Valid("null", .null),
        Valid(" \t\r\n true \t\r\n ", .bool(true)),
        Valid("false", .bool(false)),
        Valid("0", .integer(0)),
        Valid("-1", .integer(-1)),
        Valid("9223372036854775807", .integer(.max)),
        Valid("-9223372036854775808", .integer(.min)),
        Valid("9223372036854775808", .number(JSONNumber(text: "9223372036854775808"))),
        Valid("-9223372036854775809", .number(JSONNumber(text: "-9223372036854775809"))),
        Valid(
            "178414061236000000000000001",
            .number(JSONNumber(text: "178414061236000000000000001"))
        ),
        Valid("-0", .number(JSONNumber(text: "-0"))),
        Valid("1.0", .number(JSONNumber(text: "1.0"))),
        Valid("1e2", .number(JSONNumber(text: "1e2"))),
        Valid("1E+2", .number(JSONNumber(text: "1E+2"))),
        Valid("-0.5e-07", .number(JSONNumber(text: "-0.5e-07"))),
        Valid("\"\"", .string("")),
        Valid(#""a\"\\\/\b\f\n\r\t""#, .string("a\"\\/\u{8}\u{C}\n\r\t")),
        Valid(#""\u0041\u00e9\u20AC\uD83D\uDE00""#, .string("Aé€😀")),
        Valid(#""\u0000""#, .string("\u{0}")),
        Valid("\"é€😀\"", .string("é€😀")),
        Valid("\"\u{7F}\"", .string("\u{7F}")),
        Valid("[]", .array([])),
        Valid("[ ]", .array([])),
        Valid("[1 , [2],\n{}]", .array([.integer(1), .array([.integer(2)]), .object([:])])),
        Valid("{}", .object([:])),
        Valid("{ }", .object([:])),
        Valid(
            #"{"b":1,"a":[null],"":"empty"}"#,
            .object(["b": .integer(1), "a": .array([.null]), "": .string("empty")])
        ),
        Valid(#"{"\u0061":1}"#, .object(["a": .integer(1)])),
    ]

    @Test("A text of the grammar is read as what it means", arguments: valid)
    func validTextIsRead(_ example: Valid) throws {
        #expect(try JSONReader.parse(Array(example.text.utf8)) == example.value)
    }

    /// A text with the error it deserves.
    struct Invalid: Sendable, CustomTestStringConvertible {
        let text: String
        let code: JSONError.Code
        let offset: Int
        let path: String
        var testDescription: String { text }

        init(_ text: String, _ code: JSONError.Code, _ offset: Int, _ path: String = "") {
            self.text = text
            self.code = code
            self.offset = offset
            self.path = path
        }
    }

    static let invalid: [Invalid] = [
        Invalid("", .unexpectedEnd, 0),
        Invalid("  ", .unexpectedEnd, 2),
        Invalid("\u{FEFF}{}", .unexpectedByte, 0),
        Invalid("nul", .unexpectedEnd, 3),
        Invalid("nulL", .unexpectedByte, 3),
        Invalid("True", .unexpectedByte, 0),
        Invalid("NaN", .unexpectedByte, 0),
        Invalid("Infinity", .unexpectedByte, 0),
        Invalid("+1", .unexpectedByte, 0),
        Invalid("-", .unexpectedEnd, 1),
        Invalid("-x", .invalidNumber, 1),
        Invalid("01", .invalidNumber, 1),
        Invalid("-01", .invalidNumber, 2),
        Invalid(".5", .unexpectedByte, 0),
        Invalid("1.", .unexpectedEnd, 2),
        Invalid("1.e1", .invalidNumber, 2),
        Invalid("1e", .unexpectedEnd, 2),
        Invalid("1e+", .unexpectedEnd, 3),
        Invalid("0x10", .trailingBytes, 1),
        Invalid("1 2", .trailingBytes, 2),
        Invalid("{}}", .trailingBytes, 2),
        Invalid("\"abc", .unexpectedEnd, 4),
        Invalid("'abc'", .unexpectedByte, 0),
        Invalid("\"a\nb\"", .controlCharacter, 2),
        Invalid("\"\\t\u{0}\"", .controlCharacter, 3),
        Invalid(#""\a""#, .invalidEscape, 2),
        Invalid(#""\u12G4""#, .invalidEscape, 5),
        Invalid(#""\u12"#, .unexpectedEnd, 5),
        Invalid(#""\"#, .unexpectedEnd, 2),
        Invalid(#""\uD800""#, .loneSurrogate, 1),
        Invalid(#""x\uDC00""#, .loneSurrogate, 2),
        Invalid(#""\uD800\u0041""#, .loneSurrogate, 1),
        Invalid(#""\uD800\n""#, .loneSurrogate, 1),
        Invalid("[", .unexpectedEnd, 1, "/0"),
        Invalid("[1", .unexpectedEnd, 2),
        Invalid("[1,", .unexpectedEnd, 3, "/1"),
        Invalid("[1,]", .unexpectedByte, 3, "/1"),
        Invalid("[,1]", .unexpectedByte, 1, "/0"),
        Invalid("[1 2]", .unexpectedByte, 3),
        Invalid("[1}", .unexpectedByte, 2),
        Invalid("{", .unexpectedEnd, 1),
        Invalid("{\"a\"", .unexpectedEnd, 4),
        Invalid("{\"a\":", .unexpectedEnd, 5, "/a"),
        Invalid("{\"a\":1,}", .unexpectedByte, 7),
        Invalid("{\"a\" 1}", .unexpectedByte, 5),
        Invalid("{a:1}", .unexpectedByte, 1),
        Invalid("{1:1}", .unexpectedByte, 1),
        Invalid("{\"a\":1 \"b\":2}", .unexpectedByte, 7),
        Invalid("{\"a\":1,\"b\":2,\"a\":3}", .duplicateKey, 13, "/a"),
        Invalid(#"{"a":1,"\u0061":3}"#, .duplicateKey, 7, "/a"),
        Invalid("[{\"a/b~c\":[0,tru]}]", .unexpectedByte, 16, "/0/a~1b~0c/1"),
        Invalid("// note\n1", .unexpectedByte, 0),
        Invalid("[1] // note", .trailingBytes, 4),
    ]

    @Test("A text against the grammar is refused with its place", arguments: invalid)
    func invalidTextIsRefused(_ example: Invalid) throws {
        let error = try #require(throws: JSONError.self) {
            _ = try JSONReader.parse(Array(example.text.utf8))
        }
        #expect(error.code == example.code)
        #expect(error.offset == example.offset)
        #expect(error.path == example.path)
    }

    @Test(
        "Bytes that are not UTF-8 are refused: overlong, surrogate, truncated, beyond Unicode",
        arguments: [
            [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0xF4, 0x90, 0x80, 0x80], [0xFF],
            [0x80], [0xF0, 0x80, 0x80, 0xAF],
        ] as [[UInt8]]
    )
    func invalidUTF8IsRefused(_ wrong: [UInt8]) throws {
        for prefix in ["", "ab", "\\n"] {
            let text = Array("[0,\"".utf8) + Array(prefix.utf8) + wrong + Array("\"]".utf8)
            let error = try #require(throws: JSONError.self) { _ = try JSONReader.parse(text) }
            #expect(error.code == .invalidUTF8)
            #expect(error.offset == 4)
            #expect(error.path == "/1")
        }
    }

    @Test(
        "A message cut inside an emoji reads with U+FFFD in its place",
        arguments: [
            (#""a\uD83D""#, "a\u{FFFD}"),
            (#""\uDE00b""#, "\u{FFFD}b"),
            (#""\uD83D\uD83D\uDE00""#, "\u{FFFD}😀"),
            (#""\uD83Dx""#, "\u{FFFD}x"),
            (#""\uD83D\u0041""#, "\u{FFFD}A"),
        ]
    )
    func loneSurrogateIsReplacedInMessages(_ text: String, _ expected: String) throws {
        let value = try JSONReader.parse(Array(text.utf8), limits: .message)
        #expect(value == .string(expected))
    }

    @Test("The same name twice is refused also among many names")
    func duplicateAmongManyNames() throws {
        for count in [15, 16, 17, 40, 1_000] {
            let names = (0..<count).map { "\"k\($0)\":\($0)" }
            let fine = "{" + names.joined(separator: ",") + "}"
            #expect(try JSONReader.parse(Array(fine.utf8)).object?.members.count == count)
            for repeated in [0, count / 2, count - 1] {
                let doubled = "{" + names.joined(separator: ",") + ",\"k\(repeated)\":0}"
                let error = try #require(throws: JSONError.self) {
                    _ = try JSONReader.parse(Array(doubled.utf8))
                }
                #expect(error.code == .duplicateKey)
                #expect(error.path == "/k\(repeated)")
            }
        }
    }
}
