internal import DaybookDomain

/// Writes one fact as a CloudEvent.
struct CloudEventWriter {
    private let fact: Fact
    private let body: [UInt8]?
    private let clinic: Clinic
    private var json: JSONWriter
    /// Fields that could not be said by name.
    private var raw: [RawField] = []
    /// Fields that were said by name.
    private var said: Set<RawField> = [.version, .recordedAt, .occurredAt, .channel, .actor]

    init(_ fact: Fact, body: [UInt8]?, clinic: Clinic, style: JSONWriter.Style) {
        self.fact = fact
        self.body = fact.flags.contains(.body) ? body : nil
        self.clinic = clinic
        json = JSONWriter(style)
    }

    mutating func write(source: String) -> [UInt8] {
        json.beginObject()
        json.member("specversion", "1.0")
        json.member("id", "\(fact.sequence)")
        json.member("source", source)
        json.member("type", CloudEvent.type(kindCode: fact.kindCode, version: fact.version))
        if fact.subject != 0 { json.member("subject", "\(fact.subject)") }
        write("time", fact.occurredAt, or: .occurredAt)
        write("recordedat", fact.recordedAt, or: .recordedAt)
        json.member("datacontenttype", "application/json")
        json.key("data")
        json.beginObject()
        writeCommon()
        if let kind = fact.kind {
            let shape = FactShape.of(kind)
            for field in shape.required { write(field) }
            for field in shape.optional where !isZero(field) { write(field) }
        }
        writeBody()
        writeRaw()
        json.endObject()
        json.endObject()
        return json.take()
    }

    private mutating func write(_ name: String, _ instant: Instant, or field: RawField) {
        if let text = instant.rfc3339() {
            json.member(name, text)
        } else {
            raw.append(field)
        }
    }

    private mutating func writeCommon() {
        if let channel = Channel(rawValue: fact.channelCode) {
            json.member("channel", channel.name)
        } else {
            raw.append(.channel)
        }
        let actor = UInt8(truncatingIfNeeded: RawField.actor.value(in: fact))
        if let actor = ActorClass(rawValue: actor) {
            json.member("actor", actor.name)
        } else {
            raw.append(.actor)
        }
        // That there is a body needs no mark where it stands in the event.
        let marks = FactMark.all.filter { mark in
            fact.flags.contains(mark.flag) && !(mark.flag == .body && body != nil)
        }
        guard !marks.isEmpty else { return }
        json.key("marks")
        json.beginArray()
        for mark in marks { json.string(mark.name) }
        json.endArray()
    }

    private func isZero(_ field: FactField) -> Bool {
        RawField(field).map { $0.value(in: fact) == 0 } ?? true
    }

    private mutating func write(_ field: FactField) {
        guard let rawField = RawField(field) else { return }
        said.insert(rawField)
        switch field {
        case .party: json.member(field.rawValue, HexToken.text(fact.party))
        case .reason:
            let code = UInt16(truncatingIfNeeded: rawField.value(in: fact))
            if let reason = Reason(rawValue: code) {
                json.member(field.rawValue, reason.name)
            } else {
                raw.append(.reason)
            }
        case .start: writeStart()
        case .modality: json.member(field.rawValue, ModalityName.of(fact.flags.modality))
        case .resource:
            json.member(field.rawValue, fact.resource)
            if let key = clinic.resource(fact.resource)?.key { json.member("resourceKey", key) }
        case .service:
            json.member(field.rawValue, fact.service)
            if let key = clinic.service(fact.service)?.key { json.member("serviceKey", key) }
        case .zone:
            json.member(field.rawValue, fact.detailZone)
            json.member("offsetMinutes", fact.detailOffset)
            if let name = clinic.zone(fact.detailZone)?.name { json.member("zoneName", name) }
        case .holdSeconds:
            json.member(field.rawValue, fact.detail)
            if let until = fact.holdExpiry.rfc3339() { json.member("holdUntil", until) }
        case .until:
            let end = Minute(Int32(bitPattern: fact.detail)).instant
            if let text = end.rfc3339() {
                json.member(field.rawValue, text)
            } else {
                raw.append(.detail)
            }
        case .language:
            if let language = LanguageTag(packed: fact.detail) {
                json.member(field.rawValue, language.description)
            } else {
                raw.append(.detail)
            }
        case .answerBy:
            if let channel = Channel(rawValue: fact.rank) {
                json.member(field.rawValue, channel.name)
            } else {
                raw.append(.rank)
            }
        case .intent:
            if let intent = ReadingCorrection.Intent(rawValue: fact.rank) {
                json.member(field.rawValue, intent.name)
            } else {
                raw.append(.rank)
            }
        case .response:
            if let response = ParticipantResponse(rawValue: fact.rank) {
                json.member(field.rawValue, response.code)
            } else {
                raw.append(.rank)
            }
        case .visitType:
            if let type = VisitType(rawValue: UInt8(clamping: fact.detail)) {
                json.member(field.rawValue, type.name)
            } else {
                raw.append(.detail)
            }
        case .cause, .minutes, .bufferBefore, .bufferAfter, .group, .times, .number, .claimSeconds,
            .assignee, .wording, .linkSeconds, .readerVersion, .entryVersion, .templates,
            .retention, .days, .part, .generation, .epoch, .priority, .urgency, .weekdays, .dayFrom,
            .dayTo:
            json.member(field.rawValue, rawField.value(in: fact))
        case .definition, .recurrence: break
        }
    }

    /// With the offset of the zone where the fact knows it, as people there would say it.
    private mutating func writeStart() {
        let knowsOffset = fact.kind.map { FactShape.of($0).contains(.zone) } ?? false
        let offset = knowsOffset ? Int(fact.detailOffset) * 60 : 0
        let instant = fact.start.instant
        if let text = instant.rfc3339(offsetSeconds: offset) ?? instant.rfc3339() {
            json.member(FactField.start.rawValue, text)
        } else {
            raw.append(.start)
        }
    }

    private mutating func writeBody() {
        guard let body else { return }
        if let definition = DefinitionJSON(fact: fact, body: body) {
            json.key(FactField.definition.rawValue)
            definition.write(into: &json)
        } else if fact.kind == .seriesDefined, let text = SeriesBody.text(body),
            SeriesBody.bytes(text: text) == body
        {
            json.member(FactField.recurrence.rawValue, text)
        } else {
            json.member("bodyBase64", Base64.text(body))
        }
    }

    private mutating func writeRaw() {
        for field in RawField.allCases
        where !said.contains(field) && field.value(in: fact) != 0 {
            raw.append(field)
        }
        guard !raw.isEmpty else { return }
        json.key("raw")
        json.beginObject()
        for field in raw {
            if field == .party {
                json.member(field.rawValue, HexToken.text(fact.party))
            } else {
                json.member(field.rawValue, field.value(in: fact))
            }
        }
        json.endObject()
    }
}
