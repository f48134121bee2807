import DaybookDomain
import Testing

@testable import DaybookIntake

/// The question before delivery is answered only to those who know the token.
@Suite("Meta handshake")
struct MetaHandshakeTests {
    private func answer(_ query: String) throws -> String {
        let tokens = try #require(
            LiveSecrets(current: WebhookFixtures.verifyToken, previous: Array("old one".utf8))
        )
        let bytes = try MetaHandshake.challenge(query: Array(query.utf8), verifyTokens: tokens)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("The recorded question is answered with its challenge")
    func recorded() throws {
        let delivery = try WebhookFixtures.delivery(.messenger, "handshake")
        #expect(delivery.method == "GET")
        #expect(try answer(String(decoding: delivery.query, as: UTF8.self)) == "1158201444")
    }

    @Test("The token before the rotation still answers, percent-encoded or with a plus")
    func previousToken() throws {
        for token in ["old+one", "old%20one", "%6Fld+one"] {
            let query = "hub.challenge=7&hub.verify_token=\(token)&hub.mode=subscribe"
            #expect(try answer(query) == "7")
        }
    }

    @Test(
        "Other questions are refused",
        arguments: [
            ("", .malformed),
            ("hub.mode=unsubscribe&hub.verify_token=test-verify-token&hub.challenge=1", .malformed),
            ("hub.mode=subscribe&hub.challenge=1", .signatureMissing),
            ("hub.mode=subscribe&hub.verify_token=&hub.challenge=1", .signatureWrong),
            (
                "hub.mode=subscribe&hub.verify_token=test-verify-tokem&hub.challenge=1",
                .signatureWrong
            ),
            ("hub.mode=subscribe&hub.verify_token=test-verify-token", .malformed),
            ("hub.mode=subscribe&hub.verify_token=test-verify-token&hub.challenge=", .malformed),
            (
                "hub.mode=subscribe&hub.verify_token=test-verify-token&hub.challenge=%3Cscript%3E",
                .malformed
            ),
            (
                "hub.mode=subscribe&hub.verify_token=test-verify-token&hub.challenge="
                    + String(repeating: "1", count: 257), .malformed
            ),
            (String(repeating: "&", count: 5_000), .tooLarge),
        ] as [(String, Unreadable.Code)]
    )
    func refused(_ query: String, _ code: Unreadable.Code) throws {
        let error = try #require(throws: Unreadable.self) { _ = try answer(query) }
        #expect(error.code == code)
    }
}
