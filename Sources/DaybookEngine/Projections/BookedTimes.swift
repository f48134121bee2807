public import DaybookDomain

/// The times that live bookings take, by appointment: whom a change of hours or a block leaves
/// stranded.
///
/// Free time is kept per minute and does not know whose it is; this is folded from the log when
/// somebody asks.
public struct BookedTimes: Projection {
    /// The name, as in snapshots and digests.
    public static let name = "booked-times"
    /// Raised with the state or its meaning: a snapshot of another version is not used.
    public static let version: UInt32 = 1

    /// One appointment's times.
    public struct Entry: Sendable, Hashable {
        /// The service's number.
        public var service: UInt16
        /// What it takes, one for each resource.
        public var footprints: [Footprint]
    }

    /// Live bookings by number: those booked and neither cancelled, moved away, over nor given up.
    public private(set) var entries: [UInt64: Entry] = [:]

    /// Nothing folded yet.
    public init() {}

    /// Folds a page of facts, in order. O(facts).
    public mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies) {
        for index in facts.indices {
            let fact = facts[index]
            guard let kind = fact.kind else { continue }
            switch kind {
            case .appointmentBooked, .appointmentRescheduled, .timeReresolved:
                take(fact)
            case .appointmentReinstated:
                // Undoing a no-show carries no time of its own: that visit is in the past.
                if fact.length > 0 { take(fact) }
            case .timeReleased, .appointmentCancelled, .appointmentEnteredInError, .patientNoShow,
                .appointmentFulfilled:
                entries[fact.subject] = nil
            default: break
            }
        }
    }

    private mutating func take(_ fact: Fact) {
        entries[fact.subject, default: Entry(service: fact.service, footprints: [])]
            .footprints.append(Footprint(of: fact))
    }

    /// Absorbs the state: equal states give equal digests. O(state).
    public func digest(into digest: inout Digest) {
        digest.absorb(BookedTimes.name)
        for (subject, entry) in entries.sorted(by: { $0.key < $1.key }) {
            digest.absorb(subject)
            digest.absorb(UInt64(entry.footprints.count))
            for footprint in entry.footprints {
                digest.absorb(
                    UInt64(UInt32(bitPattern: footprint.start.value)) << 32
                        | UInt64(footprint.length) << 16 | UInt64(footprint.resource)
                )
            }
        }
    }
}
