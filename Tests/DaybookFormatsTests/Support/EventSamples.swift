import DaybookDomain

@testable import DaybookFormats

/// A fact of every kind in which each field that the kind uses says something.
enum EventSamples {
    static let source = "urn:daybook:5f3a9c0e71d24b868e1b0c5d2a49f713"

    /// Names for the numbers that the samples carry.
    static func clinic() throws -> Clinic {
        var clinic = try SampleClinic.clinic()
        clinic.apply(.actor(Actor(number: 1, name: "front-desk")))
        return clinic
    }

    /// The sample of a kind, with its body.
    static func fact(_ kind: Kind) throws -> (fact: Fact, body: [UInt8]?) {
        var fact = Fact(kind)
        fact.sequence = 1_204
        fact.subject = 1_201
        fact.recordedAt = Instant(milliseconds: 1_795_250_400_250)
        fact.occurredAt = Instant(milliseconds: 1_795_250_398_000)
        fact.channel = .form
        fact.actor = .patient
        let shape = FactShape.of(kind)
        for field in shape.required + shape.optional { fill(field, &fact) }
        let definition = try definition(kind)
        if let definition {
            fact.channel = .system
            fact.actor = .staff
            fact.subject = fact.sequence
            fact.flags.insert(.body)
            number(&fact, definition)
        }
        if shape.contains(.recurrence) {
            fact.flags.insert(.body)
            return (fact, SeriesBody.bytes(try Recurrence("RRULE:FREQ=WEEKLY;COUNT=6")))
        }
        return (fact, definition?.body)
    }

    private static func fill(_ field: FactField, _ fact: inout Fact) {
        switch field {
        case .party: fact.party = 0x0A1B_2C3D_4E5F_6071
        case .reason: fact.reason = reason(fact.kind)
        case .cause: fact.cause = 1_203
        case .start: fact.start = Minute(29_925_180)
        case .minutes: fact.length = 45
        case .bufferBefore: fact.bufferBefore = 5
        case .bufferAfter: fact.bufferAfter = 10
        case .resource: fact.resource = 1
        case .service: fact.service = 2
        case .group: fact.rank = 1
        case .modality: fact.flags.modality = 2
        case .zone:
            fact.detailZone = 1
            fact.detailOffset = 60
        case .holdSeconds: fact.detail = 1_800
        case .until: fact.detail = UInt32(bitPattern: 29_953_980)
        case .priority: fact.rank = 2
        case .weekdays: fact.length = 0b10101
        case .dayFrom: fact.bufferBefore = 32
        case .dayTo: fact.bufferAfter = 48
        case .times: fact.detail = 3
        case .number: fact.detail = 1
        case .claimSeconds: fact.detail = 120
        case .assignee: fact.detail = 1
        case .wording: fact.detail = 3
        case .language: fact.detail = LanguageTag("de")?.packed ?? 0
        case .linkSeconds: fact.detail = 86_400
        case .readerVersion: fact.detail = 1
        case .answerBy: fact.rank = Channel.email.rawValue
        case .intent: fact.rank = ReadingCorrection.Intent.move.rawValue
        case .entryVersion: fact.detail = 7
        case .response: fact.rank = ParticipantResponse.tentative.rawValue
        case .urgency: fact.rank = 3
        case .visitType: fact.detail = UInt32(VisitType.followUp.rawValue)
        case .templates: fact.detail = 2
        case .retention: fact.rank = 1
        case .days: fact.detail = 3_653
        case .part: fact.detail = 1
        case .generation, .epoch: fact.detail = 4
        case .definition, .recurrence: break
        }
    }

    private static func reason(_ kind: Kind?) -> Reason {
        switch kind {
        case .requestReceived, .messageReceived: .taken
        case .holdPlaced, .holdExtended: .offered
        case .waitlistLeft: .booked
        case .occurrenceMissed: .taken
        case .noticeWithheld: .noConsent
        case .timeReresolved: .zoneRules
        case .holdReleased: .given
        case .timeReleased: .moved
        case .conversationClosed: .thanks
        case .machineMessageReceived: .autoReply
        case .messageQuarantined: .tooDeep
        case .contentAccessed: .treatment
        case .contactLinked, .partiesMerged: .documentShown
        case .contactUnlinked, .partiesSplit: .mistaken
        case .replyQueued, .replySent: .booked
        case .erasureRequested: .request
        case .legalHoldPlaced: .litigation
        case .contentExpired: .unsent
        default: .patient
        }
    }

    private static func definition(_ kind: Kind) throws -> Definition? {
        let clinic = try clinic()
        switch kind {
        case .zoneRulesRecorded: return try zone()
        case .locationDefined: return clinic.location(1).map { .location($0) }
        case .resourceDefined: return clinic.resource(2).map { .resource($0) }
        case .serviceDefined: return clinic.service(4).map { .service($0) }
        case .channelDefined: return clinic.channel(.instagram).map { .channel($0) }
        case .clinicDefined: return clinic.settings.map { .clinic($0) }
        case .actorDefined: return .actor(Actor(number: 1, name: "front-desk"))
        default: return nil
        }
    }

    /// Two years of Berlin: enough to show the form.
    private static func zone() throws -> Definition? {
        let transitions: [(second: Int64, offset: Int)] = [
            (1_774_746_000, 7_200), (1_792_890_000, 3_600), (1_806_195_600, 7_200),
            (1_824_944_400, 3_600),
        ]
        let table = ZoneTable(initialOffset: 3_600, transitions: transitions)
        return table.rules.map {
            .zone(Zone(number: 1, name: "Europe/Berlin", release: "2026a", rules: $0))
        }
    }

    private static func number(_ fact: inout Fact, _ definition: Definition) {
        switch definition {
        case .resource(let resource): fact.resource = resource.number
        case .service(let service): fact.service = service.number
        case .channel(let policy): fact.channel = policy.channel
        default: break
        }
    }
}
