internal import DaybookDomain

/// Reads a fact back from its CloudEvent.
struct CloudEventReader {
    private let root: JSONCursor
    private let data: JSONCursor
    private let raw: JSONCursor?
    private var fact: Fact
    private let shape: FactShape

    /// Opens an event and checks its envelope.
    init(_ root: JSONCursor) throws(JSONError) {
        self.root = root
        try root.only(
            "specversion",
            "id",
            "source",
            "type",
            "subject",
            "time",
            "recordedat",
            "datacontenttype",
            "dataschema",
            "data"
        )
        let version = try root.required("specversion")
        guard version.value.string == "1.0" else { throw version.notAllowed("\"1.0\"") }
        _ = try root.required("source").string(bytes: 1...2_048)
        if let type = try root.optional("datacontenttype") {
            guard type.value.string == "application/json" else {
                throw type.notAllowed("\"application/json\"")
            }
        }
        data = try root.required("data")
        raw = try data.optional("raw")
        fact = Fact(.zoneRulesRecorded)
        let type = try root.required("type")
        guard let (code, version) = CloudEventReader.kind(try type.string()) else {
            throw type.notAllowed("a type such as \"org.daybook.appointmentBooked.v1\"")
        }
        fact.kindCode = code
        _ = RawField.version.set(Int64(version), in: &fact)
        shape = Kind(rawValue: code).map { FactShape.of($0) } ?? FactShape()
    }

    mutating func read() throws(JSONError) -> (fact: Fact, body: [UInt8]?) {
        let id = try root.required("id")
        fact.sequence = try CloudEventReader.number(id, max: .max)
        if let subject = try root.optional("subject") {
            fact.subject = try CloudEventReader.number(subject, max: 0xFFFF_FFFF_FFFF)
        }
        try checkNames()
        if let raw { try read(raw) }
        if let occurredAt = try instant("time", .occurredAt) { fact.occurredAt = occurredAt }
        if let recordedAt = try instant("recordedat", .recordedAt) {
            fact.recordedAt = recordedAt
        }
        try readCommon()
        for field in shape.required { try read(field, isRequired: true) }
        for field in shape.optional { try read(field, isRequired: false) }
        // A body marks the fact, so it is read before the fact is given away.
        let body = try body()
        return (fact, body)
    }

    /// The kind code and version of a `type`.
    private static func kind(_ type: String) -> (code: UInt8, version: UInt8)? {
        let parts = type.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "org", parts[1] == "daybook",
            parts[3].utf8.first == UInt8(ascii: "v"),
            let version = decimal(parts[3].dropFirst(), max: 0xFF)
        else { return nil }
        if let kind = Kind.allCases.first(where: { $0.name == parts[2] }) {
            return (kind.rawValue, UInt8(version))
        }
        guard parts[2].hasPrefix("kind"), let code = decimal(parts[2].dropFirst(4), max: 0xFF),
            Kind(rawValue: UInt8(code)) == nil
        else { return nil }
        return (UInt8(code), UInt8(version))
    }

    /// Decimal digits without leading zeros.
    private static func decimal(_ text: Substring, max: UInt64) -> UInt64? {
        let bytes = Array(text.utf8)
        guard (1...20).contains(bytes.count), bytes[0] != 0x30 || bytes.count == 1,
            bytes.allSatisfy({ (0x30...0x39).contains($0) }), let value = UInt64(text),
            value <= max
        else { return nil }
        return value
    }

    private static func number(_ cursor: JSONCursor, max: UInt64) throws(JSONError) -> UInt64 {
        guard let value = decimal(try cursor.string()[...], max: max) else {
            throw cursor.notAllowed("a sequence in decimal digits")
        }
        return value
    }

    /// Refuses members of the data that the kind gives no meaning: a misspelt name is no default.
    private func checkNames() throws(JSONError) {
        var names: Set<String> = ["channel", "actor", "marks", "bodyBase64", "raw"]
        for field in shape.required + shape.optional {
            names.insert(field.rawValue)
            names.formUnion(CloudEventReader.companions[field] ?? [])
        }
        for (key, member) in try data.members() where !names.contains(key) {
            throw JSONError(
                .unknownKey,
                path: member.path,
                expected: "one of " + names.sorted().joined(separator: ", "),
                found: "an unknown name"
            )
        }
    }

    /// Members that stand beside a field's own.
    private static let companions: [FactField: [String]] = [
        .resource: ["resourceKey"], .service: ["serviceKey"], .holdSeconds: ["holdUntil"],
        .zone: ["zoneName", "offsetMinutes"],
    ]

    private mutating func read(_ raw: JSONCursor) throws(JSONError) {
        for (key, member) in try raw.members() {
            guard let field = RawField(rawValue: key) else {
                throw member.notAllowed(
                    "one of " + RawField.allCases.map(\.rawValue).joined(separator: ", ")
                )
            }
            let value =
                field == .party
                ? Int64(bitPattern: try CloudEventReader.token(member)) : try member.integer()
            guard field.set(value, in: &fact) else {
                throw member.notAllowed("a number that fits the field")
            }
        }
    }

    private static func token(_ cursor: JSONCursor) throws(JSONError) -> UInt64 {
        guard let token = HexToken.token(try cursor.string()) else {
            throw cursor.notAllowed("sixteen lower-case hexadecimal digits")
        }
        return token
    }

    private func instant(_ name: String, _ field: RawField) throws(JSONError) -> Instant? {
        guard let member = try root.optional(name) else {
            if isRaw(field) { return nil }
            _ = try root.required(name)
            return nil
        }
        guard let instant = Instant(rfc3339: try member.string()),
            Instant.representable.contains(instant.milliseconds)
        else { throw member.notAllowed("a timestamp of RFC 3339") }
        return instant
    }

