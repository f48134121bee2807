internal import DaybookDomain

extension ClinicReader {
    private static let serviceKeys = [
        "id", "name", "duration", "buffers", "alignment", "notice", "horizonDays", "capacity",
        "modality", "groups", "noShowGrace", "approval", "choice", "overbooking", "waitlist",
        "location", "visitType",
    ]

    /// A service.
    mutating func service(_ object: JSONCursor) -> Service? {
        guard only(object, ClinicReader.serviceKeys) else { return nil }
        let id = number(ofIDIn: object, \.serviceIDs)
        let name = name(object)
        let duration = required(object, "duration").flatMap {
            minutes($0, in: 1...Service.durationMax)
        }
        var service = Service(
            number: id?.number ?? 0,
            key: id?.key ?? "",
            name: name,
            duration: UInt16(clamping: duration ?? 1)
        )
        if let buffers = optional(object, "buffers") { self.buffers(buffers, of: &service) }
        service.alignment = UInt16(
            clamping: minutes(
                object,
                "alignment",
                in: 1...1_440,
                or: Int(service.alignment)
            )
        )
        service.notice = UInt32(
            clamping: minutes(
                object,
                "notice",
                in: 0...ClinicFileLimits.noticeMinutesMax,
                or: Int(service.notice)
            )
        )
        service.horizonDays = UInt16(
            clamping: number(
                object,
                "horizonDays",
                in: 1...ClinicFileLimits.horizonDaysMax,
                or: Int(service.horizonDays)
            )
        )
        service.capacity = UInt8(
            clamping: number(object, "capacity", in: 1...255, or: Int(service.capacity))
        )
        let modalities = ModalityName.all.enumerated().map {
            (name: $0.element, value: UInt8(clamping: $0.offset))
        }
        service.modality = choice(object, "modality", modalities, or: service.modality)
        let visitTypes = VisitType.allCases.map { (name: $0.name, value: $0) }
        service.visitType = choice(object, "visitType", visitTypes, or: service.visitType)
        for element in list(object, "groups", in: 1...Service.groupsMax) {
            guard let group = group(element) else { continue }
            if service.groups.contains(where: { $0.name == group.name }) {
                note(
                    path: element.path + "/name",
                    expected: "a name of its own in this service",
                    found: "\"\(group.name.prefix(40))\" again"
                )
            }
            service.groups.append(group)
        }
        policies(object, of: &service)
        location(object, of: &service)
        return id == nil ? nil : service
    }

    /// Where the service is had; each of its resources must work there.
    private mutating func location(_ object: JSONCursor, of service: inout Service) {
        guard let member = optional(object, "location"),
            let number = reference(member, to: "location", locationIDs)
        else { return }
        service.location = number
        for resource in Set(service.groups.flatMap(\.resources)).sorted() {
            guard let places = placesOfResources[resource], !places.contains(number) else {
                continue
            }
            let key = resourceIDs.numbers.first { $0.value == resource }?.key ?? "\(resource)"
            note(
                member,
                expected: "a location at which each of its resources works",
                hint: "add it to the places of \(key)"
            )
        }
    }

    /// How the service treats those who don't come, wait, or compete for a time.
    private mutating func policies(_ object: JSONCursor, of service: inout Service) {
        service.noShowGrace = UInt16(
            clamping: minutes(
                object,
                "noShowGrace",
                in: 0...Service.durationMax,
                or: Int(service.noShowGrace)
            )
        )
        if let approval = optional(object, "approval"), only(approval, ["within"]),
            let within = required(approval, "within")
        {
            service.approvalMinutes = UInt32(
                clamping: minutes(within, in: 1...Int(Service.approvalMinutesMax)) ?? 1
            )
        }
        let choices = ChoicePolicy.allCases.map { (name: $0.name, value: $0) }
        service.choice = choice(object, "choice", choices, or: service.choice)
        service.overbooking = UInt8(clamping: number(object, "overbooking", in: 0...255, or: 0))
        guard let waitlist = optional(object, "waitlist"),
            only(waitlist, ["offers", "hold", "tries"])
        else { return }
        let ordinary = WaitlistPolicy()
        service.waitlist = WaitlistPolicy(
            offersAtOnce: UInt8(
                clamping: number(waitlist, "offers", in: 0...255, or: Int(ordinary.offersAtOnce))
            ),
            offerMinutes: UInt16(
                clamping: minutes(
                    waitlist,
                    "hold",
                    in: 1...Service.durationMax,
                    or: Int(ordinary.offerMinutes)
                )
            ),
            tries: UInt8(clamping: number(waitlist, "tries", in: 1...255, or: Int(ordinary.tries)))
        )
    }

    private mutating func buffers(_ object: JSONCursor, of service: inout Service) {
        guard only(object, ["before", "after", "policy"]) else { return }
        service.bufferBefore = UInt8(clamping: minutes(object, "before", in: 0...255, or: 0))
        service.bufferAfter = UInt8(clamping: minutes(object, "after", in: 0...255, or: 0))
        let policies = BufferPolicy.allCases.map { (name: $0.name, value: $0) }
        service.bufferPolicy = choice(object, "policy", policies, or: .additive)
    }

    private mutating func group(_ object: JSONCursor) -> ResourceGroup? {
        guard only(object, ["name", "any", "count"]) else { return nil }
        let name = name(object)
        var resources: [UInt16] = []
        var hasAll = true
        let members = list(object, "any", in: 1...ClinicFileLimits.membersMax)
        for member in members {
            guard let number = reference(member, to: "resource", resourceIDs) else {
                hasAll = false
                continue
            }
            if resources.contains(number) {
                note(member, expected: "each resource once in a group")
                hasAll = false
            }
            resources.append(number)
        }
        let needed = number(object, "count", in: 1...255, or: 1)
        if hasAll, !resources.isEmpty, needed > resources.count {
            note(
                path: object.path + "/count",
                expected: "at most the \(resources.count) of this group",
                found: "\(needed)"
            )
        }
        return ResourceGroup(name: name, needed: UInt8(clamping: needed), resources: resources)
    }
}
