import DaybookDomain
import DaybookEngine
import Testing

@Suite("What is kept, as the log says it")
struct CustodyTests {
    @Test("is the same from a snapshot at any place as from the first fact", arguments: 1...6)
    func snapshots(seed: UInt64) throws {
        let log = SyntheticLog(seed: seed, count: 600)
        var whole = Custody()
        log.fold(into: &whole, from: 1, through: 600)
        for cut in stride(from: 0, through: 600, by: 75) {
            var first = Custody()
            if cut > 0 { log.fold(into: &first, from: 1, through: cut, page: 7) }
            var decoded = try Custody(decoding: first.encode())
            #expect(decoded == first, "seed \(seed), cut \(cut)")
            if cut < 600 { log.fold(into: &decoded, from: cut + 1, through: 600, page: 31) }
            #expect(decoded == whole, "seed \(seed), cut \(cut)")
        }
    }

    @Test("damaged snapshots are refused or read, never a trap", arguments: 1...4)
    func damaged(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let log = SyntheticLog(seed: seed, count: 300)
        var custody = Custody()
        log.fold(into: &custody, from: 1, through: 300)
        let bytes = custody.encode()
        for _ in 0..<2_000 {
            var changed = bytes
            for _ in 0...Int(random.next() % 3) {
                let index = Int.random(in: changed.indices, using: &random)
                changed[index] = UInt8(truncatingIfNeeded: random.next())
            }
            if random.next() % 3 == 0 {
                changed.removeLast(Int.random(in: 0...changed.count, using: &random))
            }
            guard let read = try? Custody(decoding: changed) else { continue }
            #expect(try Custody(decoding: read.encode()) == read, "seed \(seed)")
        }
    }

    /// An order at random, of few parties, holds and generations.
    private func order(_ random: inout SeededGenerator) -> CustodyOrder {
        func small(_ count: UInt64) -> UInt64 { random.next() % count }
        return switch random.next() % 8 {
        case 0, 1:
            .erase(parties: [small(6), small(6) + 6], reason: .request, isKnown: small(5) == 0)
        case 2: .completeErasure(request: small(40), generation: UInt32(small(9)))
        case 3, 4: .placeHold(party: small(12), reason: .audit)
        case 5: .releaseHold(hold: small(40))
        case 6: .attest(generation: UInt32(small(9)))
        default: .keep(retention: UInt8(small(3)), days: UInt32(small(40_000)))
        }
    }

    @Test("no order erases who is on hold, and none twice", arguments: 1...20)
    func orders(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var custody = Custody()
        // The oracle: plain lists of what was accepted.
        var held: [(hold: UInt64, party: UInt64)] = []
        var erased: [UInt64] = []
        var next: UInt64 = 1
        for step in 0..<300 {
            let order = order(&random)
            let context = DecisionContext(
                now: Instant(milliseconds: Int64(step)),
                occurredAt: Instant(milliseconds: Int64(step)),
                channel: .desk,
                actor: .staff,
                next: next
            )
            let decision = try? Decider.decide(
                .custody(order),
                in: context,
                given: SlotState(),
                custody: custody
            )
            let isAccepted = decision != nil
            let note = "seed \(seed), step \(step)"
            switch order {
            case .erase(let parties, _, let isKnown):
                let isHeld = parties.contains { party in held.contains { $0.party == party } }
                let isNew = parties.contains { !erased.contains($0) }
                let expected = !parties.contains(0) && (isKnown || !isHeld) && isNew
                #expect(isAccepted == expected, "\(note)")
                if isAccepted { erased += parties }
            case .placeHold(let party, _):
                #expect(isAccepted == (party != 0 && !erased.contains(party)), "\(note)")
                if isAccepted { held.append((next, party)) }
            case .releaseHold(let hold):
                #expect(isAccepted == held.contains { $0.hold == hold }, "\(note)")
                held.removeAll { $0.hold == hold }
            default: break
            }
            for fact in decision?.facts ?? [] { custody.apply(fact) }
            next += UInt64(decision?.facts.count ?? 0)
            #expect(Set(erased) == Set(custody.erasures.keys), "\(note)")
            #expect(held.map(\.hold).sorted() == custody.holds.keys.sorted(), "\(note)")
        }
    }
}
