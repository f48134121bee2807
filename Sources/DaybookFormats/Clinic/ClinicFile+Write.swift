public import DaybookDomain

extension ClinicFile {
    /// Writes what a clinic holds as `clinic.json`; read against that clinic it changes nothing.
    ///
    /// Names of holidays are not recorded, so they are not written. Before its settings are defined
    /// a clinic has no member `clinic`, without which the file can't be read. O(size of the
    /// clinic).
    public static func write(_ clinic: Clinic) -> [UInt8] {
        var writer = ClinicWriter(clinic)
        return writer.write()
    }
}

/// Writes the parts of `clinic.json`.
struct ClinicWriter {
    private let clinic: Clinic
    private var json = JSONWriter(.pretty)

    init(_ clinic: Clinic) {
        self.clinic = clinic
    }

    mutating func write() -> [UInt8] {
        json.beginObject()
        if let settings = clinic.settings { write(settings) }
        json.key("locations")
        json.beginArray()
        for location in clinic.locations { write(location) }
        json.endArray()
        json.key("resources")
        json.beginArray()
        for resource in clinic.resources { write(resource) }
        json.endArray()
        json.key("services")
        json.beginArray()
        for service in clinic.services { write(service) }
        json.endArray()
        json.key("channels")
        json.beginObject()
        for policy in clinic.channels where policy.channel != .system { write(policy) }
        json.endObject()
        json.endObject()
        json.newline()
        return json.take()
    }

    private mutating func write(_ settings: ClinicSettings) {
        json.key("clinic")
        json.beginObject()
        json.member("id", settings.key)
        json.member("name", settings.name)
        json.member("zone", clinic.zone(settings.zone)?.name ?? "")
        json.member("holdMinutes", settings.holdMinutes)
        if !settings.emergencyText.isEmpty { json.member("emergency", settings.emergencyText) }
        if !settings.jurisdiction.isEmpty { json.member("jurisdiction", settings.jurisdiction) }
        write("urgentWords", settings.urgentWords)
        write("reminders", settings.reminderMinutes.map { FileDuration.text(minutes: $0) })
        write(settings.templates)
        json.endObject()
    }

    private mutating func write(_ templates: [MessageTemplates]) {
        guard !templates.isEmpty else { return }
        write("languages", templates.map(\.language.description))
        json.key("templates")
        json.beginObject()
        for templates in templates {
            json.key(templates.language.description)
            json.beginObject()
            json.members(of: templates)
            json.endObject()
        }
        json.endObject()
    }

    private mutating func write(_ name: String, _ texts: [String]) {
        guard !texts.isEmpty else { return }
        json.key(name)
        json.beginArray()
        for text in texts { json.string(text) }
        json.endArray()
    }

    private mutating func write(_ location: Location) {
        json.beginObject()
        json.member("id", location.key)
        json.member("name", location.name)
        json.member("zone", clinic.zone(location.zone)?.name ?? "")
        json.member(hours: location.hours)
        write(holidays: location.exceptions.inFileOrder.filter(\.isPlainHoliday))
        json.member(exceptions: location.exceptions.inFileOrder.filter { !$0.isPlainHoliday })
        if !location.travel.isEmpty {
            json.key("travel")
            json.beginArray()
            for way in location.travel {
                json.beginObject()
                json.member("to", clinic.location(way.location)?.key ?? "")
                json.member("time", FileDuration.text(minutes: way.minutes))
                json.endObject()
            }
            json.endArray()
        }
        json.endObject()
    }

    private mutating func write(holidays: [HoursException]) {
        guard !holidays.isEmpty else { return }
        json.key("holidays")
        json.beginArray()
        for holiday in holidays {
            json.beginObject()
            json.member("date", holiday.date.description)
            if case .replaced(let intervals) = holiday.effect {
                json.member("hours", intervals: intervals)
            }
            json.endObject()
        }
        json.endArray()
    }

    private mutating func write(_ resource: Resource) {
        json.beginObject()
        json.member("id", resource.key)
        json.member("name", resource.name)
        json.member("role", resource.role.name)
        json.member("location", clinic.location(resource.location)?.key ?? "")
        if let hours = resource.hours { json.member(hours: hours) }
        json.member(exceptions: resource.exceptions.inFileOrder)
        if !resource.places.isEmpty {
            json.key("places")
            json.beginArray()
            for place in resource.places {
                json.beginObject()
                json.member("location", clinic.location(place.location)?.key ?? "")
                if let hours = place.hours { json.member(hours: hours) }
                json.endObject()
            }
            json.endArray()
        }
        json.endObject()
    }

