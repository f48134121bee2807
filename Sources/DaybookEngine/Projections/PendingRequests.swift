public import DaybookDomain

/// The wishes for a time that wait for somebody to approve them, whether or not their end has come.
public struct PendingRequests: Projection {
    /// The name, as in snapshots and digests.
    public static let name = "pending-requests"
    /// Raised with the state or its meaning: a snapshot of another version is not used.
    public static let version: UInt32 = 1

    /// Them by number, with when they end unless somebody decides.
    public private(set) var entries: [UInt64: Instant] = [:]

    /// Nothing folded yet.
    public init() {}

    /// Folds a page of facts, in order. O(facts).
    public mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies) {
        for index in facts.indices {
            let fact = facts[index]
            switch fact.kind {
            case .appointmentRequested: entries[fact.subject] = fact.holdExpiry
            case .holdExtended:
                if entries[fact.subject] != nil { entries[fact.subject] = fact.holdExpiry }
            case .appointmentBooked, .appointmentDeclined, .appointmentCancelled,
                .appointmentReinstated, .appointmentEnteredInError:
                entries[fact.subject] = nil
            default: break
            }
        }
    }

    /// Absorbs the state: equal states give equal digests. O(state).
    public func digest(into digest: inout Digest) {
        digest.absorb(PendingRequests.name)
        for (subject, end) in entries.sorted(by: { $0.key < $1.key }) {
            digest.absorb(subject)
            digest.absorb(UInt64(bitPattern: end.milliseconds))
        }
    }
}
