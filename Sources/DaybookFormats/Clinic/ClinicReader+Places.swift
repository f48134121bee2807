internal import DaybookDomain

extension ClinicReader {
    /// The clinic's own settings.
    mutating func settings(_ object: JSONCursor) -> ClinicSettings? {
        let keys = [
            "id", "name", "zone", "jurisdiction", "holdMinutes", "emergency", "urgentWords",
            "reminders", "languages", "templates",
        ]
        guard only(object, keys) else { return nil }
        let key = required(object, "id").flatMap { id($0) } ?? ""
        let name = name(object)
        let zone = required(object, "zone").flatMap { self.zone($0) } ?? 0
        var settings = ClinicSettings(key: key, name: name, zone: zone)
        settings.holdMinutes = UInt16(
            clamping: number(
                object,
                "holdMinutes",
                in: 1...ClinicFileLimits.holdMinutesMax,
                or: Int(settings.holdMinutes)
            )
        )
        if let emergency = optional(object, "emergency") {
            settings.emergencyText = text(
                emergency,
                0...ClinicFileLimits.textScalarsMax,
                isMultiline: true
            )
        }
        settings.jurisdiction = jurisdiction(object)
        settings.urgentWords = urgentWords(object)
        settings.reminderMinutes = reminders(object)
        templates(object, into: &settings)
        return settings
    }

    /// Two capital letters, as ISO 3166-1 has them.
    private mutating func jurisdiction(_ object: JSONCursor) -> String {
        guard let member = optional(object, "jurisdiction") else { return "" }
        let code = text(member, 1...2)
        if member.value.string != nil,
            code.utf8.count != 2 || !code.utf8.allSatisfy({ (0x41...0x5A).contains($0) })
        {
            note(member, expected: "two capital letters, as in \"US\" or \"DE\"")
        }
        return code
    }

    private mutating func urgentWords(_ object: JSONCursor) -> [String] {
        guard let array = optional(object, "urgentWords") else { return [] }
        return elements(array, in: 0...ClinicFileLimits.urgentWordsMax).map {
            text($0, 1...ClinicFileLimits.nameScalarsMax)
        }
    }

    /// How long before, the longest first however the file orders them.
    private mutating func reminders(_ object: JSONCursor) -> [UInt32] {
        guard let array = optional(object, "reminders") else { return [] }
        var minutes: Set<UInt32> = []
        for element in elements(array, in: 0...ClinicFileLimits.remindersMax) {
            if let before = self.minutes(element, in: 1...ClinicFileLimits.noticeMinutesMax) {
                minutes.insert(UInt32(clamping: before))
            }
        }
        return minutes.sorted(by: >)
    }

    /// A location.
    mutating func location(_ object: JSONCursor) -> Location? {
        let keys = ["id", "name", "zone", "hours", "holidays", "exceptions", "travel"]
        guard only(object, keys) else { return nil }
        let id = number(ofIDIn: object, \.locationIDs)
        let name = name(object)
        let zone = required(object, "zone").flatMap { self.zone($0) } ?? 0
        let hours = required(object, "hours").map { self.hours($0) } ?? WeeklyHours()
        let exceptions = holidays(object) + self.exceptions(object)
        guard let id else { return nil }
        return Location(
            number: id.number,
            key: id.key,
            name: name,
            zone: zone,
            hours: hours,
            exceptions: exceptions.inFileOrder
        )
    }

    /// The travel times from a location, put into the one that was read of it.
    mutating func travel(_ object: JSONCursor, of locations: inout [Location]) {
        guard let array = optional(object, "travel"),
            let key = optional(object, "id")?.value.string,
            let index = locations.firstIndex(where: { $0.key == key })
        else { return }
        for element in elements(array, in: 0...ClinicFileLimits.placesMax) {
            guard only(element, ["to", "time"]), let to = required(element, "to"),
                let number = reference(to, to: "location", locationIDs)
            else { continue }
            if number == locations[index].number
                || locations[index].travel.contains(where: { $0.location == number })
            {
                note(to, expected: "another location, each once")
            }
            let minutes = required(element, "time").flatMap {
                self.minutes($0, in: 0...Location.travelMinutesMax)
            }
            locations[index].travel.append(
                Location.Travel(to: number, minutes: UInt16(clamping: minutes ?? 0))
            )
        }
    }

    /// The other locations at which a resource works.
    private mutating func places(_ object: JSONCursor, besides home: UInt16?) -> [Resource.Place] {
        guard let array = optional(object, "places") else { return [] }
        var places: [Resource.Place] = []
        for element in elements(array, in: 0...ClinicFileLimits.placesMax) {
            guard only(element, ["location", "hours"]),
                let member = required(element, "location"),
                let number = reference(member, to: "location", locationIDs)
            else { continue }
            if number == home || places.contains(where: { $0.location == number }) {
                note(member, expected: "another location than its own, each once")
            }
            let hours = optional(element, "hours").map { self.hours($0) }
            places.append(Resource.Place(location: number, hours: hours))
        }
        return places
    }

    /// A practitioner, room or device.
    mutating func resource(_ object: JSONCursor) -> Resource? {
        let keys = ["id", "name", "role", "location", "hours", "exceptions", "places"]
        guard only(object, keys) else { return nil }
        let id = number(ofIDIn: object, \.resourceIDs)
        let name = name(object)
        let roles = Resource.Role.allCases.map { (name: $0.name, value: $0) }
        let role = required(object, "role").flatMap { choice($0, roles) } ?? .device
        let location =
            required(object, "location").flatMap { reference($0, to: "location", locationIDs) }
        let hours = optional(object, "hours").map { self.hours($0) }
        let exceptions = self.exceptions(object)
        let places = places(object, besides: location)
        guard let id else { return nil }
        placesOfResources[id.number] = Set(places.map(\.location)).union(
            location.map { [$0] } ?? []
        )
        var resource = Resource(
            number: id.number,
            key: id.key,
            name: name,
            role: role,
            location: location ?? 0
        )
        resource.hours = hours
        resource.exceptions = exceptions.inFileOrder
        resource.places = places
        return resource
    }
}
