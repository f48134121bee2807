import Daybook
import DaybookTesting
import FoundationEssentials
import Testing

/// All samples of all channels, as a transport hands them over.
private struct Deliveries {
    let book: Book
    let temporary: TemporaryBook

    enum Sample {
        case mail([UInt8])
        case recorded(RecordedDelivery)
    }

    static let all: [Sample] = (try? samples()) ?? []

    private static func samples() throws -> [Sample] {
        var samples: [Sample] = []
        for folder in ["Tests/Fixtures/mail", "schemas/examples/demo/mail"] {
            let path = Repository.root + "/" + folder
            for name in try FileManager.default.contentsOfDirectory(atPath: path).sorted()
            where name.hasSuffix(".eml") {
                samples.append(.mail(try Repository.bytes(folder + "/" + name)))
            }
        }
        let files = [
            "Tests/Fixtures/webhook/messenger.jsonl", "Tests/Fixtures/webhook/instagram.jsonl",
            "Tests/Fixtures/webhook/whatsapp.jsonl", "Tests/Fixtures/form/form.jsonl",
            "schemas/examples/demo/form/submissions.jsonl",
        ]
        for file in files {
            for line in try Repository.bytes(file).split(separator: 0x0A) {
                let delivery = try RecordedDelivery(line: Array(line))
                if delivery.method == "POST" { samples.append(.recorded(delivery)) }
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
            switch sample {
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
        if delivery.channel == .form {
            return try await book.receive(delivery.message, with: FormAdapter())
        }
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

@Suite("Delivered a hundred times over")
struct ManyDeliveriesTests {
    @Test("shuffled among the first deliveries, the same facts stand in the log")
    func redelivered() async throws {
        let seed: UInt64 = 0x100
        var random = SeededGenerator(seed)
        let samples = Deliveries.all
        #expect(samples.count > 100)
        let once = try await Deliveries(seed: 1)
        for sample in samples { _ = try await once.take(sample) }
        let often = try await Deliveries(seed: 1)
        for (number, sample) in samples.enumerated() {
            _ = try await often.take(sample)
            // Up to three of those that came before come again after each.
            for _ in 0..<random.next() % 4 {
                let earlier = Int(random.next() % UInt64(number + 1))
                _ = try await often.take(samples[earlier])
            }
        }
        for _ in 0..<100 {
            for sample in samples.shuffled(using: &random).prefix(8) {
                let again = try await often.take(sample) ?? []
                #expect(again.filter { !$0.receipt.isRepeated }.map(\.kind) == [], "seed \(seed)")
            }
        }
        #expect(try once.meanings() == often.meanings(), "seed \(seed)")
    }

    @Test("first delivered in any order, each message becomes the same", arguments: [1, 2, 3])
    func shuffled(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed)
        let ordered = try await Self.becoming(Deliveries.all, seed: 1)
        let mixed = try await Self.becoming(Deliveries.all.shuffled(using: &random), seed: 2)
        #expect(ordered == mixed, "seed \(seed)")
    }

    private static func becoming(
        _ samples: [Deliveries.Sample],
        seed: UInt64
    ) async throws -> [String: [Kind?]] {
        let deliveries = try await Deliveries(seed: seed)
        var found: [String: [Kind?]] = [:]
        for sample in samples {
            // An answer typed in a platform's own app is one only where somebody had asked.
            for one in try await deliveries.take(sample) ?? [] where one.kind != .echo {
                let kind = one.message?.kind
                // Which message opens an episode is the order's.
                let meaning: Kind? = kind == .messageReceived ? .requestReceived : kind
                found["\(one.kind) \(one.message?.channel.name ?? "")", default: []]
                    .append(one.receipt.isRepeated ? nil : meaning)
            }
        }
        return found.mapValues { kinds in
            kinds.sorted { ($0?.rawValue ?? 0) < ($1?.rawValue ?? 0) }
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
