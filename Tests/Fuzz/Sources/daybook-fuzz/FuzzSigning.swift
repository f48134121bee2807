import Crypto
import Daybook

/// Signs noise as platforms sign, so that it gets past the first check.
enum FuzzSigning {
    static let secret = Array("a-secret-for-noise".utf8)
    static let address = "https://clinic.example/hooks/sms"

    private static func code(_ bytes: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: secret)))
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self
        )
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
        )
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = Array(bytes[start..<min(start + 3, bytes.count)])
            let bits = (0..<3).reduce(0) { $0 << 8 | ($1 < group.count ? Int(group[$1]) : 0) }
            for place in 0..<4 {
                text.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : 0x3D)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    static func hub(_ body: [UInt8]) -> [RawMessage.Header] {
        [.init(name: "X-Hub-Signature-256", value: "sha256=" + hex(code(body)))]
    }

    static func telegram() -> [RawMessage.Header] {
        [
            .init(
                name: "X-Telegram-Bot-Api-Secret-Token",
                value: String(decoding: secret, as: UTF8.self)
            )
        ]
    }

    static func x(_ body: [UInt8]) -> [RawMessage.Header] {
        [.init(name: "x-twitter-webhooks-signature", value: "sha256=" + base64(code(body)))]
    }

    static func slack(_ body: [UInt8]) -> [RawMessage.Header] {
        let seconds = String(Fuzzed.receivedAt.seconds)
        return [
            .init(name: "X-Slack-Request-Timestamp", value: seconds),
            .init(
                name: "X-Slack-Signature",
                value: "v0=" + hex(code(Array("v0:\(seconds):".utf8) + body))
            ),
        ]
    }

    static func discourse(_ body: [UInt8]) -> [RawMessage.Header] {
        [
            .init(name: "X-Discourse-Event", value: "post_created"),
            .init(name: "X-Discourse-Event-Signature", value: "sha256=" + hex(code(body))),
        ]
    }

    /// Right for bodies of one pair without escapes, which is where noise begins; all others are
    /// sorted and decoded before they are refused.
    static func twilio(_ body: [UInt8]) -> [RawMessage.Header] {
        let pair = body.split(separator: 0x3D, maxSplits: 1).flatMap { $0 }
        let code = HMAC<Insecure.SHA1>.authenticationCode(
            for: Array(address.utf8) + pair,
            using: SymmetricKey(data: secret)
        )
        return [.init(name: "X-Twilio-Signature", value: base64(Array(code)))]
    }
}
