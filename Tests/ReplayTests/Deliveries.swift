import Daybook
import DaybookTesting
import FoundationEssentials
import Testing

/// All samples of all channels, as a transport hands them over.
struct Deliveries {
    let book: Book
    let temporary: TemporaryBook

    /// One sample, by the name of its file and its line or own name there.
    struct Sample {
        let name: String
        let content: Content

        enum Content {
            case mail([UInt8])
            case recorded(RecordedDelivery)
        }
    }

    static let all: [Sample] = (try? samples()) ?? []

    private static func samples() throws -> [Sample] {
        var samples: [Sample] = []
        for folder in ["Tests/Fixtures/mail", "schemas/examples/demo/mail"] {
            let path = Repository.root + "/" + folder
            for name in try FileManager.default.contentsOfDirectory(atPath: path).sorted()
            where name.hasSuffix(".eml") {
                samples.append(
                    Sample(
                        name: folder + "/" + name,
                        content: .mail(try Repository.bytes(folder + "/" + name))
                    )
                )
            }
        }
        let channels = [
            "messenger", "instagram", "whatsapp", "telegram", "sms", "x", "slack", "forum",
        ]
        let files =
            channels.map { "Tests/Fixtures/webhook/\($0).jsonl" } + [
                "Tests/Fixtures/form/form.jsonl", "schemas/examples/demo/form/submissions.jsonl",
            ]
        for file in files {
            let lines = try Repository.bytes(file).split(separator: 0x0A)
            for (number, line) in lines.enumerated() {
                let delivery = try RecordedDelivery(line: Array(line))
                guard delivery.method == "POST" else { continue }
                let own = try JSONReader.parse(Array(line))["name"]?.string
                samples.append(
                    Sample(
                        name: "\(file):\(own ?? String(number + 1))",
                        content: .recorded(delivery)
                    )
                )
            }
        }
        return samples
    }

    init(seed: UInt64) async throws {
        temporary = try TemporaryBook(
            start: try #require(Instant(rfc3339: Scenario.start)),
            seed: seed
        )
        book = try temporary.open()
        try await book.configure(try Repository.bytes("schemas/examples/clinic.json"))
    }

    /// Takes a sample in.
    ///
    /// - Returns: What became of it; `nil` where it was refused, as some are meant to be.
    func take(_ sample: Sample) async throws -> [Received]? {
        temporary.clock.advance(seconds: 1)
        let now = temporary.clock.now
        do throws(BookError) {
            switch sample.content {
            case .mail(let bytes):
                let mail = RawMessage(channel: .email, body: bytes, receivedAt: now)
                let adapter = EmailAdapter(addresses: ["praxis@lindenhof.example"])
                return try await book.receive(mail, with: adapter)
            case .recorded(let delivery):
                return try await receive(delivery)
            }
        } catch {
            guard error.kind == .input || error.kind == .notPermitted || error.code == "conflict"
            else { throw error }
            return nil
        }
    }

    private func receive(_ delivery: RecordedDelivery) async throws(BookError) -> [Received] {
        switch delivery.channel {
        case .form: return try await book.receive(delivery.message, with: FormAdapter())
        case .messenger, .instagram, .whatsapp:
            guard
                let secrets = LiveSecrets(
                    current: Array("test-app-secret-0123456789abcdef".utf8),
                    previous: Array("test-app-secret-before-rotation".utf8)
                )
            else { return [] }
            return try await book.receive(
                delivery.message,
                with: MetaAdapter(channel: delivery.channel, secrets: secrets)
            )
        default:
            guard let adapter = Deliveries.other(delivery.channel) else { return [] }
            return try await book.receive(delivery.message, with: adapter)
        }
    }

    /// The readers of the other platforms, whose samples are all signed with one secret.
    private static func other(_ channel: Channel) -> (any ChannelAdapter)? {
        guard let secrets = LiveSecrets(current: Array("another-test-secret".utf8)) else {
            return nil
        }
        switch channel {
        case .telegram: return TelegramAdapter(bot: "77", secrets: secrets)
        case .sms:
            return TwilioAdapter(
                addresses: ["https://clinic.example/hooks/sms"],
                secrets: secrets
            )
        case .x: return XAdapter(secrets: secrets)
        case .slack: return SlackAdapter(secrets: secrets)
        case .forum: return DiscourseAdapter(secrets: secrets, staff: ["lindenhof"])
        default: return nil
        }
    }

    /// What the facts say, apart from when they were recorded and received. Tokens are random, so
    /// each stands as the place of its first appearance.
    func meanings() throws -> [Meaning] {
        var places: [UInt64: UInt64] = [0: 0]
        return try book.facts(from: 1, through: .max).map { fact in
            let place = places[fact.party] ?? fact.sequence
            places[fact.party] = place
            return Meaning(fact, party: place)
        }
    }
}

/// What a fact says apart from when it was recorded and received.
struct Meaning: Equatable {
    let sequence: UInt64
    let kind: Kind?
    let channel: Channel
    let subject: UInt64
    let party: UInt64
    let cause: UInt64
    let reason: Reason
    let flags: UInt8

    init(_ fact: Fact, party: UInt64) {
        sequence = fact.sequence
        kind = fact.kind
        channel = fact.channel
        subject = fact.subject
        self.party = party
        cause = fact.cause
        reason = fact.reason
        flags = fact.flags.rawValue
    }
}
