/// What was decided: facts in order, with the bodies that stand beside some of them.
public struct Decision: Sendable {
    /// The facts, complete but for what storage adds.
    public var facts: [Fact]
    /// Bodies by index into ``facts``, in rising order.
    public var bodies: [(index: Int, bytes: [UInt8])]
    /// Which fact the sealed content belongs to, as an index into ``facts``.
    public var sealedIndex: Int

    /// Makes a decision without bodies.
    public init(_ facts: [Fact] = []) {
        self.facts = facts
        bodies = []
        sealedIndex = 0
    }

    mutating func append(_ fact: Fact, body: [UInt8]? = nil) {
        var fact = fact
        if let body {
            fact.flags.insert(.body)
            bodies.append((facts.count, body))
        }
        facts.append(fact)
    }

    /// Marks all facts but the last as continued: one group, all or none.
    mutating func closeGroup() {
        guard facts.count > 1 else { return }
        for index in facts.indices.dropLast() { facts[index].flags.insert(.groupContinues) }
    }
}
