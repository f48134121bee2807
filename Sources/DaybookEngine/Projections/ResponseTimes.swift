public import DaybookDomain

/// Who waits since when, and how long answers took, by channel and day.
///
/// A wait begins with the earliest patient message that no response follows and ends with the first
/// message to the patient by a person, or a substantive automatic outcome, which is kept as a class
/// of its own. A failed send puts the wait back; closing ends it as not needed. Times are whole
/// seconds of calendar time, never negative, from the provider's signed time or receipt, never from
/// a mail's Date header.
public struct ResponseTimes: Projection {
    public static let name = "response-times"
    public static let version: UInt32 = 2

    /// For how long after an answer its failure still puts the wait back.
    static let failureWindow: Int64 = 7 * 86_400_000

    var waiting = WaitingTable()
    var cells: [ResponseCell] = []
    var places: [ResponseCell.Key: Int] = [:]
    /// The cell used last on each channel: nearly every wait begins and ends on the newest day.
    private var recent: [(day: Int32, place: Int)] = Array(repeating: (.min, 0), count: 256)
    /// The clinic, for its zone.
    var clinic = Clinic()
    private var zoneOffset: Int64 = 0
    private var zoneOffsetRange: Range<Int64> = 0..<0
    /// When the newest message or answer was recorded, in ms.
    var recordedAt: Int64 = 0

    public init() {}

