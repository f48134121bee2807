import Crypto
import DaybookDomain
import DaybookTesting
import Foundation

@testable import DaybookIntake

/// Samples of the channels that ship, and how their platforms sign.
enum ContractSamples {
    static let secret = OtherPlatforms.secret
    static let day = Instant(milliseconds: OtherPlatforms.day)

    /// A body of a platform without recorded deliveries.
    static func sample(
        _ channel: Channel,
        _ name: String,
        _ body: String,
        _ headers: [(String, String)] = [],
        personal: [String]
    ) -> ChannelSample {
        ChannelSample(
            name,
            channel: channel,
            body: Array(body.utf8),
            headers: headers.map { .init(name: $0.0, value: $0.1) },
            receivedAt: day,
            personalWords: personal
        )
    }

    /// Recorded deliveries by name.
    static func recorded(
        _ file: String,
        _ names: [String],
        personal: [String]
    ) throws -> [ChannelSample] {
        var samples: [ChannelSample] = []
        for line in try WebhookFixtures.lines(file) {
            guard let name = try JSONReader.parse(line)["name"]?.string, names.contains(name) else {
                continue
            }
            let delivery = try RecordedDelivery(line: line)
            samples.append(
                ChannelSample(
                    name,
                    channel: delivery.channel,
                    body: delivery.body,
                    headers: delivery.headers,
                    receivedAt: delivery.receivedAt,
                    personalWords: personal
                )
            )
        }
        guard samples.count == names.count else {
            throw WebhookFixtures.FixtureError.missing(file)
        }
        return samples
    }

    private static func code(_ bytes: [UInt8], _ key: [UInt8] = secret) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: key)))
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { String(format: "%02x", $0) }.joined()
    }

    static func meta(_ sample: ChannelSample) -> [RawMessage.Header] {
        [
            .init(
                name: "X-Hub-Signature-256",
                value: "sha256=" + hex(code(sample.body, WebhookFixtures.secret))
            )
        ]
    }

    static func discourse(_ sample: ChannelSample) -> [RawMessage.Header] {
        [
            .init(
                name: "X-Discourse-Event-Signature",
                value: "sha256=" + hex(code(sample.body))
            )
        ]
    }

    static func slack(_ sample: ChannelSample) -> [RawMessage.Header] {
        let seconds = String(sample.receivedAt.seconds)
        let signed = Array("v0:\(seconds):".utf8) + sample.body
        return [
            .init(name: "X-Slack-Request-Timestamp", value: seconds),
            .init(name: "X-Slack-Signature", value: "v0=" + hex(code(signed))),
        ]
    }

    static func x(_ sample: ChannelSample) -> [RawMessage.Header] {
        let digits = Data(code(sample.body)).base64EncodedString()
        return [.init(name: "X-Twitter-Webhooks-Signature", value: "sha256=" + digits)]
    }

    static let twilioAddress = "https://clinic.example/hooks/sms"

    /// Twilio signs its address and the decoded pairs; sorted here by a way of its own. Of JSON it signs
    /// the address with the digest.
    static func twilio(_ sample: ChannelSample) -> [RawMessage.Header] {
        let start = sample.body.first { !" \t\r\n".utf8.contains($0) }
        if start == UInt8(ascii: "{") || start == UInt8(ascii: "[") {
            let called = twilioAddress + "?bodySHA256=" + hex(Array(SHA256.hash(data: sample.body)))
            return twilio(signing: Array(called.utf8))
        }
        var pairs: [(name: [UInt8], value: [UInt8])] = []
        for field in URLEncodedFields.decode(sample.body[...], countMax: SocialLimits.fieldsMax) {
            if !pairs.contains(where: { $0.name == field.name && $0.value == field.value }) {
                pairs.append((field.name, field.value))
            }
        }
        pairs.sort { left, right in
            left.name == right.name
                ? left.value.lexicographicallyPrecedes(right.value)
                : left.name.lexicographicallyPrecedes(right.name)
        }
        return twilio(
            signing: Array(twilioAddress.utf8) + pairs.flatMap { $0.name + $0.value }
        )
    }

    private static func twilio(signing signed: [UInt8]) -> [RawMessage.Header] {
        let code = HMAC<Insecure.SHA1>.authenticationCode(
            for: signed,
            using: SymmetricKey(data: secret)
        )
        return [.init(name: "X-Twilio-Signature", value: Data(code).base64EncodedString())]
    }
}