    private mutating func write(_ service: Service) {
        json.beginObject()
        json.member("id", service.key)
        json.member("name", service.name)
        json.member("duration", FileDuration.text(minutes: service.duration))
        json.key("buffers")
        json.beginObject()
        json.member("before", FileDuration.text(minutes: service.bufferBefore))
        json.member("after", FileDuration.text(minutes: service.bufferAfter))
        json.member("policy", service.bufferPolicy.name)
        json.endObject()
        json.member("alignment", FileDuration.text(minutes: service.alignment))
        json.member("notice", FileDuration.text(minutes: service.notice))
        json.member("horizonDays", service.horizonDays)
        json.member("capacity", service.capacity)
        json.member("modality", ModalityName.of(service.modality))
        if service.visitType != .none { json.member("visitType", service.visitType.name) }
        json.key("groups")
        json.beginArray()
        for group in service.groups {
            json.beginObject()
            json.member("name", group.name)
            json.key("any")
            json.beginArray()
            for number in group.resources { json.string(clinic.resource(number)?.key ?? "") }
            json.endArray()
            json.member("count", group.needed)
            json.endObject()
        }
        json.endArray()
        write(policiesOf: service)
        if service.location != 0 {
            json.member("location", clinic.location(service.location)?.key ?? "")
        }
        json.endObject()
    }

    /// What differs from an ordinary service in how it treats those who don't come, wait, or compete
    /// for a time.
    private mutating func write(policiesOf service: Service) {
        if service.noShowGrace != Service.noShowGraceDefault {
            json.member("noShowGrace", FileDuration.text(minutes: service.noShowGrace))
        }
        if service.approvalMinutes > 0 {
            json.key("approval")
            json.beginObject()
            json.member("within", FileDuration.text(minutes: service.approvalMinutes))
            json.endObject()
        }
        if service.choice != .firstFree { json.member("choice", service.choice.name) }
        if service.overbooking > 0 { json.member("overbooking", service.overbooking) }
        guard service.waitlist != WaitlistPolicy() else { return }
        json.key("waitlist")
        json.beginObject()
        json.member("offers", service.waitlist.offersAtOnce)
        json.member("hold", FileDuration.text(minutes: service.waitlist.offerMinutes))
        json.member("tries", service.waitlist.tries)
        json.endObject()
    }

    private mutating func write(_ target: ResponseTarget) {
        json.member("within", FileDuration.text(seconds: Int64(target.seconds)))
        json.member("clock", target.countsOpeningHours ? "opening" : "calendar")
    }

    private mutating func write(_ policy: ChannelPolicy) {
        json.key(policy.channel.name)
        json.beginObject()
        json.key("target")
        json.beginObject()
        write(policy.target(of: .routine))
        if let urgent = policy.urgentTarget {
            json.key(Priority.urgent.name)
            json.beginObject()
            write(urgent)
            json.endObject()
        }
        json.endObject()
        json.member("mode", policy.mode.name)
        if !policy.redirectAddress.isEmpty { json.member("redirect", policy.redirectAddress) }
        if policy.replyWindowSeconds > 0 {
            json.member(
                "replyWindow",
                FileDuration.text(seconds: Int64(policy.replyWindowSeconds))
            )
        } else if ChannelPolicy.defaultReplyWindow(of: policy.channel) > 0 {
            json.member("replyWindow", ClinicReader.noReplyWindow)
        }
        write("addresses", policy.ownAddresses)
        if policy.requiresConsent { json.member("consent", "required") }
        if policy.acknowledges { json.member("acknowledge", true) }
        if policy.content != .full { json.member("content", policy.content.name) }
        if policy.audience != .all { json.member("audience", policy.audience.text) }
        if policy.retention != 0 { json.member("retention", policy.retention) }
        if !policy.warning.isEmpty { json.member("warning", policy.warning) }
        json.endObject()
    }
}

extension JSONWriter {
    /// The members of the object that holds the templates of one language.
    mutating func members(of templates: MessageTemplates) {
        member("acknowledgement", templates.acknowledgement)
        member("reminder", templates.reminder)
        member("confirmation", templates.confirmation)
        member("emergency", templates.emergency)
    }
}
