import DaybookDomain
import Testing

@testable import DaybookIntake

/// A recording gives back the request byte for byte.
@Suite("Recorded deliveries")
struct RecordedDeliveryTests {
    @Test("A line holds all of a request")
    func whole() throws {
        let line = #"""
            {"channel":"whatsapp","method":"GET","path":"/a?b=c&d","headers":{"X-A":"1","x-b":"2"},
             "body":"{\"t\":\"\\u00e9\"}","receivedAt":1772438400000}
            """#
        let delivery = try RecordedDelivery(line: Array(line.utf8))
        #expect(delivery.channel == .whatsapp)
        #expect(delivery.method == "GET")
        #expect(delivery.query == Array("b=c&d".utf8))
        #expect(delivery.headers.map(\.name) == ["X-A", "x-b"])
        #expect(delivery.body == Array(#"{"t":"\u00e9"}"#.utf8))
        #expect(delivery.receivedAt.milliseconds == 1_772_438_400_000)
        #expect(delivery.message.header("x-a") == "1")
    }

    @Test("Bytes that are not UTF-8 stand in base64; what is left out is empty")
    func base64Body() throws {
        let line = #"{"channel":"form","bodyBase64":"YT3/AA==","receivedAt":0}"#
        let delivery = try RecordedDelivery(line: Array(line.utf8))
        #expect(delivery.body == [0x61, 0x3D, 0xFF, 0x00])
        #expect(delivery.method == "POST")
        #expect(delivery.query.isEmpty)
        let bare = #"{"channel":"form","receivedAt":0}"#
        #expect(try RecordedDelivery(line: Array(bare.utf8)).body.isEmpty)
    }

    @Test(
        "A wrong line says what it should hold",
        arguments: [
            ("{", "a member name in quotes"),
            (#"{"channel":"fax","receivedAt":0}"#, "\"channel\": the name of a channel"),
            (#"{"channel":"form"}"#, "\"receivedAt\": milliseconds since 1970"),
            (
                #"{"channel":"form","receivedAt":0,"headers":[]}"#,
                "\"headers\": an object of at most 100 names"
            ),
            (
                #"{"channel":"form","receivedAt":0,"headers":{"a":1}}"#,
                "\"headers\": values that are strings"
            ),
            (
                #"{"channel":"form","receivedAt":0,"bodyBase64":"YQ="}"#,
                "\"body\": a string, or \"bodyBase64\": padded base64"
            ),
            (
                #"{"channel":"form","receivedAt":0,"body":{}}"#,
                "\"body\": a string, or \"bodyBase64\": padded base64"
            ),
        ]
    )
    func wrongLines(_ line: String, _ expected: String) throws {
        let error = try #require(throws: Unreadable.self) {
            _ = try RecordedDelivery(line: Array(line.utf8))
        }
        #expect(error.code == .malformed)
        #expect(error.expected == expected)
    }

    @Test(
        "Base64 has one spelling for each sequence of bytes",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"), ("??>>", "Pz8+Pg=="),
        ]
    )
    func base64(_ text: String, _ digits: String) {
        #expect(Base64Digits.text(Array(text.utf8)) == digits)
        #expect(Base64Digits.bytes(Array(digits.utf8)) == Array(text.utf8))
    }

    @Test(
        "Other spellings are refused",
        arguments: ["Zg", "Zg=", "Zh==", "Zm9=", "Zg===", "=", "====", "Z===", "Zm 9v", "Zm9v\n"]
    )
    func wrongBase64(_ digits: String) {
        #expect(Base64Digits.bytes(Array(digits.utf8)) == nil)
    }
}
