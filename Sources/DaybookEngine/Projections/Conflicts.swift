public import DaybookDomain

/// Time that another system took although it is booked or held here: what a person has to settle.
///
/// A conflict is open until somebody settles it, the other system gives the time up or moves, or
/// nothing of ours is left in it. Folded from the log when somebody asks.
public struct Conflicts: Projection {
    /// The name, as in snapshots and digests.
    public static let name = "conflicts"
    /// Raised with the state or its meaning: a snapshot of another version is not used.
    public static let version: UInt32 = 1

    /// What another system took, and what of ours is in it.
    public struct Conflict: Sendable, Hashable {
        /// Its own number: the fact that found it.
        public var conflict: UInt64
        /// The other system's entry: its first fact.
        public var entry: UInt64
        /// What the entry takes.
        public var taken: Footprint
        /// When it was found.
        public var foundAt: Instant
        /// Our appointment or hold.
        public var appointment: UInt64
        /// What that takes.
        public var footprint: Footprint
        /// Whether ours is only held.
        public var isHold: Bool
    }

    private struct Found: Sendable {
        var conflict: UInt64
        var taken: Footprint
        var foundAt: Instant
    }

    private struct Hold: Sendable {
        var expiry: Instant
        var footprints: [Footprint]
        var isRequest: Bool
    }

    private var booked = BookedTimes()
    private var holds: [UInt64: Hold] = [:]
    /// Open conflicts by entry.
    private var found: [UInt64: [Found]] = [:]

    /// Nothing folded yet.
    public init() {}

    /// The open conflicts with what of ours is in each, oldest first.
    ///
    /// - Parameter now: The instant that holds are compared with.
    /// - Complexity: O(live bookings + holds), times the conflicts of one resource.
    public func open(at now: Instant) -> [Conflict] {
        var byResource: [UInt16: [(entry: UInt64, found: Found)]] = [:]
        for (entry, list) in found {
            for one in list { byResource[one.taken.resource, default: []].append((entry, one)) }
        }
        guard !byResource.isEmpty else { return [] }
        var result: [Conflict] = []
        func look(_ subject: UInt64, _ footprints: [Footprint], isHold: Bool) {
            for footprint in footprints {
                for (entry, one) in byResource[footprint.resource] ?? []
                where Conflicts.shown(footprint).overlaps(Conflicts.shown(one.taken)) {
                    result.append(
                        Conflict(
                            conflict: one.conflict,
                            entry: entry,
                            taken: one.taken,
                            foundAt: one.foundAt,
                            appointment: subject,
                            footprint: footprint,
                            isHold: isHold
                        )
                    )
                }
            }
        }
        for (subject, entry) in booked.entries { look(subject, entry.footprints, isHold: false) }
        for (subject, hold) in holds where hold.expiry > now {
            look(subject, hold.footprints, isHold: true)
        }
        return result.sorted {
            ($0.conflict, $0.appointment, $0.footprint.resource)
                < ($1.conflict, $1.appointment, $1.footprint.resource)
        }
    }

    /// Folds a page of facts, in order. O(facts).
    public mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies) {
        booked.apply(facts, bodies: bodies)
        for index in facts.indices {
            let fact = facts[index]
            guard fact.kindCode < Kind.requestReceived.rawValue, let kind = fact.kind else {
                continue
            }
            switch kind {
            case .appointmentRequested where fact.subject != fact.sequence && !isRequest(fact):
                // What was held until now waits for approval.
                holds[fact.subject] = Hold(
                    expiry: fact.holdExpiry,
                    footprints: [Footprint(of: fact)],
                    isRequest: true
                )
            case .holdPlaced, .appointmentRequested:
                holds[
                    fact.subject,
                    default: Hold(
                        expiry: fact.holdExpiry,
                        footprints: [],
                        isRequest: kind == .appointmentRequested
                    )
                ]
                .footprints.append(Footprint(of: fact))
            case .holdExtended:
                holds[fact.subject]?.expiry = fact.holdExpiry
            case .holdReleased, .appointmentDeclined, .appointmentBooked, .appointmentCancelled,
                .appointmentEnteredInError:
                holds[fact.subject] = nil
            case .conflictFound:
                found[fact.subject, default: []].append(
                    Found(
                        conflict: fact.sequence,
                        taken: Footprint(of: fact),
                        foundAt: fact.recordedAt
                    )
                )
            case .conflictSettled:
                found[fact.subject]?.removeAll { $0.conflict == fact.cause }
                if found[fact.subject]?.isEmpty == true { found[fact.subject] = nil }
            case .timeUnblocked:
                found[fact.subject] = nil
            default: break
            }
        }
    }

    private func isRequest(_ fact: Fact) -> Bool { holds[fact.subject]?.isRequest == true }

    /// Absorbs the state: equal states give equal digests. O(state).
    public func digest(into digest: inout Digest) {
        digest.absorb(Conflicts.name)
        booked.digest(into: &digest)
        for (subject, hold) in holds.sorted(by: { $0.key < $1.key }) {
            digest.absorb(subject)
            digest.absorb(UInt64(bitPattern: hold.expiry.milliseconds))
        }
        for (entry, list) in found.sorted(by: { $0.key < $1.key }) {
            digest.absorb(entry)
            for one in list { digest.absorb(one.conflict) }
        }
    }

    private static func shown(_ footprint: Footprint) -> Range<Minute> {
        footprint.start..<footprint.start.advanced(by: Int(footprint.length))
    }
}
