internal import DaybookDomain
internal import DaybookStorage

extension Book {
    /// Every token of the person that a token stands for, itself first: those that facts say are one
    /// person (`partiesMerged`), and those that these say of theirs. What concerns a whole person
    /// (erasure, legal holds, who read what) asks here.
    ///
    /// A contact that is only linked to a person may be somebody else's, such as a mother's who writes
    /// for her child: it is followed where that is asked for, and its own links never are, which may
    /// lead to her other child.
    ///
    /// - Parameter linked: Whether the contacts and persons that are linked with it are among them,
    ///   behind the others.
    /// - Throws: ``BookError``; `unknown` for a token that no fact carries.
    /// - Complexity: O(facts).
    package func tokens(
        ofPerson party: UInt64,
        linked: Bool = false
    ) throws(BookError) -> [UInt64] {
        var isKnown = false
        // By the subject under which the log tells of a token: the token, what it is one with, and
        // what it is linked with.
        var tokens: [UInt64: UInt64] = [:]
        var merged: [UInt64: Set<UInt64>] = [:]
        var links: [UInt64: Set<UInt64>] = [:]
        try eachFact { fact in
            if fact.party == party { isKnown = true }
            switch fact.kind {
            case .partiesMerged: merged[fact.subject, default: []].insert(fact.cause)
            case .partiesSplit: merged[fact.subject]?.remove(fact.cause)
            case .contactLinked: links[fact.subject, default: []].insert(fact.cause)
            case .contactUnlinked: links[fact.subject]?.remove(fact.cause)
            default: return true
            }
            tokens[fact.subject] = fact.party
            return true
        }
        guard isKnown, party != 0 else {
            throw BookError(
                .input,
                code: "unknown",
                "no fact is about such a party",
                next: "`daybook log` shows the parties of facts"
            )
        }
        var found = [party]
        func append(_ others: [UInt64: Set<UInt64>], of token: UInt64) {
            for (subject, known) in tokens where known == token {
                for other in others[subject, default: []].compactMap({ tokens[$0] }).sorted()
                where !found.contains(other) { found.append(other) }
            }
        }
        func follow(from first: Int) {
            var next = first
            while next < found.count {
                append(merged, of: found[next])
                next += 1
            }
        }
        follow(from: 0)
        guard linked else { return found }
        let own = found.count
        for token in found { append(links, of: token) }
        follow(from: own)
        return found
    }

    /// The tokens whose 16 hexadecimal digits begin so, in rising order.
    ///
    /// - Complexity: O(facts).
    public func parties(beginningWith digits: String) throws(BookError) -> [UInt64] {
        var found: Set<UInt64> = []
        guard !digits.isEmpty, digits.utf8.count <= 16, let value = UInt64(digits, radix: 16) else {
            return []
        }
        let shift = UInt64(64 - 4 * digits.utf8.count)
        try eachFact { fact in
            if fact.party != 0, fact.party >> shift == value { found.insert(fact.party) }
            return true
        }
        return found.sorted()
    }

    /// Hands every fact to `body` until it returns false.
    func eachFact(_ body: (Fact) -> Bool) throws(BookError) {
        do {
            try log.scan(Fact.self) { page in
                for index in page.indices where !body(page[index]) { return false }
                return true
            }
        } catch {
            throw BookError(error)
        }
    }
}
