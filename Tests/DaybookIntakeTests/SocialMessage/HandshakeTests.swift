import DaybookDomain
import Testing

@testable import DaybookIntake

/// The questions of all platforms, from the request as it came.
@Suite("Handshakes")
struct HandshakeTests {
    private static func request(_ line: String) throws -> RecordedDelivery {
        try RecordedDelivery(line: Array(line.utf8))
    }

    private static func answer(_ line: String) throws -> String? {
        let secrets = try OtherPlatforms.secrets()
        return try Handshake.answer(request(line), secrets: secrets).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    private static func get(_ channel: String, _ query: String) -> String {
        #"{"channel":"\#(channel)","method":"GET","path":"/hook?\#(query)","receivedAt":1}"#
    }

    @Test(
        "Meta's platforms get their challenge back",
        arguments: ["messenger", "instagram", "whatsapp"]
    )
    func meta(_ channel: String) throws {
        let query = "hub.mode=subscribe&hub.verify_token=another-test-secret&hub.challenge=4711"
        #expect(try Self.answer(Self.get(channel, query)) == "4711")
        let wrong = "hub.mode=subscribe&hub.verify_token=guess&hub.challenge=4711"
        #expect(throws: Unreadable.self) { try Self.answer(Self.get(channel, wrong)) }
    }

    @Test("X gets the code of its token")
    func x() throws {
        let answer = try #require(try Self.answer(Self.get("x", "crc_token=abc")))
        #expect(answer.hasPrefix(#"{"response_token":"sha256="#))
    }

    @Test("a delivery is no question, and platforms that ask none are refused")
    func others() throws {
        #expect(try Self.answer(#"{"channel":"x","body":"{}","receivedAt":1}"#) == nil)
        #expect(throws: Unreadable.self) { try Self.answer(Self.get("telegram", "a=b")) }
    }

    @Test("Slack's question is signed like a delivery")
    func slack() throws {
        let message = OtherPlatforms.slack(#"{"type":"url_verification","challenge":"3eZbrw1a"}"#)
        let headers = message.headers.map { #""\#($0.name)":"\#($0.value)""# }.joined(
            separator: ","
        )
        let line =
            #"{"channel":"slack","headers":{\#(headers)},"receivedAt":\#(OtherPlatforms.day),"#
            + #""body":"{\"type\":\"url_verification\",\"challenge\":\"3eZbrw1a\"}"}"#
        #expect(try Self.answer(line) == "3eZbrw1a")
    }
}
