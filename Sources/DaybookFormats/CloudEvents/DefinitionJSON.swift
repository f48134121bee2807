internal import DaybookDomain

/// The JSON form of a definition as the log holds it: with numbers and in the units of the domain.
struct DefinitionJSON {
    /// The definition.
    let definition: Definition

    /// The definition of a body, if the JSON form says all of it.
    init?(fact: Fact, body: [UInt8]) {
        guard let definition = try? Definition(fact: fact, body: body), definition.body == body,
            DefinitionJSON.canSay(definition)
        else { return nil }
        self.definition = definition
    }

    /// Bodies that no version of Daybook wrote may hold what JSON has no words for.
    private static func canSay(_ definition: Definition) -> Bool {
        switch definition {
        case .service(let service): service.modality < 4
        case .location(let location): canSay(location.exceptions)
        case .resource(let resource): canSay(resource.exceptions)
        case .zone, .channel, .clinic, .actor: true
        case .withdrawLocation, .withdrawResource, .withdrawService, .withdrawChannel: false
        }
    }

    private static func canSay(_ exceptions: [HoursException]) -> Bool {
        exceptions.count <= TimeLimits.exceptions
            && exceptions.allSatisfy { CivilDate($0.date.description) == $0.date }
    }

    /// Writes it as one value.
    func write(into json: inout JSONWriter) {
        json.beginObject()
        switch definition {
        case .zone(let zone): DefinitionJSON.write(zone, &json)
        case .location(let location):
            json.member("number", location.number)
            json.member("key", location.key)
            json.member("name", location.name)
            json.member("zone", location.zone)
            json.member(hours: location.hours)
            json.member(exceptions: location.exceptions)
            DefinitionJSON.write(location.travel, &json)
        case .resource(let resource):
            json.member("number", resource.number)
            json.member("key", resource.key)
            json.member("name", resource.name)
            json.member("role", resource.role.name)
            json.member("location", resource.location)
            if let hours = resource.hours { json.member(hours: hours) }
            json.member(exceptions: resource.exceptions)
            DefinitionJSON.write(resource.places, &json)
        case .service(let service): DefinitionJSON.write(service, &json)
        case .channel(let policy): DefinitionJSON.write(policy, &json)
        case .clinic(let settings):
            json.member("key", settings.key)
            json.member("name", settings.name)
            json.member("zone", settings.zone)
            json.member("holdMinutes", settings.holdMinutes)
            json.member("emergency", settings.emergencyText)
            if !settings.urgentWords.isEmpty || !settings.reminderMinutes.isEmpty
                || settings.templatesUsed > 0 || !settings.jurisdiction.isEmpty
            {
                json.key("urgentWords")
                json.beginArray()
                for word in settings.urgentWords { json.string(word) }
                json.endArray()
                json.key("reminderMinutes")
                json.beginArray()
                for minutes in settings.reminderMinutes { json.integer(minutes) }
                json.endArray()
            }
            DefinitionJSON.write(settings.templates, used: settings.templatesUsed, &json)
            if !settings.jurisdiction.isEmpty {
                json.member("jurisdiction", settings.jurisdiction)
            }
        case .actor(let actor):
            json.member("number", actor.number)
            json.member("name", actor.name)
        case .withdrawLocation, .withdrawResource, .withdrawService, .withdrawChannel: break
        }
        json.endObject()
    }

    private static func write(_ travel: [Location.Travel], _ json: inout JSONWriter) {
        guard !travel.isEmpty else { return }
        json.key("travel")
        json.beginArray()
        for way in travel {
            json.beginObject()
            json.member("location", way.location)
            json.member("minutes", way.minutes)
            json.endObject()
        }
        json.endArray()
    }

    private static func write(_ places: [Resource.Place], _ json: inout JSONWriter) {
        guard !places.isEmpty else { return }
        json.key("places")
        json.beginArray()
        for place in places {
            json.beginObject()
            json.member("location", place.location)
            if let hours = place.hours { json.member(hours: hours) }
            json.endObject()
        }
        json.endArray()
    }

