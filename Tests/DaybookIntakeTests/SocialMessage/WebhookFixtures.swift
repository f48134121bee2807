import Crypto
import DaybookDomain
import Foundation

@testable import DaybookIntake

/// The recorded deliveries in `Tests/Fixtures/webhook`, by platform and name.
enum WebhookFixtures {
    static let secret = Array("test-app-secret-0123456789abcdef".utf8)
    static let previousSecret = Array("test-app-secret-before-rotation".utf8)
    static let verifyToken = Array("test-verify-token".utf8)

    /// The fixtures' day: 2026-03-02 08:00 UTC.
    static let day: Int64 = 1_772_438_400_000

    static func secrets() throws -> LiveSecrets {
        guard let secrets = LiveSecrets(current: secret, previous: previousSecret) else {
            throw FixtureError.unusable("secrets")
        }
        return secrets
    }

    static func adapter(_ channel: Channel) throws -> MetaAdapter {
        MetaAdapter(channel: channel, secrets: try secrets())
    }

    enum FixtureError: Error {
        case missing(String)
        case unusable(String)
    }

    static func lines(_ path: String) throws -> [[UInt8]] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = folder.appending(path: "Fixtures/\(path)")
        return try Data(contentsOf: file).split(separator: 0x0A).map { Array($0) }
    }

    /// The recorded deliveries of a platform, with their names in order.
    static func all(_ channel: Channel) throws -> [(name: String, delivery: RecordedDelivery)] {
        try lines("webhook/\(channel.name).jsonl").map { line in
            let name = try JSONReader.parse(line)["name"]?.string
            return (name ?? "", try RecordedDelivery(line: line))
        }
    }

    static func delivery(_ channel: Channel, _ name: String) throws -> RecordedDelivery {
        guard let found = try all(channel).first(where: { $0.name == name }) else {
            throw FixtureError.missing(name)
        }
        return found.delivery
    }

    /// A message with that body, signed.
    static func signed(
        _ channel: Channel,
        _ body: [UInt8],
        secret: [UInt8] = secret
    ) -> RawMessage {
        let code = HMAC<SHA256>.authenticationCode(
            for: body,
            using: SymmetricKey(data: secret)
        )
        let digits = code.map { String(format: "%02x", $0) }.joined()
        return RawMessage(
            channel: channel,
            body: body,
            headers: [.init(name: "x-hub-signature-256", value: "sha256=" + digits)],
            receivedAt: Instant(milliseconds: day + 1_500)
        )
    }

    /// SHA-256 of a text in hexadecimal.
    static func digest(_ text: String) -> String {
        SHA256.hash(data: Array(text.utf8)).map { String(format: "%02x", $0) }.joined()
    }
}

/// SplitMix64: small, seeded, the same everywhere.
struct SocialSeed: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
