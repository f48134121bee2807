internal import DaybookDomain

extension DefinitionJSON {
    /// Reads the definition that facts of this kind carry.
    init(of fact: Fact, _ object: JSONCursor) throws(JSONError) {
        switch fact.kind {
        case .zoneRulesRecorded: definition = .zone(try DefinitionJSON.zone(object))
        case .locationDefined: definition = .location(try DefinitionJSON.location(object))
        case .resourceDefined: definition = .resource(try DefinitionJSON.resource(object))
        case .serviceDefined: definition = .service(try DefinitionJSON.service(object))
        case .channelDefined: definition = .channel(try DefinitionJSON.channel(object))
        case .clinicDefined: definition = .clinic(try DefinitionJSON.clinic(object))
        case .actorDefined:
            try object.only("number", "name")
            definition = .actor(
                Actor(
                    number: try object.number("number"),
                    name: try object.required("name").string()
                )
            )
        default: throw object.notAllowed("no definition beside this kind")
        }
    }

    private static func zone(_ object: JSONCursor) throws(JSONError) -> Zone {
        try object.only("number", "name", "release", "initialOffsetSeconds", "transitions")
        let initial = try object.required("initialOffsetSeconds").int(in: -0x20000...0x20000)
        let list = try object.required("transitions")
        var transitions: [(second: Int64, offset: Int)] = []
        for element in try list.elements(max: TimeLimits.transitions) {
            let pair = try element.elements()
            guard pair.count == 2 else { throw element.notAllowed("a second and an offset") }
            transitions.append(
                (try pair[0].integer(), try pair[1].int(in: -0x20000...0x20000))
            )
        }
        let table = ZoneTable(initialOffset: initial, transitions: transitions)
        guard let rules = table.rules else {
            throw list.notAllowed("ascending seconds with offsets of a zone that change")
        }
        return Zone(
            number: try object.number("number"),
            name: try object.required("name").string(),
            release: try object.required("release").string(),
            rules: rules
        )
    }

    private static func location(_ object: JSONCursor) throws(JSONError) -> Location {
        try object.only("number", "key", "name", "zone", "hours", "exceptions", "travel")
        var location = Location(
            number: try object.number("number"),
            key: try object.required("key").string(),
            name: try object.required("name").string(),
            zone: try object.number("zone"),
            hours: try hours(try object.required("hours")),
            exceptions: try exceptions(object)
        )
        if let member = try object.optional("travel") {
            for element in try member.elements(max: BodyReader.elementsMax) {
                try element.only("location", "minutes")
                let number: UInt16 = try element.number("location")
                let minutes = try element.required("minutes")
                    .int(in: 0...Location.travelMinutesMax)
                location.travel.append(
                    Location.Travel(to: number, minutes: UInt16(clamping: minutes))
                )
            }
        }
        return location
    }

    private static func resource(_ object: JSONCursor) throws(JSONError) -> Resource {
        try object.only(
            "number",
            "key",
            "name",
            "role",
            "location",
            "hours",
            "exceptions",
            "places"
        )
        let roles = Resource.Role.allCases.map { (name: $0.name, value: $0) }
        var resource = Resource(
            number: try object.number("number"),
            key: try object.required("key").string(),
            name: try object.required("name").string(),
            role: try object.required("role").named(roles),
            location: try object.number("location")
        )
        if let member = try object.optional("hours") { resource.hours = try hours(member) }
        resource.exceptions = try exceptions(object)
        if let member = try object.optional("places") {
            for element in try member.elements(max: BodyReader.elementsMax) {
                try element.only("location", "hours")
                var place = Resource.Place(location: try element.number("location"))
                if let member = try element.optional("hours") { place.hours = try hours(member) }
                resource.places.append(place)
            }
        }
        return resource
    }

