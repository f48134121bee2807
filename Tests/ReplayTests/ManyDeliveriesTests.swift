import Daybook
import DaybookTesting
import Testing

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
