/// What is known of one person or contact, folded from its own facts: consent, preferences, what
/// was acknowledged to them, and which other tokens belong to it. No name and no address.
public struct Person: Sendable {
    /// What was agreed to, or taken back, on one channel.
    public struct Consent: Sendable, Hashable {
        /// Whether the person may be written to.
        public var isGiven: Bool
        /// The version of the wording that was agreed to; 0 unknown.
        public var wording: UInt32
        /// Since when.
        public var since: Instant
        /// The fact that says so.
        public var fact: UInt64
    }

    /// Its identity: the sequence of its first fact; 0 if nothing is known.
    public private(set) var subject: UInt64 = 0
    /// Its token.
    public private(set) var party: UInt64 = 0
    /// What was agreed to, by channel.
    public private(set) var consents: [Channel: Consent] = [:]
    /// The channel preferred; `nil` unknown.
    public private(set) var preferredChannel: Channel?
    /// The language preferred; `nil` unknown.
    public private(set) var language: LanguageTag?
    /// Whether it is one of the clinic's own people.
    public private(set) var isColleague = false
    /// The subjects of the contacts and persons it is linked with.
    public private(set) var linked: Set<UInt64> = []
    /// The subjects of the tokens that are the same person.
    public private(set) var merged: Set<UInt64> = []
    /// The newest acknowledgement of a message of theirs, by channel.
    public private(set) var acknowledged: [Channel: Fact] = [:]

    /// Folds a person from all facts of its subject, in order. O(number of facts).
    public init(history: some Sequence<Fact>) {
        for fact in history { apply(fact) }
    }

    private mutating func apply(_ fact: Fact) {
        switch fact.kind {
        case .contactLinked: linked.insert(fact.cause)
        case .contactUnlinked: linked.remove(fact.cause)
        case .partiesMerged: merged.insert(fact.cause)
        case .partiesSplit: merged.remove(fact.cause)
        case .colleagueRecorded: isColleague = true
        case .colleagueWithdrawn: isColleague = false
        case .consentRecorded, .consentWithdrawn:
            consents[fact.channel] = Consent(
                isGiven: fact.kind == .consentRecorded,
                wording: fact.detail,
                since: fact.occurredAt,
                fact: fact.sequence
            )
        case .preferenceRecorded:
            preferredChannel = fact.channel == .system ? nil : fact.channel
            language = LanguageTag(packed: fact.detail)
        case .acknowledgementQueued: acknowledged[fact.channel] = fact
        default: return
        }
        if subject == 0 { subject = fact.subject }
        party = fact.party
    }
}