    private static func service(_ object: JSONCursor) throws(JSONError) -> Service {
        try object.only(
            "number",
            "key",
            "name",
            "durationMinutes",
            "bufferBeforeMinutes",
            "bufferAfterMinutes",
            "bufferPolicy",
            "alignmentMinutes",
            "noticeMinutes",
            "horizonDays",
            "capacity",
            "modality",
            "groups",
            "noShowGraceMinutes",
            "approvalMinutes",
            "choice",
            "overbooking",
            "waitlistOffers",
            "waitlistMinutes",
            "waitlistTries",
            "location",
            "visitType"
        )
        var service = Service(
            number: try object.number("number"),
            key: try object.required("key").string(),
            name: try object.required("name").string(),
            duration: try object.number("durationMinutes")
        )
        service.bufferBefore = try object.number("bufferBeforeMinutes")
        service.bufferAfter = try object.number("bufferAfterMinutes")
        let policies = BufferPolicy.allCases.map { (name: $0.name, value: $0) }
        service.bufferPolicy = try object.required("bufferPolicy").named(policies)
        service.alignment = try object.number("alignmentMinutes")
        service.notice = try object.number("noticeMinutes")
        service.horizonDays = try object.number("horizonDays")
        service.capacity = try object.number("capacity")
        let modalities = ModalityName.all.enumerated().map {
            (name: $0.element, value: UInt8(truncatingIfNeeded: $0.offset))
        }
        service.modality = try object.required("modality").named(modalities)
        for element in try object.required("groups").elements(max: BodyReader.elementsMax) {
            try element.only("name", "count", "resources")
            var numbers: [UInt16] = []
            let list = try element.required("resources")
            for number in try list.elements(max: BodyReader.elementsMax) {
                numbers.append(try number.number())
            }
            service.groups.append(
                ResourceGroup(
                    name: try element.required("name").string(),
                    needed: try element.number("count"),
                    resources: numbers
                )
            )
        }
        try options(of: &service, object)
        return service
    }

    private static func options(
        of service: inout Service,
        _ object: JSONCursor
    ) throws(JSONError) {
        if let member = try object.optional("noShowGraceMinutes") {
            service.noShowGrace = try member.number()
        }
        if let member = try object.optional("approvalMinutes") {
            service.approvalMinutes = try member.number()
        }
        if let member = try object.optional("choice") {
            service.choice = try member.named(
                ChoicePolicy.allCases.map { (name: $0.name, value: $0) }
            )
        }
        if let member = try object.optional("overbooking") {
            service.overbooking = try member.number()
        }
        if let member = try object.optional("waitlistOffers") {
            service.waitlist.offersAtOnce = try member.number()
        }
        if let member = try object.optional("waitlistMinutes") {
            service.waitlist.offerMinutes = try member.number()
        }
        if let member = try object.optional("waitlistTries") {
            service.waitlist.tries = try member.number()
        }
        if let member = try object.optional("location") { service.location = try member.number() }
        if let member = try object.optional("visitType") {
            service.visitType = try member.named(
                VisitType.allCases.map { (name: $0.name, value: $0) }
            )
        }
    }

    private static func channel(_ object: JSONCursor) throws(JSONError) -> ChannelPolicy {
        try object.only(
            "channel",
            "mode",
            "targetSeconds",
            "targetClock",
            "replyWindowSeconds",
            "redirect",
            "addresses",
            "requiresConsent",
            "acknowledges",
            "content",
            "audiencePercent",
            "retention",
            "warning"
        )
        let channels = Channel.allCases.map { (name: $0.name, value: $0) }
        var policy = ChannelPolicy(channel: try object.required("channel").named(channels))
        let modes = ChannelPolicy.Mode.allCases.map { (name: $0.name, value: $0) }
        policy.mode = try object.required("mode").named(modes)
        policy.targetSeconds = try object.number("targetSeconds")
        policy.targetCountsOpeningHours = try object.required("targetClock")
            .named([("opening", true), ("calendar", false)])
        policy.replyWindowSeconds = try object.number("replyWindowSeconds")
        policy.redirectAddress = try object.required("redirect").string()
        let addresses = try object.required("addresses")
        for element in try addresses.elements(max: BodyReader.elementsMax) {
            policy.ownAddresses.append(try element.string())
        }
        policy.requiresConsent = try object.flag("requiresConsent")
        policy.acknowledges = try object.flag("acknowledges")
        if let member = try object.optional("content") {
            policy.content = try member.named(
                AnswerContent.allCases.map { (name: $0.name, value: $0) }
            )
        }
        if let member = try object.optional("audiencePercent") {
            policy.audience = ChannelAudience(percent: try member.number())
        }
        if let member = try object.optional("retention") {
            policy.retention = try member.number()
        }
        if let member = try object.optional("warning") { policy.warning = try member.string() }
        return policy
    }

