internal import DaybookDomain

/// A field of a fact as a bare number, for what its kind gives no meaning or this version no name.
///
/// They make the JSON form lossless: a fact of a later version passes through unchanged.
enum RawField: String, CaseIterable {
    case version
    case recordedAt
    case occurredAt
    case channel
    case actor
    case modality
    case rank
    case party
    case reason
    case cause
    case start
    case length
    case bufferBefore
    case bufferAfter
    case resource
    case service
    case detail

    /// The raw field that a named one is made of.
    init?(_ field: FactField) {
        switch field {
        case .party: self = .party
        case .reason: self = .reason
        case .cause: self = .cause
        case .start: self = .start
        case .minutes: self = .length
        case .bufferBefore: self = .bufferBefore
        case .bufferAfter: self = .bufferAfter
        case .resource: self = .resource
        case .service: self = .service
        case .group, .retention, .intent, .response, .urgency, .answerBy: self = .rank
        case .modality: self = .modality
        case .zone, .holdSeconds, .times, .number, .claimSeconds, .assignee, .wording, .language,
            .linkSeconds, .readerVersion, .entryVersion, .templates, .days, .part, .generation,
            .epoch, .until, .visitType:
            self = .detail
        case .priority: self = .rank
        case .weekdays: self = .length
        case .dayFrom: self = .bufferBefore
        case .dayTo: self = .bufferAfter
        case .definition, .recurrence: return nil
        }
    }

    /// The values it can hold, as a signed number; a token's bits are read as one.
    private var range: ClosedRange<Int64> {
        switch self {
        case .version, .channel, .actor, .rank, .bufferBefore, .bufferAfter: 0...0xFF
        case .modality: 0...3
        case .recordedAt, .occurredAt: Instant.representable
        case .party: Int64.min...Int64.max
        case .reason, .length, .resource, .service: 0...0xFFFF
        case .cause: 0...0xFFFF_FFFF_FFFF
        case .start: Int64(Int32.min)...Int64(Int32.max)
        case .detail: 0...0xFFFF_FFFF
        }
    }

    /// Its number in a fact.
    func value(in fact: Fact) -> Int64 {
        switch self {
        case .version: Int64(fact.version)
        case .recordedAt: fact.recordedAt.milliseconds
        case .occurredAt: fact.occurredAt.milliseconds
        case .channel: Int64(fact.channelCode)
        case .actor: Int64(truncatingIfNeeded: fact.words.2 >> 8 & 0xFF)
        case .modality: Int64(fact.flags.modality)
        case .rank: Int64(fact.rank)
        case .party: Int64(bitPattern: fact.party)
        case .reason: Int64(truncatingIfNeeded: fact.words.5 & 0xFFFF)
        case .cause: Int64(truncatingIfNeeded: fact.cause)
        case .start: Int64(fact.start.value)
        case .length: Int64(fact.length)
        case .bufferBefore: Int64(fact.bufferBefore)
        case .bufferAfter: Int64(fact.bufferAfter)
        case .resource: Int64(fact.resource)
        case .service: Int64(fact.service)
        case .detail: Int64(fact.detail)
        }
    }

    /// Puts a number into a fact; `false` if it doesn't fit.
    func set(_ value: Int64, in fact: inout Fact) -> Bool {
        guard range.contains(value) else { return false }
        switch self {
        case .version: fact = RawField.with(fact) { $0.1 = $0.1 & ~0xFF00 | UInt64(value) << 8 }
        case .recordedAt: fact.recordedAt = Instant(milliseconds: value)
        case .occurredAt: fact.occurredAt = Instant(milliseconds: value)
        case .channel: fact = RawField.with(fact) { $0.2 = $0.2 & ~0xFF | UInt64(value) }
        case .actor: fact = RawField.with(fact) { $0.2 = $0.2 & ~0xFF00 | UInt64(value) << 8 }
        case .modality: fact.flags.modality = UInt8(truncatingIfNeeded: value)
        case .rank: fact.rank = UInt8(truncatingIfNeeded: value)
        case .party: fact.party = UInt64(bitPattern: value)
        case .reason: fact = RawField.with(fact) { $0.5 = $0.5 & ~0xFFFF | UInt64(value) }
        case .cause: fact.cause = UInt64(value)
        case .start: fact.start = Minute(Int32(truncatingIfNeeded: value))
        case .length: fact.length = UInt16(truncatingIfNeeded: value)
        case .bufferBefore: fact.bufferBefore = UInt8(truncatingIfNeeded: value)
        case .bufferAfter: fact.bufferAfter = UInt8(truncatingIfNeeded: value)
        case .resource: fact.resource = UInt16(truncatingIfNeeded: value)
        case .service: fact.service = UInt16(truncatingIfNeeded: value)
        case .detail: fact.detail = UInt32(truncatingIfNeeded: value)
        }
        return true
    }

    private typealias Words = (
        UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64
    )

    private static func with(_ fact: Fact, _ change: (inout Words) -> Void) -> Fact {
        var words = fact.words
        change(&words)
        return Fact(words: words)
    }
}