    private static func write(_ zone: Zone, _ json: inout JSONWriter) {
        json.member("number", zone.number)
        json.member("name", zone.name)
        json.member("release", zone.release)
        let table = ZoneTable(zone.rules)
        json.member("initialOffsetSeconds", table.initialOffset)
        json.key("transitions")
        json.beginArray()
        for transition in table.transitions {
            json.beginArray()
            json.integer(transition.second)
            json.integer(transition.offset)
            json.endArray()
        }
        json.endArray()
    }

    private static func write(_ service: Service, _ json: inout JSONWriter) {
        json.member("number", service.number)
        json.member("key", service.key)
        json.member("name", service.name)
        json.member("durationMinutes", service.duration)
        json.member("bufferBeforeMinutes", service.bufferBefore)
        json.member("bufferAfterMinutes", service.bufferAfter)
        json.member("bufferPolicy", service.bufferPolicy.name)
        json.member("alignmentMinutes", service.alignment)
        json.member("noticeMinutes", service.notice)
        json.member("horizonDays", service.horizonDays)
        json.member("capacity", service.capacity)
        json.member("modality", ModalityName.of(service.modality))
        json.key("groups")
        json.beginArray()
        for group in service.groups {
            json.beginObject()
            json.member("name", group.name)
            json.member("count", group.needed)
            json.key("resources")
            json.beginArray()
            for number in group.resources { json.integer(number) }
            json.endArray()
            json.endObject()
        }
        json.endArray()
        writeOptions(of: service, &json)
    }

    /// The settings that came later, where they differ from the default.
    private static func writeOptions(of service: Service, _ json: inout JSONWriter) {
        let ordinary = Service(number: 0, key: "", name: "", duration: 1)
        if service.noShowGrace != ordinary.noShowGrace {
            json.member("noShowGraceMinutes", service.noShowGrace)
        }
        if service.approvalMinutes != ordinary.approvalMinutes {
            json.member("approvalMinutes", service.approvalMinutes)
        }
        if service.choice != ordinary.choice { json.member("choice", service.choice.name) }
        if service.overbooking != ordinary.overbooking {
            json.member("overbooking", service.overbooking)
        }
        if service.location != ordinary.location { json.member("location", service.location) }
        if service.visitType != ordinary.visitType {
            json.member("visitType", service.visitType.name)
        }
        guard service.waitlist != ordinary.waitlist else { return }
        json.member("waitlistOffers", service.waitlist.offersAtOnce)
        json.member("waitlistMinutes", service.waitlist.offerMinutes)
        json.member("waitlistTries", service.waitlist.tries)
    }

    private static func write(
        _ templates: [MessageTemplates],
        used: UInt16,
        _ json: inout JSONWriter
    ) {
        guard used > 0 else { return }
        json.member("templatesUsed", used)
        json.key("templates")
        json.beginArray()
        for templates in templates {
            json.beginObject()
            json.member("number", templates.number)
            json.member("language", templates.language.description)
            json.members(of: templates)
            json.endObject()
        }
        json.endArray()
    }

    private static func write(_ policy: ChannelPolicy, _ json: inout JSONWriter) {
        json.member("channel", policy.channel.name)
        json.member("mode", policy.mode.name)
        json.member("targetSeconds", policy.targetSeconds)
        json.member("targetClock", policy.targetCountsOpeningHours ? "opening" : "calendar")
        json.member("replyWindowSeconds", policy.replyWindowSeconds)
        json.member("redirect", policy.redirectAddress)
        json.key("addresses")
        json.beginArray()
        for address in policy.ownAddresses { json.string(address) }
        json.endArray()
        if policy.requiresConsent { json.member("requiresConsent", true) }
        if policy.acknowledges { json.member("acknowledges", true) }
        if policy.content != .full { json.member("content", policy.content.name) }
        if policy.audience != .all { json.member("audiencePercent", policy.audience.percent) }
        if policy.retention != 0 { json.member("retention", policy.retention) }
        if !policy.warning.isEmpty { json.member("warning", policy.warning) }
    }
}
