import Daybook

/// Which facts are shown, and in which order.
struct FactSelection {
    /// After the lower bound, through the upper.
    let range: Range<UInt64>
    /// Only these kinds; empty for all.
    let kinds: Set<UInt8>
    /// The facts of one subject, instead of a scan of the log.
    let history: [Fact]?
    /// Only so many of the newest.
    let newest: Int?
    /// The newest first.
    let isReversed: Bool

    /// The most that can be asked for by number.
    static let countMax = 1 << 20
    /// Facts read at a time.
    private static let window: UInt64 = 4_096

    /// Whether a fact that comes later is one of them.
    func fits(_ fact: Fact) -> Bool {
        if let subject = history?.first?.subject, fact.subject != subject { return false }
        return kinds.isEmpty || kinds.contains(fact.kindCode)
    }

    /// Hands the selected facts on, until `body` says that it is enough.
    func forEach(in book: Book, _ body: (Fact) throws -> Bool) throws {
        if isReversed {
            var left = newest ?? .max
            guard left > 0 else { return }
            try eachBackwards(in: book) { fact in
                left -= 1
                return try body(fact) && left > 0
            }
        } else if let newest {
            var found: [Fact] = []
            guard newest > 0 else { return }
            try eachBackwards(in: book) { fact in
                found.append(fact)
                return found.count < newest
            }
            for fact in found.reversed() {
                guard try body(fact) else { return }
            }
        } else {
            try eachForwards(in: book, body)
        }
    }

    private func eachForwards(in book: Book, _ body: (Fact) throws -> Bool) throws {
        if let history {
            for fact in history where isInRange(fact) && fits(fact) {
                guard try body(fact) else { return }
            }
            return
        }
        var next = range.lowerBound + 1
        while next <= range.upperBound {
            let last = min(range.upperBound, next &+ (FactSelection.window - 1))
            for fact in try book.facts(from: next, through: last) where fits(fact) {
                guard try body(fact) else { return }
            }
            next = last + 1
        }
    }

    private func eachBackwards(in book: Book, _ body: (Fact) throws -> Bool) throws {
        if let history {
            for fact in history.reversed() where isInRange(fact) && fits(fact) {
                guard try body(fact) else { return }
            }
            return
        }
        var last = range.upperBound
        while last > range.lowerBound {
            let first = max(
                range.lowerBound + 1,
                last >= FactSelection.window ? last - FactSelection.window + 1 : 1
            )
            for fact in try book.facts(from: first, through: last).reversed() where fits(fact) {
                guard try body(fact) else { return }
            }
            last = first - 1
        }
    }

    private func isInRange(_ fact: Fact) -> Bool {
        fact.sequence > range.lowerBound && fact.sequence <= range.upperBound
    }
}
