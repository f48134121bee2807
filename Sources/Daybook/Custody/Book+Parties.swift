internal import DaybookDomain
internal import DaybookStorage

extension Book {
    /// Every token of the person that a token stands for, itself first. What concerns a whole person
    /// (erasure, legal holds, who read what) asks here. No fact says yet that two tokens are one
    /// person, so it is the token alone.
    ///
    /// - Throws: ``BookError``; `unknown` for a token that no fact carries.
    /// - Complexity: O(facts).
    package func tokens(ofPerson party: UInt64) throws(BookError) -> [UInt64] {
        var isKnown = false
        if party != 0 {
            try eachFact { fact in
                isKnown = fact.party == party
                return !isKnown
            }
        }
        guard isKnown else {
            throw BookError(
                .input,
                code: "unknown",
                "no fact is about such a party",
                next: "`daybook log` shows the parties of facts"
            )
        }
        return [party]
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
