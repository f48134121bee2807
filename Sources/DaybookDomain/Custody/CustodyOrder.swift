/// What is asked for about what is kept: by staff, by the clinic's rules, or by what was done with
/// the keys.
public enum CustodyOrder: Sendable, Hashable {
    /// Erase parties, which are the tokens of one person, for one of the reasons 400 to 419.
    ///
    /// `isKnown` says that their keys are destroyed already and only this log does not know it, as
    /// after a restore: no legal hold stands in the way of that.
    case erase(parties: [UInt64], reason: Reason, isKnown: Bool)
    /// The keys of an erasure are destroyed, as of that generation of the keys.
    case completeErasure(request: UInt64, generation: UInt32)
    /// Keep everything of a party, for one of the reasons 420 to 439.
    case placeHold(party: UInt64, reason: Reason)
    /// End a legal hold.
    case releaseHold(hold: UInt64)
    /// Keep contents of a class for so many days; 0 without end.
    case keep(retention: UInt8, days: UInt32)
    /// Destroy contents, each alone.
    case expire([ExpiringContent])
    /// The keys of contents that expired together are destroyed, as of that generation.
    case completeExpiry(batch: UInt64, generation: UInt32)
    /// The keys of a generation were, or are about to be, copied to a backup.
    case noteKeyBackup(generation: UInt32)
    /// No copy of the keys of any generation below this one is left.
    case attest(generation: UInt32)
    /// The keys are wrapped under the key of a new epoch.
    case noteRotation(epoch: UInt32)

    /// Which order it is, as its command's row says. Frozen raw values.
    public enum Code: UInt8, Sendable, CaseIterable {
        /// Erase parties.
        case erase = 1
        /// The keys of an erasure are destroyed.
        case completeErasure = 2
        /// Place a legal hold.
        case placeHold = 3
        /// Release a legal hold.
        case releaseHold = 4
        /// Set the period of a class.
        case keep = 5
        /// Destroy contents.
        case expire = 6
        /// The keys of contents are destroyed.
        case completeExpiry = 7
        /// The keys were copied.
        case noteKeyBackup = 8
        /// Older copies of the keys are destroyed.
        case attest = 9
        /// The keys are wrapped anew.
        case noteRotation = 10
    }

    /// Which order it is.
    public var code: Code {
        switch self {
        case .erase: .erase
        case .completeErasure: .completeErasure
        case .placeHold: .placeHold
        case .releaseHold: .releaseHold
        case .keep: .keep
        case .expire: .expire
        case .completeExpiry: .completeExpiry
        case .noteKeyBackup: .noteKeyBackup
        case .attest: .attest
        case .noteRotation: .noteRotation
        }
    }

    /// All its numbers: two orders with the same are the same order.
    package var words: [UInt64] {
        let first = UInt64(code.rawValue)
        return switch self {
        case .erase(let parties, let reason, let isKnown):
            [first, UInt64(reason.rawValue), isKnown ? 1 : 0] + parties
        case .completeErasure(let request, let generation):
            [first, request, UInt64(generation)]
        case .placeHold(let party, let reason): [first, party, UInt64(reason.rawValue)]
        case .releaseHold(let hold): [first, hold]
        case .keep(let retention, let days): [first, UInt64(retention), UInt64(days)]
        case .expire(let contents): [first] + contents.flatMap(\.words)
        case .completeExpiry(let batch, let generation): [first, batch, UInt64(generation)]
        case .noteKeyBackup(let number), .attest(let number), .noteRotation(let number):
            [first, UInt64(number)]
        }
    }

    /// What its command's row says of it.
    func write(into record: inout Fact) {
        record.rank = code.rawValue
        switch self {
        case .erase(let parties, let reason, _):
            record.party = parties.first ?? 0
            record.reason = reason
            record.detail = UInt32(clamping: parties.count)
        case .completeErasure(let subject, let generation),
            .completeExpiry(let subject, let generation):
            record.cause = subject
            record.detail = generation
        case .placeHold(let party, let reason):
            record.party = party
            record.reason = reason
        case .releaseHold(let hold): record.cause = hold
        case .keep(let retention, let days):
            record.resource = UInt16(retention)
            record.detail = days
        case .expire(let contents):
            record.cause = contents.first?.sequence ?? 0
            record.detail = UInt32(clamping: contents.count)
        case .noteKeyBackup(let number), .attest(let number), .noteRotation(let number):
            record.detail = number
        }
    }
}
