import DaybookDomain
import Testing

/// What is written reads back, and looks the same each time.
@Suite("JSON writer")
struct JSONWriterTests {
    @Test(
        "Compact text has no space and keeps the order given",
        arguments: [
            (.null, "null"),
            (.bool(true), "true"),
            (.integer(.min), "-9223372036854775808"),
            (.number(JSONNumber(text: "9223372036854775808")), "9223372036854775808"),
            (.string("é\"\\/\n\r\t\u{1}\u{7F}"), #""é\"\\/\n\r\t\u0001\u007f""#),
            (.array([]), "[]"),
            (.object([:]), "{}"),
            (
                .object(["b": .array([.integer(1), .null]), "a": .object(["": .string("")])]),
                #"{"b":[1,null],"a":{"":""}}"#
            ),
        ] as [(JSONValue, String)]
    )
    func compactText(_ value: JSONValue, _ text: String) {
        #expect(String(decoding: JSONWriter.bytes(of: value), as: UTF8.self) == text)
    }

    @Test("Pretty text indents by two spaces and keeps empty containers on one line")
    func prettyText() {
        let value: JSONValue = .object([
            "a": .array([.integer(1), .array([]), .object(["x": .null])]), "b": .object([:]),
        ])
        let text = """
            {
              "a": [
                1,
                [],
                {
                  "x": null
                }
              ],
              "b": {}
            }
            """
        #expect(String(decoding: JSONWriter.bytes(of: value, .pretty), as: UTF8.self) == text)
    }

    @Test(
        "A double is written with the digits that read back as itself",
        arguments: [
            0.0, -0.0, 0.1, 1.0 / 3.0, 1e300, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
            -2.5, 1e16,
        ]
    )
    func doublesSurvive(_ number: Double) throws {
        var writer = JSONWriter()
        writer.number(number)
        let back = try #require(try JSONReader.parse(writer.bytes).double)
        #expect(back.bitPattern == number.bitPattern)
    }

    @Test("A number that JSON cannot say is null", arguments: [Double.infinity, -.infinity, .nan])
    func unsayableNumbersAreNull(_ number: Double) {
        var writer = JSONWriter()
        writer.number(number)
        #expect(writer.bytes == Array("null".utf8))
    }

    @Test("Members stream one by one, lines after lines")
    func streaming() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("text", "x")
        writer.member("count", UInt16(3))
        writer.member("done", true)
        writer.key("list")
        writer.beginArray()
        writer.bool(false)
        writer.number(1.5)
        writer.endArray()
        writer.endObject()
        writer.newline()
        writer.integer(2)
        let text = #"{"text":"x","count":3,"done":true,"list":[false,1.5]}"# + "\n2"
        #expect(writer.take() == Array(text.utf8))
        #expect(writer.bytes.isEmpty)
    }

    @Test(
        "Any value written, compact or pretty, reads back as itself",
        arguments: [11, 12, 13, 14]
    )
    func roundTrip(_ seed: UInt64) throws {
        var random = JSONSeed(seed: seed)
        for _ in 0..<500 {
            let value = anyValue(depth: 0, using: &random)
            for style in [JSONWriter.Style.compact, .pretty] {
                let text = JSONWriter.bytes(of: value, style)
                #expect(try JSONReader.parse(text) == value, "seed \(seed)")
                #expect(
                    try JSONWriter.bytes(of: JSONReader.parse(text), style) == text,
                    "seed \(seed)"
                )
            }
        }
    }

    private func anyValue(depth: Int, using random: inout JSONSeed) -> JSONValue {
        switch Int.random(in: 0..<(depth < 6 ? 8 : 6), using: &random) {
        case 0: return .null
        case 1: return .bool(.random(using: &random))
        case 2: return .integer(Int64(truncatingIfNeeded: random.next()))
        case 3:
            let digits = String(random.next()) + String(random.next())
            return .number(JSONNumber(text: digits + "." + digits + "e-5"))
        case 4, 5: return .string(anyText(using: &random))
        case 6:
            let count = Int.random(in: 0..<6, using: &random)
            return .array((0..<count).map { _ in anyValue(depth: depth + 1, using: &random) })
        default:
            var object = JSONObject()
            for _ in 0..<Int.random(in: 0..<24, using: &random) {
                object[anyText(using: &random)] = anyValue(depth: depth + 1, using: &random)
            }
            return .object(object)
        }
    }

    private func anyText(using random: inout JSONSeed) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0..<20, using: &random) {
            let bits = Int.random(in: 0...20, using: &random)
            let value = UInt32(truncatingIfNeeded: random.next()) & ((1 << UInt32(bits)) - 1)
            if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
        }
        return text
    }
}
