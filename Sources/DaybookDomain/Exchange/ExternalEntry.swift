/// One entry of another system's diary, folded from its own facts.
public struct ExternalEntry: Sendable {
    /// Its identity: the sequence of its first fact; 0 if the facts are of no entry.
    public private(set) var subject: UInt64 = 0
    /// The newest version that is known.
    public private(set) var version: UInt32 = 0
    /// Whether it takes time.
    public private(set) var isSet = false
    /// What it takes, one for each resource.
    public private(set) var busy: [Footprint] = []
    /// The sequences of its conflicts that nobody settled.
    public private(set) var openConflicts: [UInt64] = []
    /// The sequence of its newest fact.
    public private(set) var head: UInt64 = 0

    /// Folds an entry from all facts of its subject, in order. O(number of facts).
    public init(history: some Sequence<Fact>) {
        for fact in history { apply(fact) }
    }

    private mutating func apply(_ fact: Fact) {
        guard let kind = fact.kind else { return }
        switch kind {
        case .externalBusySet:
            if subject == 0 { subject = fact.subject }
            version = fact.detail
            isSet = true
            busy.removeAll { $0.resource == fact.resource }
            busy.append(Footprint(of: fact))
        case .externalBusyCleared:
            if subject == 0 { subject = fact.subject }
            version = fact.detail
            isSet = false
        case .timeUnblocked where subject != 0:
            // What it took is free; a conflict over it is over.
            busy.removeAll { $0.resource == fact.resource }
            openConflicts.removeAll()
        case .timeBlocked where subject != 0: break
        case .conflictFound: openConflicts.append(fact.sequence)
        case .conflictSettled: openConflicts.removeAll { $0 == fact.cause }
        default: return
        }
        head = fact.sequence
    }
}
