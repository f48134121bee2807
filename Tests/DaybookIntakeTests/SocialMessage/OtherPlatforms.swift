import Crypto
import DaybookDomain
import Foundation

@testable import DaybookIntake

/// Requests of the other platforms, signed as each of them does.
enum OtherPlatforms {
    static let secret = Array("another-test-secret".utf8)
    static let day = WebhookFixtures.day

    static func secrets(_ text: String = "another-test-secret") throws -> LiveSecrets {
        guard let secrets = LiveSecrets(current: Array(text.utf8)) else {
            throw WebhookFixtures.FixtureError.unusable("secret")
        }
        return secrets
    }

    static func message(
        _ channel: Channel,
        _ body: String,
        _ headers: [(String, String)],
        at: Int64 = day
    ) -> RawMessage {
        RawMessage(
            channel: channel,
            body: Array(body.utf8),
            headers: headers.map { .init(name: $0.0, value: $0.1) },
            receivedAt: Instant(milliseconds: at)
        )
    }

    private static func hex(_ text: String) -> String {
        HMAC<SHA256>.authenticationCode(
            for: Array(text.utf8),
            using: SymmetricKey(data: secret)
        ).map { String(format: "%02x", $0) }.joined()
    }

    static func slack(_ body: String, at: Int64 = day) -> RawMessage {
        let seconds = String(at / 1_000)
        return message(
            .slack,
            body,
            [
                ("X-Slack-Request-Timestamp", seconds),
                ("X-Slack-Signature", "v0=" + hex("v0:\(seconds):\(body)")),
            ]
        )
    }

    static func discourse(_ body: String, event: String) -> RawMessage {
        message(
            .forum,
            body,
            [
                ("X-Discourse-Event", event),
                ("X-Discourse-Event-Signature", "sha256=" + hex(body)),
            ]
        )
    }

    static func x(_ body: String) -> RawMessage {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(body.utf8),
            using: SymmetricKey(data: secret)
        )
        let digits = Data(code).base64EncodedString()
        return message(.x, body, [("X-Twitter-Webhooks-Signature", "sha256=" + digits)])
    }

    static func telegram(_ body: String, token: String = "another-test-secret") -> RawMessage {
        message(.telegram, body, [("X-Telegram-Bot-Api-Secret-Token", token)])
    }

    /// Signs a JSON body as Twilio does: the address with the body's digest in its query.
    static func twilio(json body: String, address: String) -> RawMessage {
        let digest = SHA256.hash(data: Array(body.utf8)).map { String(format: "%02x", $0) }
        let called = address + "?bodySHA256=" + digest.joined()
        let code = HMAC<Insecure.SHA1>.authenticationCode(
            for: Array(called.utf8),
            using: SymmetricKey(data: secret)
        )
        return message(.sms, body, [("X-Twilio-Signature", Data(code).base64EncodedString())])
    }

    /// Signs pairs as Twilio does, by a way of its own: a dictionary and a sorted list of its keys.
    static func twilio(_ pairs: [String: String], address: String) -> RawMessage {
        let signed = address + pairs.keys.sorted().map { $0 + (pairs[$0] ?? "") }.joined()
        let code = HMAC<Insecure.SHA1>.authenticationCode(
            for: Array(signed.utf8),
            using: SymmetricKey(data: secret)
        )
        let body = pairs.map { name, value in
            let escaped = value.utf8.map { String(format: "%%%02X", $0) }.joined()
            return "\(name)=\(escaped)"
        }
        return message(
            .sms,
            body.joined(separator: "&"),
            [("X-Twilio-Signature", Data(code).base64EncodedString())]
        )
    }
}
