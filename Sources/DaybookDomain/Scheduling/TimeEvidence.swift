/// The facts around one start that say why it is free or not: who takes the time, who holds it,
/// what blocks it, and by which definitions it is judged.
///
/// ``SlotState`` keeps free time per minute and does not know whose a minute is; this is folded
/// from the same facts when somebody asks why. It keeps lists and no bits, so that the two check
/// each other.
public struct TimeEvidence: Sendable {
    /// Time of one resource that something takes.
    struct Taking: Sendable {
        /// The fact that took it last.
        var sequence: UInt64
        var subject: UInt64
        var service: UInt16
        var footprint: Footprint
        /// When a hold ends.
        var expiry: Instant?
        /// Whether it counts as a seat of a session.
        var isSeat: Bool
        /// The location of a booking, if the resource works at several and the service is had at
        /// one; 0 where the resource is at home.
        var place: UInt16

        /// Whether a fact is about this time of this resource.
        func isOf(_ fact: Fact) -> Bool {
            subject == fact.subject && footprint.resource == fact.resource
        }
    }

    /// What a definition is about.
    enum Defined: Hashable, Sendable {
        case zone(UInt16)
        case location(UInt16)
        case resource(UInt16)
        case service(UInt16)
    }

    /// The minutes that matter: those that a service at this start could take, buffers included.
    let span: Range<Minute>
    private(set) var bookings: [Taking] = []
    private(set) var holds: [Taking] = []
    private(set) var blocks: [Taking] = []
    /// The newest fact that defined or withdrew each.
    private(set) var definitions: [Defined: UInt64] = [:]
    /// Services that ever seated several patients at once: only their bookings are seats.
    private var seatsSeveral: Set<UInt16> = []
    /// Where services are had that have a location of their own.
    private var locations: [UInt16: UInt16] = [:]
    /// Resources that work at several locations.
    private var travellers: Set<UInt16> = []

    /// Evidence about a start, before any fact.
    public init(around start: Minute) {
        // Buffers on both sides, and the way to another location.
        let buffer = 2 * Int(UInt8.max) + Location.travelMinutesMax
        span =
            start.advanced(by: -buffer)..<start.advanced(by: Service.durationMax + buffer)
    }

    /// Folds one fact. Total, as ``SlotState/apply(_:body:)`` is.
    ///
    /// - Complexity: O(1) for facts of other times and of conversations; else O(what takes time
    ///   around the start).
    @inline(__always)
    public mutating func apply(_ fact: Fact, body: () -> [UInt8]?) {
        let code = fact.kindCode
        if code >= Kind.requestReceived.rawValue { return }
        if code < Kind.holdPlaced.rawValue {
            define(fact, body())
        } else if Footprint(of: fact).minutes(.footprint).overlaps(span) {
            applyTime(fact)
        }
    }

    private mutating func applyTime(_ fact: Fact) {
        guard let kind = fact.kind else { return }
        switch kind {
        case .holdPlaced:
            holds.append(taking(fact, expiry: fact.holdExpiry))
        case .appointmentRequested:
            holds.removeAll { $0.isOf(fact) }
            holds.append(taking(fact, expiry: fact.holdExpiry))
        case .holdExtended:
            for index in holds.indices where holds[index].isOf(fact) {
                holds[index].expiry = fact.holdExpiry
                holds[index].sequence = fact.sequence
            }
        case .holdReleased, .appointmentDeclined:
            holds.removeAll { $0.isOf(fact) }
        case .appointmentBooked, .appointmentRescheduled, .timeReresolved:
            holds.removeAll { $0.isOf(fact) }
            bookings.append(taking(fact))
        case .appointmentReinstated where fact.length > 0:
            holds.removeAll { $0.isOf(fact) }
            bookings.append(taking(fact))
        case .timeReleased:
            bookings.removeAll { $0.isOf(fact) }
        case .appointmentCancelled, .appointmentEnteredInError:
            guard fact.length > 0 else { return }
            holds.removeAll { $0.isOf(fact) }
            bookings.removeAll { $0.isOf(fact) }
        case .timeBlocked:
            blocks.append(taking(fact))
        case .timeUnblocked:
            blocks.removeAll { $0.isOf(fact) }
        default: break
        }
    }

    private func taking(_ fact: Fact, expiry: Instant? = nil) -> Taking {
        Taking(
            sequence: fact.sequence,
            subject: fact.subject,
            service: fact.service,
            footprint: Footprint(of: fact),
            expiry: expiry,
            isSeat: expiry != nil || seatsSeveral.contains(fact.service),
            place: travellers.contains(fact.resource) ? locations[fact.service] ?? 0 : 0
        )
    }

    private mutating func define(_ fact: Fact, _ body: [UInt8]?) {
        switch fact.kind {
        case .zoneRulesRecorded:
            definitions[.zone(UInt16(truncatingIfNeeded: fact.detail))] = fact.sequence
        case .locationDefined, .locationWithdrawn:
            definitions[.location(UInt16(truncatingIfNeeded: fact.detail))] = fact.sequence
        case .resourceDefined, .resourceWithdrawn:
            definitions[.resource(fact.resource)] = fact.sequence
            travellers.remove(fact.resource)
            if case .resource(let resource) = try? Definition(fact: fact, body: body ?? []),
                !resource.places.isEmpty
            {
                travellers.insert(resource.number)
            }
        case .serviceDefined:
            definitions[.service(fact.service)] = fact.sequence
            guard case .service(let service) = try? Definition(fact: fact, body: body ?? []) else {
                return
            }
            locations[service.number] = service.location
            if service.capacity > 1 { seatsSeveral.insert(service.number) }
        case .serviceWithdrawn:
            definitions[.service(fact.service)] = fact.sequence
        default: break
        }
    }

    /// The sequences of these definitions, where there are any.
    func sequences(_ defined: [Defined]) -> [UInt64] { defined.compactMap { definitions[$0] } }

    /// What is booked of a resource, or held at an instant.
    func taken(of resource: UInt16, at now: Instant) -> [Taking] {
        (bookings + holds).filter { taking in
            taking.footprint.resource == resource && taking.expiry.map { $0 > now } ?? true
        }
    }
}
