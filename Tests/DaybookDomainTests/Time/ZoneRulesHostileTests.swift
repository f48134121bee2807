import DaybookDomain
import Testing

@Suite("Zone rules from hostile bytes")
struct ZoneRulesHostileTests {
    private static let zones = ["Europe/Berlin", "America/New_York", "Africa/Casablanca", "UTC"]

    @Test("cut at any byte are refused with a position within the bytes", arguments: zones)
    func truncated(name: String) throws {
        let bytes = try #require(ZoneFiles.bytes(name))
        _ = try ZoneRules(tzif: bytes)
        for count in bytes.indices {
            let error = #expect(throws: ZoneRulesError.self) {
                try ZoneRules(tzif: Array(bytes[..<count]))
            }
            #expect((0...count).contains(error?.position ?? -1), "cut at \(count)")
        }
        let error = #expect(throws: ZoneRulesError.self) { try ZoneRules(tzif: bytes + [0]) }
        #expect(error == ZoneRulesError(position: bytes.count, expected: .noMoreBytes))
    }

    @Test(
        "with flipped bits are read or refused, never fatal",
        arguments: 1...8 as ClosedRange<UInt64>
    )
    func flippedBits(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let original = try #require(ZoneFiles.bytes(Self.zones[Int(seed) % Self.zones.count]))
        var readable = 0
        for _ in 0..<400 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                // Half of them in the header or the footer, where most of the decisions are.
                let ends = Array(0..<min(60, bytes.count)) + Array(bytes.indices.suffix(30))
                let index =
                    Bool.random(using: &random)
                    ? ends.randomElement(using: &random) ?? 0
                    : Int.random(in: bytes.indices, using: &random)
                bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            guard let rules = try? ZoneRules(tzif: bytes) else { continue }
            readable += 1
            try exercise(rules, &random, "seed \(seed)")
        }
        #expect(readable > 0, "seed \(seed)")
    }

    @Test(
        "encoded, with flipped bits and cuts, are read or refused",
        arguments: 1...8 as ClosedRange<UInt64>
    )
    func encoded(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let original = try ZoneFiles.rules(Self.zones[Int(seed) % Self.zones.count]).encode()
        for count in original.indices {
            #expect(throws: ZoneRulesError.self) {
                try ZoneRules(decoding: Array(original[..<count]))
            }
        }
        for _ in 0..<2_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] ^=
                    1 << UInt8.random(in: 0..<8, using: &random)
            }
            guard let rules = try? ZoneRules(decoding: bytes) else { continue }
            #expect(rules.encode() == bytes, "seed \(seed): only one encoding decodes")
            try exercise(rules, &random, "seed \(seed)")
        }
    }

    /// A round trip, and lookups that agree with each other even for absurd rules.
    private func exercise(
        _ rules: ZoneRules,
        _ random: inout SeededGenerator,
        _ label: String
    ) throws {
        #expect(try ZoneRules(decoding: rules.encode()) == rules, "\(label)")
        let hours = try OpeningHours(
            weekly: WeeklyHours([#require(WallInterval(open: 540, close: 1_560))]),
            zone: rules
        )
        for _ in 0..<8 {
            let second = Int64.random(in: -(1 << 36)...(1 << 36), using: &random)
            let instant = Instant(seconds: second - (second % 60))
            let middle = Instant(
                seconds: instant.seconds + .random(in: 0..<300_000, using: &random)
            )
            let end = Instant(seconds: middle.seconds + .random(in: 0..<300_000, using: &random))
            let sum = hours.openSeconds(from: instant, to: end)
            #expect(
                hours.openSeconds(from: instant, to: middle)
                    + hours.openSeconds(from: middle, to: end) == sum,
                "\(label): sums of adjacent ranges add up"
            )
            if let due = hours.due(after: instant, openSeconds: sum), sum > 0 {
                #expect(due <= end && hours.openSeconds(from: instant, to: due) == sum, "\(label)")
            }
            let wall = rules.wallTime(at: instant)
            // The minute's own start may lie before the instant when the offset has seconds.
            if rules.offsetSeconds(at: instant) % 60 == 0 {
                switch rules.resolve(wall) {
                case .unique(let only): #expect(only == instant, "\(label)")
                case .fold(let first, let last):
                    #expect(first <= instant && instant <= last, "\(label)")
                case .gap: Issue.record("a wall time that was shown lies in no gap, \(label)")
                }
            }
        }
    }
}
