internal import DaybookDomain
internal import DaybookEngine

extension Book {
    /// Who opened what a person wrote or was written, when and what for, oldest first (45 CFR
    /// 164.312(b), GDPR Art. 15).
    ///
    /// An erasure changes nothing in it: the accesses are facts.
    /// - Parameters:
    ///   - party: A token of the person.
    ///   - linked: Whether what the contacts wrote that are linked with them counts too, such as a
    ///     mother's who writes for her child.
    /// - Throws: ``BookError``; `unknown` for a token that no fact carries.
    /// - Complexity: O(facts + accesses · log commits).
    public func accessHistory(
        of party: UInt64,
        linked: Bool = false
    ) throws(BookError) -> [ContentAccess] {
        let tokens = Set(try tokens(ofPerson: party, linked: linked))
        var facts: [Fact] = []
        try eachFact { fact in
            if fact.kind == .contentAccessed, tokens.contains(fact.party) { facts.append(fact) }
            return true
        }
        let names = Dictionary(
            try clinic().actors.map { ($0.number, $0.name) },
            uniquingKeysWith: { $1 }
        )
        do {
            return try facts.map { fact in
                let actor = try command(of: fact.sequence)?.record.actor ?? 0
                return ContentAccess(
                    access: fact.sequence,
                    content: fact.cause,
                    party: fact.party,
                    at: fact.recordedAt,
                    purpose: fact.reason,
                    reader: names[actor] ?? "",
                    actor: fact.actor
                )
            }
        } catch {
            throw BookError(error)
        }
    }
}
