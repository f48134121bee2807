import DaybookDomain

/// The facts after the last complete block of the by-subject index, found by subject without a
/// scan.
///
/// At most one block (65,536 facts) and one batch: older facts are found through the log's own
/// index.
struct TailFacts {
    /// Sequences of a block.
    static let block: UInt64 = 1 << 16

    private var facts: [Fact] = []
    private var places: [UInt64: [Int32]] = [:]
    /// The sequence of the first fact kept.
    private(set) var base: UInt64 = 1

    /// The sequence of the newest fact kept; `base − 1` if there is none.
    var last: UInt64 { base &+ UInt64(facts.count) &- 1 }

    mutating func append(_ fact: Fact) {
        if facts.isEmpty { base = fact.sequence }
        places[fact.subject, default: []].append(Int32(facts.count))
        facts.append(fact)
    }

    /// The facts of a subject among those kept, in order. O(their number).
    func facts(of subject: UInt64) -> [Fact] {
        (places[subject] ?? []).map { facts[Int($0)] }
    }

    func fact(at sequence: UInt64) -> Fact? {
        sequence >= base && sequence <= last ? facts[Int(sequence - base)] : nil
    }

    /// Forgets what lies in complete blocks, once they are committed with their index.
    mutating func dropCompleteBlocks() {
        let boundary = ((last &+ 1) / TailFacts.block) * TailFacts.block
        guard boundary > base else { return }
        rebuild(facts.filter { $0.sequence >= boundary }, base: boundary)
    }

    /// Forgets what was not committed.
    mutating func truncate(through sequence: UInt64) {
        guard last > sequence else { return }
        rebuild(facts.filter { $0.sequence <= sequence }, base: base)
    }

    private mutating func rebuild(_ kept: [Fact], base newBase: UInt64) {
        facts.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        base = newBase
        for fact in kept { append(fact) }
    }
}