    public mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies) {
        for index in facts.indices {
            let fact = facts[index]
            let code = fact.kindCode
            if code >= Kind.requestReceived.rawValue {
                if code <= Kind.conversationReopened.rawValue { applyMessage(fact, code) }
            } else if code < Kind.holdPlaced.rawValue {
                define(fact, bodies.body(at: fact.sequence))
            }
        }
    }

    private mutating func define(_ fact: Fact, _ body: [UInt8]?) {
        guard let definition = try? Definition(fact: fact, body: body ?? []) else { return }
        clinic.apply(definition)
        zoneOffsetRange = 0..<0
    }

    @inline(__always)
    private mutating func applyMessage(_ fact: Fact, _ code: UInt8) {
        recordedAt = fact.recordedAt.milliseconds
        switch code {
        case Kind.requestReceived.rawValue, Kind.messageReceived.rawValue,
            Kind.conversationReopened.rawValue:
            begin(fact, code)
        case Kind.replySent.rawValue:
            answer(fact)
        case Kind.replyFailed.rawValue:
            putBack(fact)
        case Kind.conversationClosed.rawValue:
            end(fact)
        default: break
        }
    }

    private mutating func begin(_ fact: Fact, _ code: UInt8) {
        let place = waiting.place(of: fact.subject)
        let isKnown = waiting[place].subject != 0
        if isKnown, waiting[place].settledAt == WaitingTable.waiting {
            if code != Kind.conversationReopened.rawValue {
                waiting[place].lastMessage = fact.sequence
                if fact.occurredAt.milliseconds < waiting[place].since { moveBack(fact, place) }
            }
            if fact.flags.contains(.urgent) { waiting[place].isUrgent = 1 }
            return
        }
        var entry = WaitingTable.Entry()
        entry.subject = fact.subject
        entry.since = fact.occurredAt.milliseconds
        entry.lastMessage = fact.sequence
        entry.channel = fact.channelCode
        entry.isFirst = code == Kind.messageReceived.rawValue ? 0 : 1
        entry.isUrgent = fact.flags.contains(.urgent) ? 1 : 0
        entry.service = fact.service
        cells[cell(channel: entry.channel, since: entry.since)].begun += 1
        if isKnown {
            waiting[place] = entry
        } else {
            waiting.insert(
                entry,
                at: place,
                dropSettledBefore: recordedAt - ResponseTimes.failureWindow
            )
        }
    }

    /// A message that was written earlier was delivered later: the wait began with it.
    private mutating func moveBack(_ fact: Fact, _ place: Int) {
        let entry = waiting[place]
        let old = cell(channel: entry.channel, since: entry.since)
        // Under another zone than it began in, the wait may stand in a cell that can't be found any
        // more.
        guard cells[old].begun > 0 else { return }
        cells[old].begun -= 1
        waiting[place].since = fact.occurredAt.milliseconds
        cells[cell(channel: entry.channel, since: waiting[place].since)].begun += 1
    }

    private mutating func answer(_ fact: Fact) {
        let place = waiting.place(of: fact.subject)
        let entry = waiting[place]
        guard entry.subject != 0, entry.settledAt == WaitingTable.waiting else { return }
        let elapsed = max(0, fact.occurredAt.milliseconds - entry.since) / 1_000
        let seconds = UInt32(clamping: elapsed)
        let cell = cell(channel: entry.channel, since: entry.since)
        if fact.flags.contains(.automatic) {
            cells[cell].automatic.append(seconds)
        } else {
            cells[cell].byPerson.append(seconds)
        }
        waiting[place].settledAt = fact.recordedAt.milliseconds
        waiting[place].answer = fact.sequence
        waiting[place].answerCause = fact.cause
    }

    /// A failure after the answer had been counted: the duration stays counted and is marked as
    /// corrected, and whoever waited waits again from where they did. The failure of another answer
    /// changes nothing.
    private mutating func putBack(_ fact: Fact) {
        let place = waiting.place(of: fact.subject)
        let entry = waiting[place]
        guard entry.subject != 0, entry.settledAt != WaitingTable.waiting,
            fact.cause == entry.answer || fact.cause == entry.answerCause,
            fact.recordedAt.milliseconds - entry.settledAt <= ResponseTimes.failureWindow
        else { return }
        let cell = cell(channel: entry.channel, since: entry.since)
        cells[cell].corrected += 1
        cells[cell].begun += 1
        waiting[place].settledAt = WaitingTable.waiting
    }

    private mutating func end(_ fact: Fact) {
        let place = waiting.place(of: fact.subject)
        let entry = waiting[place]
        guard entry.subject != 0 else { return }
        if entry.settledAt == WaitingTable.waiting {
            cells[cell(channel: entry.channel, since: entry.since)].notNeeded += 1
        }
        waiting.remove(at: place)
    }

    /// The cell of a wait, made if there is none yet.
    @inline(__always)
    private mutating func cell(channel: UInt8, since: Int64) -> Int {
        let day = localDay(since)
        if recent[Int(channel)].day == day { return recent[Int(channel)].place }
        return findCell(channel: channel, day: day)
    }

    private mutating func findCell(channel: UInt8, day: Int32) -> Int {
        let key = ResponseCell.Key(day: day, channel: channel)
        let place: Int
        if let known = places[key] {
            place = known
        } else {
            place = cells.count
            cells.append(ResponseCell())
            places[key] = place
        }
        recent[Int(channel)] = (day, place)
        return place
    }

    @inline(__always)
    private mutating func localDay(_ milliseconds: Int64) -> Int32 {
        if !zoneOffsetRange.contains(milliseconds) { findZoneOffset(milliseconds) }
        let local = milliseconds + zoneOffset
        return Int32(clamping: local >= 0 ? local / 86_400_000 : (local - 86_399_999) / 86_400_000)
    }

    private mutating func findZoneOffset(_ milliseconds: Int64) {
        guard let settings = clinic.settings, let zone = clinic.zone(settings.zone) else {
            zoneOffset = 0
            zoneOffsetRange = .min..<(.max)
            return
        }
        let period = zone.rules.offsetPeriod(at: Instant(milliseconds: milliseconds))
        zoneOffset = Int64(period.seconds) * 1_000
        zoneOffsetRange = period.milliseconds
    }

    /// The cells by channel and day, in order.
    var orderedCells: [(key: ResponseCell.Key, cell: ResponseCell)] {
        places.sorted { $0.key < $1.key }.map { ($0.key, cells[$0.value]) }
    }

    public func digest(into digest: inout Digest) {
        digest.absorb(ResponseTimes.name)
        for (key, cell) in orderedCells {
            digest.absorb(UInt64(key.channel) << 32 | UInt64(UInt32(bitPattern: key.day)))
            digest.absorb(UInt64(cell.begun) << 32 | UInt64(cell.notNeeded))
            digest.absorb(UInt64(cell.corrected))
            digest.absorb(UInt64(cell.byPerson.count))
            for seconds in cell.byPerson { digest.absorb(UInt64(seconds)) }
            digest.absorb(UInt64(cell.automatic.count))
            for seconds in cell.automatic { digest.absorb(UInt64(seconds)) }
        }
        let open = waiting.entries
            .filter { $0.subject != 0 && $0.settledAt == WaitingTable.waiting }
            .sorted { $0.subject < $1.subject }
        for entry in open {
            digest.absorb(entry.subject)
            digest.absorb(UInt64(bitPattern: entry.since))
            digest.absorb(entry.lastMessage)
        }
    }
}
