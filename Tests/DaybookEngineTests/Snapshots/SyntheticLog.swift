import DaybookDomain
import DaybookEngine

/// Facts as no clinic would record them: any kind in any order, half of them about the few subjects
/// there are.
///
/// A projection is total, so what holds for these holds for all.
struct SyntheticLog {
    private(set) var facts: [Fact] = []
    private(set) var bodies: [UInt64: [UInt8]] = [:]

    init(seed: UInt64, count: Int) {
        var random = SeededGenerator(seed: seed)
        var recordedAt: Int64 = 1_780_000_000_000
        let kinds = Kind.allCases
        for sequence in 1...UInt64(count) {
            recordedAt += Int64.random(in: 0...40_000_000, using: &random)
            let isDefinition = sequence <= 30 || random.next() % 40 == 0
            var fact = Fact(
                isDefinition ? .serviceDefined : kinds[Int(random.next() % UInt64(kinds.count))]
            )
            fact.sequence = sequence
            fact.recordedAt = Instant(milliseconds: recordedAt)
            fact.occurredAt = Instant(
                milliseconds: recordedAt - Int64.random(in: 0...600_000_000, using: &random)
            )
            fact.channel = Channel.allCases[Int(random.next() % UInt64(Channel.allCases.count))]
            fact.subject = random.next() % 3 == 0 ? sequence : 1 + random.next() % 60
            fact.flags = FactFlags(rawValue: UInt8(truncatingIfNeeded: random.next()))
            let day = Int32(random.next() % 5) * 1_440 + Int32(random.next() % 300)
            fact.start = Minute(29_700_000 + day)
            if random.next() % 200 == 0 {
                fact.start = Minute(Int32(truncatingIfNeeded: random.next()))
            }
            fact.length = UInt16(random.next() % 90)
            fact.bufferBefore = random.next() % 4 == 0 ? UInt8(random.next() % 20) : 0
            fact.bufferAfter = random.next() % 4 == 0 ? UInt8(random.next() % 20) : 0
            fact.resource = UInt16(random.next() % 6)
            fact.service = UInt16(random.next() % 8)
            fact.detail = UInt32(random.next() % 200_000)
            if isDefinition { define(&fact, using: &random) }
            facts.append(fact)
        }
    }

    private mutating func define(_ fact: inout Fact, using random: inout SeededGenerator) {
        let number = UInt16(random.next() % 8)
        let definition: Definition
        switch random.next() % 4 {
        case 0:
            definition = .actor(
                Actor(number: UInt32(random.next() % 9), name: "anna \(random.next() % 7)")
            )
        case 1: definition = .withdrawService(number)
        default:
            var service = Service(number: number, key: "s\(number)", name: "Dienst", duration: 30)
            service.capacity = random.next() % 2 == 0 ? 1 : 6
            definition = .service(service)
        }
        fact.kindCode = definition.kind.rawValue
        fact.service = number
        bodies[fact.sequence] = definition.body
    }

    /// Folds the facts from `first` through `last`, cut into pages of a size.
    func fold<P: Projection>(
        into projection: inout P,
        from first: Int,
        through last: Int,
        page: Int = 100
    ) {
        let bodies = bodies
        var next = first
        while next <= last {
            let end = min(next + page - 1, last)
            let slice = Array(facts[(next - 1)..<end])
            projection.apply(slice.span, bodies: Bodies { bodies[$0] })
            next = end + 1
        }
    }
}

/// SplitMix64: the same numbers for the same seed on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
