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

    /// Signs the pairs sorted by name, without those that stand twice; where a body is too broken to
    /// have pairs, the signature is wrong, which is an answer too. Of JSON the digest is signed.
    static func twilio(_ body: [UInt8]) -> [RawMessage.Header] {
        if let start = body.first(where: { $0 > 0x20 }), start == 0x5B || start == 0x7B {
            let digest = hex(Array(SHA256.hash(data: body)))
            return twilio(signing: Array((address + "?bodySHA256=" + digest).utf8))
        }
        let pairs = body.split(separator: 0x26).map { pair in
            let parts = pair.split(separator: 0x3D, maxSplits: 1, omittingEmptySubsequences: false)
            return parts.map(unescaped)
        }
        let sorted = Set(pairs).sorted { $0.lexicographicallyPrecedes($1) { $0.isBefore($1) } }
        return twilio(signing: Array(address.utf8) + sorted.flatMap { $0.flatMap { $0 } })
    }

    private static func twilio(signing signed: [UInt8]) -> [RawMessage.Header] {
        let code = HMAC<Insecure.SHA1>.authenticationCode(
            for: signed,
            using: SymmetricKey(data: secret)
        )
        return [.init(name: "X-Twilio-Signature", value: base64(Array(code)))]
    }

    private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var index = text.startIndex
        while index < text.endIndex {
            let digits = text[index...].dropFirst().prefix(2)
            if text[index] == 0x25, digits.count == 2,
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                output.append(value)
                index += 3
            } else {
                output.append(text[index] == 0x2B ? 0x20 : text[index])
                index += 1
            }
        }
        return output
    }
}

extension [UInt8] {
    fileprivate func isBefore(_ other: [UInt8]) -> Bool { lexicographicallyPrecedes(other) }
}
