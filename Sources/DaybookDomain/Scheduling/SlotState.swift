/// What decides and what is queried: the clinic and the time of its resources, folded from facts.
///
/// Replay runs ``apply(_:body:)`` over every fact in order; the writer decides against the same
/// value, so that what was offered is what is accepted.
public struct SlotState: Sendable {
    /// The clinic as defined so far.
    public internal(set) var clinic = Clinic()
    /// Calendars by resource number; index 0 is unused.
    var calendars: [ResourceCalendar] = []
    /// Open time by resource number, expanded ahead by ``prepareOpenTime(around:)``.
    private(set) var openTime: [MinuteSet] = []
    /// By resource number the first resource found to have the same open time.
    private(set) var openAlike: [UInt16] = []
    /// The same of resources at other locations than their own.
    private(set) var openElsewhere: [Stay.Spot: MinuteSet] = [:]
    private(set) var openWindow = Minute(0)..<Minute(0)
    private(set) var openRevision: UInt64 = .max
    /// What is kept of a service's bookings beside their minutes, by its number: read for every
    /// booking of a replay. It stays so, since what was noted before a change is still given back
    /// after it.
    var marks: [ServiceMarks] = []
    /// Blocks that are not over, so that a refusal can name the one that stands in the way.
    var blocks = LiveBlocks()
    /// Whose turn it is, for the services that take turns.
    var turns = Turns()
    /// Who waits for a time, and what they were offered.
    public internal(set) var waitlist = Waitlist()
    /// When the newest fact was recorded.
    public internal(set) var recordedAt = Instant(milliseconds: 0)
    /// The instant from which on the next piece of the past is forgotten.
    var forgetAt = Instant(milliseconds: .min)
    /// What ``apply(times:at:newest:)`` read ahead; nobody asks for it.
    var glanced: UInt64 = 0

    /// An empty state.
    public init() {}

    /// Folds one fact. Total: a fact is never refused, and unknown kinds are stepped over.
    ///
    /// - Parameters:
    ///   - fact: The next fact, in order.
    ///   - body: Its body, needed only for facts that define the clinic.
    /// - Complexity: O(words of the footprint), usually one or two.
    @inline(__always)
    public mutating func apply(_ fact: Fact, body: () -> [UInt8]?) {
        let code = fact.kindCode
        // Conversations and people are the larger half of a busy log and mean nothing here.
        if code >= Kind.requestReceived.rawValue { return }
        if code >= Kind.holdPlaced.rawValue {
            if SlotState.isStep(code) {
                recordedAt = fact.recordedAt
            } else {
                applyTime(fact)
            }
        } else {
            recordedAt = fact.recordedAt
            define(fact, body())
        }
    }

    /// Whether a kind is a step in an appointment's day, which changes nothing about its time: the
    /// larger part of what is left.
    @inline(__always)
    private static func isStep(_ code: UInt8) -> Bool {
        code >= Kind.patientArrived.rawValue && code <= Kind.patientNoShow.rawValue
    }

    mutating func applyTime(_ fact: Fact) {
        recordedAt = fact.recordedAt
        if recordedAt >= forgetAt { forgetPast() }
        let number = Int(fact.resource)
        while calendars.count <= number { calendars.append(ResourceCalendar()) }
        switch fact.kindCode {
        case Kind.appointmentBooked.rawValue:
            if fact.subject != fact.sequence, !calendars[number].holds.isEmpty {
                calendars[number].release(subject: fact.subject)
            }
            calendars[number].take(fact)
            seat(fact, by: 1)
        case Kind.holdPlaced.rawValue:
            calendars[number].place(LiveHold(fact), now: fact.recordedAt)
        case Kind.holdExtended.rawValue:
            calendars[number].extend(fact)
        case Kind.holdReleased.rawValue:
            calendars[number].release(subject: fact.subject)
        case Kind.appointmentRescheduled.rawValue:
            calendars[number].take(fact)
            seat(fact, by: 1)
        case Kind.appointmentReinstated.rawValue where fact.length > 0:
            // What is reinstated may have been a hold that ran out and still stands in the list.
            calendars[number].release(subject: fact.subject)
            calendars[number].take(fact)
            seat(fact, by: 1)
        case Kind.timeReleased.rawValue:
            calendars[number].free(fact)
            seat(fact, by: -1)
        case Kind.appointmentCancelled.rawValue, Kind.appointmentEnteredInError.rawValue:
            guard fact.length > 0 else { return }
            endAppointment(fact, calendar: number)
        case Kind.timeBlocked.rawValue:
            calendars[number].blocked.add(start: fact.start, length: Int(fact.length))
            blocks.add(fact)
        case Kind.timeUnblocked.rawValue:
            calendars[number].blocked.remove(start: fact.start, length: Int(fact.length))
            blocks.remove(subject: fact.subject)
        default: applyRare(fact)
        }
        if turns.isNeeded { turns.apply(fact) }
    }

