import DaybookDomain
import Testing

@testable import DaybookIntake

/// The signature covers every bit of the bytes as received.
@Suite("Webhook signatures")
struct WebhookSignatureTests {
    private func text() throws -> (body: [UInt8], signature: String) {
        let delivery = try WebhookFixtures.delivery(.messenger, "text")
        let header = delivery.headers.first { $0.name == "X-Hub-Signature-256" }
        return (delivery.body, try #require(header).value)
    }

    private func outcome(_ body: [UInt8], _ signature: String) throws -> Outcome {
        Outcome(
            try WebhookFixtures.adapter(.messenger),
            RawMessage(
                channel: .messenger,
                body: body,
                headers: [.init(name: "X-Hub-Signature-256", value: signature)],
                receivedAt: Instant(milliseconds: 0)
            )
        )
    }

    @Test("Any single bit of the body changed is refused")
    func bodyBits() throws {
        let (body, signature) = try text()
        #expect(try outcome(body, signature).code == nil)
        for index in body.indices {
            for bit in 0..<8 {
                var changed = body
                changed[index] ^= 1 << UInt8(bit)
                #expect(try outcome(changed, signature).code == .signatureWrong)
            }
        }
    }

    @Test("Any single bit of the signature changed is refused")
    func signatureBits() throws {
        let (body, signature) = try text()
        let bytes = Array(signature.utf8)
        for index in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[index] ^= 1 << UInt8(bit)
                let text = String(decoding: changed, as: UTF8.self)
                #expect(try outcome(body, text).code == .signatureWrong)
            }
        }
    }

    @Test("A signature cut short or made longer is refused")
    func signatureLengths() throws {
        let (body, signature) = try text()
        for length in 0..<signature.utf8.count {
            #expect(try outcome(body, String(signature.prefix(length))).code == .signatureWrong)
        }
        for tail in ["0", "00", " ", "\n"] {
            #expect(try outcome(body, signature + tail).code == .signatureWrong)
        }
        #expect(try outcome(body, " " + signature).code == .signatureWrong)
    }

    @Test("A body decoded and written again is refused: the platform escapes as it likes")
    func reserialisedBody() throws {
        let (body, signature) = try text()
        let again = JSONWriter.bytes(of: try JSONReader.parse(body))
        #expect(again != body)
        #expect(try outcome(again, signature).code == .signatureWrong)
    }

    @Test("Cut off at any byte and signed anew, a body is malformed and nothing traps")
    func truncation() throws {
        let body = try WebhookFixtures.delivery(.messenger, "comments").body
        let adapter = try WebhookFixtures.adapter(.messenger)
        for length in 0..<body.count {
            let message = WebhookFixtures.signed(.messenger, Array(body[..<length]))
            #expect(Outcome(adapter, message).code == .malformed)
        }
    }

    @Test(
        "Mutated bodies signed anew never trap, and read the same twice",
        arguments: [Channel.messenger, .instagram, .whatsapp],
        [1, 2] as [UInt64]
    )
    func mutations(_ channel: Channel, _ seed: UInt64) throws {
        var random = SocialSeed(seed)
        let adapter = try WebhookFixtures.adapter(channel)
        let bodies = try WebhookFixtures.all(channel).map(\.delivery.body).filter { !$0.isEmpty }
        let pieces = ["null", "0", "[]", "{}", "\"\"", "true", "-1e9", "[[]]", "9e999"]
        for _ in 0..<700 {
            var body = bodies[Int.random(in: 0..<bodies.count, using: &random)]
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<body.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: body[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 1: body.remove(at: place)
                case 2: body.insert(UInt8.random(in: 0...255, using: &random), at: place)
                default:
                    // A value of another kind where the schema has one.
                    let end = body[place...].firstIndex { $0 == 0x2C || $0 == 0x7D } ?? place
                    let start = body[..<place].lastIndex { $0 == 0x3A }.map { $0 + 1 } ?? place
                    let piece = pieces[Int.random(in: 0..<pieces.count, using: &random)]
                    body.replaceSubrange(start..<end, with: Array(piece.utf8))
                }
            }
            let first = Outcome(adapter, WebhookFixtures.signed(channel, body))
            let second = Outcome(adapter, WebhookFixtures.signed(channel, body))
            #expect(first == second, "seed \(seed)")
        }
    }

    @Test("An empty secret is none")
    func emptySecrets() {
        #expect(LiveSecrets(current: []) == nil)
        #expect(LiveSecrets(current: [1], previous: []) == nil)
    }

    @Test("A secret is not shown")
    func secretsAreNotShown() throws {
        let secrets = try WebhookFixtures.secrets()
        var dumped = ""
        dump(secrets, to: &dumped)
        #expect(!dumped.contains("116"))
        #expect("\(secrets)" == "2 live secrets")
    }
}
