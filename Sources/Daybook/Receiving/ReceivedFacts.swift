internal import DaybookDomain
internal import DaybookEngine
internal import DaybookStorage

/// The facts of messages that were taken in together: they stand side by side in the log, or nearly,
/// and are read in one look at it.
struct ReceivedFacts {
    private let log: Log
    private var facts: [Fact] = []
    /// The sequence of the first of them.
    private var first: UInt64 = 1

    /// Reads the facts of receipts, unless too much else stands between them.
    init(of results: some Sequence<Result<Receipt, EngineError>>, in log: Log) throws {
        self.log = log
        var (first, end) = (UInt64.max, UInt64.min)
        for case .success(let receipt) in results {
            // What was answered before stands where it did then.
            guard !receipt.isRepeated, let range = receipt.sequences else { continue }
            first = min(first, range.lowerBound)
            end = max(end, range.upperBound)
        }
        guard first < end, end - first <= IntakeLimits.factsPerRound else { return }
        self.first = first
        facts = try read(first..<end)
    }

    /// The facts of a receipt, in their order; none if it was refused.
    func facts(of receipt: Receipt) throws -> ArraySlice<Fact> {
        guard let range = receipt.sequences else { return [] }
        guard range.lowerBound >= first, range.upperBound <= first + UInt64(facts.count) else {
            return try read(range)[...]
        }
        return facts[Int(range.lowerBound - first)..<Int(range.upperBound - first)]
    }

    private func read(_ range: Range<UInt64>) throws -> [Fact] {
        var facts: [Fact] = []
        facts.reserveCapacity(range.count)
        try log.scan(Fact.self, from: range.lowerBound, through: range.upperBound - 1) { page in
            for index in page.indices { facts.append(page[index]) }
            return true
        }
        return facts
    }
}

extension Receipt {
    /// Where its facts stand; `nil` if there are none.
    fileprivate var sequences: Range<UInt64>? {
        guard case .accepted(let first, let count) = answer, count > 0 else { return nil }
        return first..<first + UInt64(count)
    }
}