    /// A cancelled hold only ends the hold; a cancelled booking sets its minutes free.
    private mutating func endAppointment(_ fact: Fact, calendar number: Int) {
        if calendars[number].holds.contains(where: { $0.subject == fact.subject }) {
            calendars[number].release(subject: fact.subject)
        } else {
            calendars[number].free(fact)
            seat(fact, by: -1)
        }
    }

    /// How far back taken time is remembered, in minutes: eight weeks. Nothing decides on older
    /// minutes; whoever asks about them replays to a position of that time.
    public static let rememberedMinutes = 8 * 7 * 1_440
    /// The past is forgotten in pieces of 16,384 minutes, on multiples of it, as a shift.
    private static let forgottenShift = 14

    /// Forgets the taken time of long ago, so that memory follows what is open and not history.
    ///
    /// When it happens depends on the facts alone, so that two replays forget alike.
    private mutating func forgetPast() {
        let shift = SlotState.forgottenShift
        let now = Int(recordedAt.minute.value)
        let end = Minute(0).advanced(by: ((now - SlotState.rememberedMinutes) >> shift) << shift)
        forgetAt = Minute(0).advanced(by: ((now >> shift) + 1) << shift).instant
        for number in calendars.indices { calendars[number].forget(before: end) }
    }

    @inline(__always)
    mutating func seat(_ fact: Fact, by change: Int) {
        let service = Int(fact.service)
        guard service < marks.count, !marks[service].isEmpty else { return }
        keep(fact, marks[service], by: change)
    }

    private mutating func define(_ fact: Fact, _ body: [UInt8]?) {
        guard let definition = try? Definition(fact: fact, body: body ?? []) else { return }
        clinic.apply(definition)
        guard case .service(let service) = definition else { return }
        while marks.count <= Int(service.number) { marks.append([]) }
        if service.capacity > 1 { marks[Int(service.number)].insert(.seatsSeveral) }
        if service.location != 0 { marks[Int(service.number)].insert(.hasLocation) }
        if service.choice == .roundRobin { turns.start(service: service.number) }
    }

    // MARK: Open time

    /// How far ahead open time is expanded, in days: longer than any usual horizon.
    private static let openDays = 400

    /// Expands the opening hours around an instant, if that was not done yet for this clinic.
    ///
    /// Queries beyond the expanded window work too; they expand for themselves.
    /// - Complexity: O(1) usually; O(resources × days) after a change and about once a month.
    public mutating func prepareOpenTime(around now: Instant) {
        let day = Minute(now.minute.value / 1_440 * 1_440)
        if openRevision == clinic.revision,
            openWindow.lowerBound.advanced(by: 1_440) <= day,
            day <= openWindow.lowerBound.advanced(by: 32 * 1_440)
        {
            return
        }
        openRevision = clinic.revision
        openWindow = day.advanced(by: -1_440)..<day.advanced(by: SlotState.openDays * 1_440)
        openTime.removeAll(keepingCapacity: true)
        openAlike.removeAll(keepingCapacity: true)
        openElsewhere.removeAll(keepingCapacity: true)
        for resource in clinic.resources {
            while openTime.count <= Int(resource.number) {
                openAlike.append(UInt16(clamping: openTime.count))
                openTime.append(MinuteSet(covering: openWindow.lowerBound..<openWindow.lowerBound))
            }
            if let hours = clinic.openingHours(of: resource) {
                openTime[Int(resource.number)] = hours.openMinutes(in: openWindow)
                noteAlike(resource.number)
            }
            for place in resource.places {
                guard let hours = clinic.openingHours(of: resource, at: place.location) else {
                    continue
                }
                let spot = Stay.Spot(resource: resource.number, place: place.location)
                openElsewhere[spot] = hours.openMinutes(in: openWindow)
            }
        }
    }

    /// How many kinds of open time are told apart; a clinic has few.
    private static let openKinds = 16

    /// Notes down whose open time a resource shares, if it is one of the first kinds.
    private mutating func noteAlike(_ number: UInt16) {
        var kinds = 0
        for other in 0..<Int(number) where openAlike[other] == UInt16(clamping: other) {
            if openTime[other] == openTime[Int(number)] {
                openAlike[Int(number)] = UInt16(clamping: other)
                return
            }
            kinds += 1
            if kinds == SlotState.openKinds { return }
        }
    }
}
