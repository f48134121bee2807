/// What is kept, how long, and under which keys, folded from the log: erasures, legal holds, periods
/// of retention, and what is known of copies of the keys.
///
/// It decides with the commands it is about, and is what queries show. It holds tokens and numbers
/// only.
public struct Custody: Sendable, Hashable {
    /// The generation of the keys after the last destruction; 0 if there was none. No older keys
    /// may be used with this log.
    public internal(set) var generation: UInt32 = 0
    /// Erasures by token.
    public internal(set) var erasures: [UInt64: PartyErasure] = [:]
    /// Legal holds in force, by number.
    public internal(set) var holds: [UInt64: LegalHold] = [:]
    /// Days for which contents of a class are kept, where the clinic has said so.
    public internal(set) var periods: [UInt8: UInt32] = [:]
    /// Expiries whose keys may still be there, by number, with the parties whose keys are replaced.
    public internal(set) var expiries: [UInt64: Set<UInt64>] = [:]
    /// The generation from which a party's key is another one, where it was replaced.
    public internal(set) var replaced: [UInt64: UInt32] = [:]
    /// Backups of the keys by generation, unless they are attested destroyed.
    public internal(set) var keyCopies: [UInt32: KeyCopies] = [:]
    /// No copy of keys of a generation below this one is left, as somebody has attested.
    public internal(set) var attested: UInt32 = 0
    /// The newest fact folded.
    public internal(set) var position: UInt64 = 0

    /// The custody of an empty log.
    public init() {}

    /// Whether a token is erased, or is to be: nothing may be sealed for it any more.
    public func isErased(_ party: UInt64) -> Bool {
        erasures[party] != nil
    }

    /// The oldest legal hold in force on a party, if there is one. O(holds).
    public func hold(on party: UInt64) -> LegalHold? {
        holds.values.filter { $0.party == party }.min { $0.hold < $1.hold }
    }

    /// How far an erasure has come.
    public func state(of erasure: PartyErasure) -> PartyErasure.State {
        if erasure.completedAt == nil { return .requested }
        return erasure.generation > attested ? .pending : .complete
    }

    /// The erasures whose keys may still be there, by number. O(erasures).
    package var openErasures: [(request: UInt64, reason: Reason, parties: [UInt64])] {
        Dictionary(
            grouping: erasures.values.filter { $0.completedAt == nil },
            by: \.request
        )
        .map { ($0.key, $0.value[0].reason, $0.value.map(\.party).sorted()) }
        .sorted { $0.request < $1.request }
    }

    /// The backups of keys, known to the log, that an erasure as of `generation` waits for.
    public func copies(before generation: UInt32) -> Int {
        keyCopies.reduce(0) { $0 + ($1.key < generation ? Int($1.value.count) : 0) }
    }

    /// Whether a content sealed under the keys as of `generation` may be stored for a party: not
    /// while its key is being replaced, nor under one that was replaced.
    package func accepts(sealedFor party: UInt64, asOf generation: UInt64) -> Bool {
        guard !expiries.values.contains(where: { $0.contains(party) }) else { return false }
        return generation >= UInt64(replaced[party] ?? 0)
    }

    /// The parties whose keys were replaced and that are not erased.
    package var replacedParties: Set<UInt64> { Set(replaced.keys).subtracting(erasures.keys) }

    /// Folds one fact. Total: a fact can't be refused.
    public mutating func apply(_ fact: Fact) {
        position = fact.sequence
        guard fact.kindCode >= Kind.partyIntroduced.rawValue, let kind = fact.kind else { return }
        switch kind {
        case .erasureRequested:
            erasures[fact.party] = PartyErasure(
                party: fact.party,
                request: fact.subject,
                reason: fact.reason,
                requestedAt: fact.recordedAt,
                completedAt: nil,
                generation: 0
            )
        case .erasureCompleted:
            erasures[fact.party]?.completedAt = fact.recordedAt
            erasures[fact.party]?.generation = fact.detail
            generation = max(generation, fact.detail)
        case .legalHoldPlaced:
            holds[fact.sequence] = LegalHold(
                hold: fact.sequence,
                party: fact.party,
                reason: fact.reason,
                placedAt: fact.recordedAt
            )
        case .legalHoldReleased: holds[fact.cause] = nil
        case .retentionDefined: periods[fact.rank] = fact.detail == 0 ? nil : fact.detail
        case .contentExpired: expiries[fact.subject, default: []].insert(fact.party)
        case .contentsDestroyed:
            for party in expiries.removeValue(forKey: fact.subject) ?? [] {
                replaced[party] = fact.detail
            }
            generation = max(generation, fact.detail)
        case .keysBackedUp:
            keyCopies[fact.detail, default: KeyCopies(count: 0, newest: fact.recordedAt)]
                .add(at: fact.recordedAt)
        case .keyBackupsDestroyed:
            attested = max(attested, fact.detail)
            keyCopies = keyCopies.filter { $0.key >= fact.detail }
        default: return
        }
    }
}

extension KeyCopies {
    fileprivate mutating func add(at instant: Instant) {
        count = count == .max ? .max : count + 1
        newest = instant
    }
}