    private static func clinic(_ object: JSONCursor) throws(JSONError) -> ClinicSettings {
        try object.only(
            "key",
            "name",
            "zone",
            "holdMinutes",
            "emergency",
            "urgentWords",
            "reminderMinutes",
            "templatesUsed",
            "templates",
            "jurisdiction"
        )
        var settings = ClinicSettings(
            key: try object.required("key").string(),
            name: try object.required("name").string(),
            zone: try object.number("zone")
        )
        if let member = try object.optional("jurisdiction") {
            settings.jurisdiction = try member.string()
        }
        settings.holdMinutes = try object.number("holdMinutes")
        settings.emergencyText = try object.required("emergency").string()
        if let words = try object.optional("urgentWords") {
            for element in try words.elements(max: BodyReader.elementsMax) {
                settings.urgentWords.append(try element.string())
            }
        }
        if let minutes = try object.optional("reminderMinutes") {
            for element in try minutes.elements(max: BodyReader.elementsMax) {
                settings.reminderMinutes.append(
                    UInt32(clamping: try element.int(in: 0...Int(UInt32.max)))
                )
            }
        }
        if let used = try object.optional("templatesUsed") {
            settings.templatesUsed = try used.number()
            for element in try object.required("templates").elements(max: BodyReader.elementsMax) {
                settings.templates.append(try templates(element))
            }
        }
        return settings
    }

    private static func templates(_ object: JSONCursor) throws(JSONError) -> MessageTemplates {
        try object.only(
            "number",
            "language",
            "acknowledgement",
            "reminder",
            "confirmation",
            "emergency"
        )
        let tag = try object.required("language")
        guard let language = LanguageTag(try tag.string()) else {
            throw tag.notAllowed("a language tag of two or three letters")
        }
        return MessageTemplates(
            number: try object.number("number"),
            language: language,
            acknowledgement: try object.required("acknowledgement").string(),
            reminder: try object.required("reminder").string(),
            confirmation: try object.required("confirmation").string(),
            emergency: try object.required("emergency").string()
        )
    }

    private static func hours(_ object: JSONCursor) throws(JSONError) -> WeeklyHours {
        var reader = ClinicReader()
        let hours = reader.hours(object)
        try check(reader)
        return hours
    }

    private static func exceptions(_ object: JSONCursor) throws(JSONError) -> [HoursException] {
        var reader = ClinicReader()
        let exceptions = reader.exceptions(object, max: TimeLimits.exceptions)
        try check(reader)
        return exceptions
    }

    private static func check(_ reader: ClinicReader) throws(JSONError) {
        guard let first = reader.findings.first else { return }
        throw JSONError(
            .notAllowed,
            path: first.path,
            expected: first.expected,
            found: first.found
        )
    }
}

extension JSONCursor {
    /// The member of that name as a number that fits its type.
    fileprivate func number<Integer: FixedWidthInteger & UnsignedInteger>(
        _ key: String
    ) throws(JSONError) -> Integer {
        try required(key).number()
    }

    /// The member of that name, true or false; false where it is absent.
    fileprivate func flag(_ key: String) throws(JSONError) -> Bool {
        guard let member = try optional(key) else { return false }
        guard let flag = member.value.bool else { throw member.notAllowed("true or false") }
        return flag
    }

    /// The number, which must fit its type.
    fileprivate func number<Integer: FixedWidthInteger & UnsignedInteger>() throws(JSONError)
        -> Integer
    {
        Integer(truncatingIfNeeded: try integer(in: 0...Int64(clamping: Integer.max)))
    }

    /// The value with that name.
    fileprivate func named<Value>(
        _ choices: [(name: String, value: Value)]
    ) throws(JSONError) -> Value {
        let name = try string()
        guard let found = choices.first(where: { $0.name == name }) else {
            throw notAllowed("one of " + choices.map(\.name).joined(separator: ", "))
        }
        return found.value
    }
}