    private func isRaw(_ field: RawField) -> Bool {
        raw?.value[field.rawValue] != nil
    }

    private mutating func readCommon() throws(JSONError) {
        if !isRaw(.channel) {
            let member = try data.required("channel")
            guard let channel = Channel(name: try member.string()) else {
                throw member.notAllowed("the name of a channel")
            }
            fact.channel = channel
        }
        if !isRaw(.actor) {
            let member = try data.required("actor")
            let name = try member.string()
            guard let actor = ActorClass.allCases.first(where: { $0.name == name }) else {
                throw member.notAllowed("the name of an actor class")
            }
            fact.actor = actor
        }
        guard let marks = try data.optional("marks") else { return }
        for element in try marks.elements(max: FactMark.all.count) {
            let name = try element.string()
            guard let mark = FactMark.all.first(where: { $0.name == name }) else {
                throw element.notAllowed(
                    "one of " + FactMark.all.map(\.name).joined(separator: ", ")
                )
            }
            fact.flags.insert(mark.flag)
        }
    }

    private mutating func read(_ field: FactField, isRequired: Bool) throws(JSONError) {
        guard let rawField = RawField(field) else { return }
        guard let member = try data.optional(field.rawValue) else {
            if isRequired, !isRaw(rawField) { _ = try data.required(field.rawValue) }
            return
        }
        switch field {
        case .party: fact.party = try CloudEventReader.token(member)
        case .reason:
            guard let reason = Reason(name: try member.string()) else {
                throw member.notAllowed("the code of a reason")
            }
            fact.reason = reason
        case .start:
            fact.start = try CloudEventReader.minute(member)
        case .until:
            fact.detail = UInt32(bitPattern: try CloudEventReader.minute(member).value)
        case .modality:
            let name = try member.string()
            guard let index = ModalityName.all.firstIndex(of: name) else {
                throw member.notAllowed("one of " + ModalityName.all.joined(separator: ", "))
            }
            fact.flags.modality = UInt8(truncatingIfNeeded: index)
        case .zone:
            fact.detailZone = UInt16(truncatingIfNeeded: try member.int(in: 0...0xFFFF))
            let offset = try data.required("offsetMinutes").int(in: -0x8000...0x7FFF)
            fact.detailOffset = Int16(truncatingIfNeeded: offset)
        case .language:
            guard let language = LanguageTag(try member.string()) else {
                throw member.notAllowed("a language tag of two or three letters")
            }
            fact.detail = language.packed
        case .answerBy:
            guard let channel = Channel(name: try member.string()) else {
                throw member.notAllowed("the name of a channel")
            }
            fact.rank = channel.rawValue
        case .intent:
            guard let intent = ReadingCorrection.Intent(name: try member.string()) else {
                let names = ReadingCorrection.Intent.allCases.map(\.name)
                throw member.notAllowed("one of " + names.joined(separator: ", "))
            }
            fact.rank = intent.rawValue
        case .response:
            guard let response = ParticipantResponse(code: try member.string()) else {
                let codes = ParticipantResponse.allCases.map(\.code)
                throw member.notAllowed("one of " + codes.joined(separator: ", "))
            }
            fact.rank = response.rawValue
        case .visitType:
            guard let type = VisitType(name: try member.string()) else {
                let names = VisitType.allCases.map(\.name)
                throw member.notAllowed("one of " + names.joined(separator: ", "))
            }
            fact.detail = UInt32(type.rawValue)
        case .cause, .minutes, .bufferBefore, .bufferAfter, .resource, .service, .group,
            .holdSeconds, .times, .number, .claimSeconds, .assignee, .wording, .linkSeconds,
            .readerVersion, .entryVersion, .templates,
            .retention, .days, .part, .generation, .epoch, .priority, .urgency, .weekdays, .dayFrom,
            .dayTo:
            guard rawField.set(try member.integer(), in: &fact) else {
                throw member.notAllowed("a number that fits the field")
            }
            if field == .holdSeconds { try checkHoldUntil() }
        case .definition, .recurrence: break
        }
    }

    private static func minute(_ member: JSONCursor) throws(JSONError) -> Minute {
        let instant = Instant(rfc3339: try member.string())
        guard let instant, instant.minute.instant == instant else {
            throw member.notAllowed("a whole minute as a timestamp of RFC 3339")
        }
        return instant.minute
    }

    /// The hold's end is said twice, for people and for the fact; both must be the same.
    private func checkHoldUntil() throws(JSONError) {
        guard let member = try data.optional("holdUntil") else { return }
        guard Instant(rfc3339: try member.string()) == fact.holdExpiry else {
            throw member.notAllowed("holdSeconds after recordedat")
        }
    }

    private mutating func body() throws(JSONError) -> [UInt8]? {
        if let member = try data.optional(FactField.definition.rawValue) {
            fact.flags.insert(.body)
            return try DefinitionJSON(of: fact, member).definition.body
        }
        if let member = try data.optional(FactField.recurrence.rawValue) {
            fact.flags.insert(.body)
            return SeriesBody.bytes(text: try member.string(bytes: 0...SeriesLimits.textBytesMax))
        }
        guard let member = try data.optional("bodyBase64") else {
            for field in [FactField.definition, .recurrence]
            where shape.contains(field) && !fact.flags.contains(.body) {
                _ = try data.required(field.rawValue)
            }
            return nil
        }
        guard let bytes = Base64.bytes(try member.string()) else {
            throw member.notAllowed("padded base64")
        }
        fact.flags.insert(.body)
        return bytes
    }
}
