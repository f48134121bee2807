internal import DaybookDomain

/// Finds the words for the difference that a definition makes.
struct ChangeWords {
    let before: Clinic
    let after: Clinic

    func change(_ definition: Definition) -> ClinicChange {
        switch definition {
        case .zone(let new):
            let isKnown = before.zones.contains { $0.name == new.name }
            return ClinicChange(
                sort: .zone,
                key: new.name,
                action: isKnown ? .changed : .added,
                details: isKnown ? ["rules of release \(new.release)"] : []
            )
        case .location(let new):
            return change(.location, new.key, before.location(new.number)) { details($0, new) }
        case .resource(let new):
            return change(.resource, new.key, before.resource(new.number)) { details($0, new) }
        case .service(let new):
            return change(.service, new.key, before.service(new.number)) { details($0, new) }
        case .channel(let new):
            return change(.channel, new.channel.name, before.channel(new.channel)) {
                details($0, new)
            }
        case .clinic(let new):
            return change(.clinic, new.key, before.settings) { details($0, new) }
        case .actor(let new):
            return ClinicChange(sort: .actor, key: new.name, action: .added, details: [])
        case .withdrawLocation(let number):
            return withdrawn(.location, before.location(number)?.key ?? "\(number)")
        case .withdrawResource(let number):
            return withdrawn(.resource, before.resource(number)?.key ?? "\(number)")
        case .withdrawService(let number):
            return withdrawn(.service, before.service(number)?.key ?? "\(number)")
        case .withdrawChannel(let channel): return withdrawn(.channel, channel.name)
        }
    }

    private func change<Value>(
        _ sort: ClinicChange.Sort,
        _ key: String,
        _ old: Value?,
        _ details: (Value) -> [String]
    ) -> ClinicChange {
        guard let old else {
            return ClinicChange(sort: sort, key: key, action: .added, details: [])
        }
        return ClinicChange(sort: sort, key: key, action: .changed, details: details(old))
    }

    private func withdrawn(_ sort: ClinicChange.Sort, _ key: String) -> ClinicChange {
        ClinicChange(sort: sort, key: key, action: .withdrawn, details: [])
    }

    private func details(_ old: Location, _ new: Location) -> [String] {
        var lines = Lines()
        lines.add("name", old.name, new.name)
        lines.add("zone", zone(old.zone, before), zone(new.zone, after))
        lines.add(hours: old.hours, new.hours)
        lines.add(exceptions: old.exceptions, new.exceptions)
        lines.add("travel", travel(old, before), travel(new, after))
        return lines.lines
    }

    private func travel(_ location: Location, _ clinic: Clinic) -> String {
        location.travel.map { way in
            let key = clinic.location(way.location)?.key ?? "\(way.location)"
            return "\(key) \(FileDuration.text(minutes: way.minutes))"
        }.joined(separator: " ")
    }

    private func details(_ old: Resource, _ new: Resource) -> [String] {
        var lines = Lines()
        lines.add("name", old.name, new.name)
        lines.add("role", old.role.name, new.role.name)
        lines.add(
            "location",
            before.location(old.location)?.key ?? "none",
            after.location(new.location)?.key ?? "none"
        )
        switch (old.hours, new.hours) {
        case (nil, nil): break
        case (nil, _?): lines.lines.append("hours of its own")
        case (_?, nil): lines.lines.append("hours of its location")
        case (let old?, let new?): lines.add(hours: old, new)
        }
        lines.add(exceptions: old.exceptions, new.exceptions)
        lines.add("places", places(old, before), places(new, after))
        let moved = new.places.filter { place in
            old.places.contains { $0.location == place.location && $0.hours != place.hours }
        }
        for place in moved {
            lines.lines.append("hours at \(after.location(place.location)?.key ?? "none")")
        }
        return lines.lines
    }

    private func places(_ resource: Resource, _ clinic: Clinic) -> String {
        resource.places.map { clinic.location($0.location)?.key ?? "\($0.location)" }
            .joined(separator: " ")
    }

    private func details(_ old: Service, _ new: Service) -> [String] {
        var lines = Lines()
        lines.add("name", old.name, new.name)
        lines.add(minutes: "duration", old.duration, new.duration)
        lines.add(minutes: "buffer before", old.bufferBefore, new.bufferBefore)
        lines.add(minutes: "buffer after", old.bufferAfter, new.bufferAfter)
        lines.add("buffer policy", old.bufferPolicy.name, new.bufferPolicy.name)
        lines.add(minutes: "alignment", old.alignment, new.alignment)
        lines.add(minutes: "notice", old.notice, new.notice)
        lines.add("horizon in days", "\(old.horizonDays)", "\(new.horizonDays)")
        lines.add("capacity", "\(old.capacity)", "\(new.capacity)")
        lines.add("modality", ModalityName.of(old.modality), ModalityName.of(new.modality))
        lines.add("visit type", old.visitType.name, new.visitType.name)
        lines.add("groups", groups(old, before), groups(new, after))
        lines.add(minutes: "no-show grace", old.noShowGrace, new.noShowGrace)
        lines.add(minutes: "approval within", old.approvalMinutes, new.approvalMinutes)
        lines.add("choice", old.choice.name, new.choice.name)
        lines.add("overbooking", "\(old.overbooking)", "\(new.overbooking)")
        lines.add("waitlist", waitlist(old.waitlist), waitlist(new.waitlist))
        lines.add(
            "location",
            before.location(old.location)?.key ?? "",
            after.location(new.location)?.key ?? ""
        )
        return lines.lines
    }

    private func details(_ old: ChannelPolicy, _ new: ChannelPolicy) -> [String] {
        var lines = Lines()
        lines.add("target", target(old), target(new))
        lines.add("mode", old.mode.name, new.mode.name)
        lines.add("redirect", old.redirectAddress, new.redirectAddress)
        lines.add(
            "reply window",
            FileDuration.text(seconds: Int64(old.replyWindowSeconds)),
            FileDuration.text(seconds: Int64(new.replyWindowSeconds))
        )
        lines.add(
            "addresses",
            old.ownAddresses.joined(separator: " "),
            new.ownAddresses.joined(separator: " ")
        )
        lines.add(
            "consent",
            old.requiresConsent ? "required" : "assumed",
            new.requiresConsent ? "required" : "assumed"
        )
        lines.add(
            "acknowledgements",
            old.acknowledges ? "one a day" : "none",
            new.acknowledges ? "one a day" : "none"
        )
        lines.add("content", old.content.name, new.content.name)
        lines.add("audience", old.audience.text, new.audience.text)
        lines.add("retention class", retention(old), retention(new))
        if old.warning != new.warning { lines.lines.append("warning") }
        return lines.lines
    }

    private func details(_ old: ClinicSettings, _ new: ClinicSettings) -> [String] {
        var lines = Lines()
        lines.add("id", old.key, new.key)
        lines.add("name", old.name, new.name)
        lines.add("zone", zone(old.zone, before), zone(new.zone, after))
        lines.add("jurisdiction", old.jurisdiction, new.jurisdiction)
        lines.add(minutes: "hold", old.holdMinutes, new.holdMinutes)
        if old.emergencyText != new.emergencyText { lines.lines.append("emergency wording") }
        if old.urgentWords != new.urgentWords { lines.lines.append("urgent words") }
        lines.add("reminders", reminders(old), reminders(new))
        lines.add("templates", templates(old), templates(new))
        return lines.lines
    }

    private func zone(_ number: UInt16, _ clinic: Clinic) -> String {
        clinic.zone(number).map { "\($0.name) (rules \($0.number))" } ?? "none"
    }

    private func reminders(_ settings: ClinicSettings) -> String {
        settings.reminderMinutes.map { FileDuration.text(minutes: $0) }.joined(separator: " ")
    }

    private func retention(_ policy: ChannelPolicy) -> String {
        policy.retention == 0 ? "ordinary" : "\(policy.retention)"
    }

    /// Languages with the numbers of their versions: "de 1, en 4".
    private func templates(_ settings: ClinicSettings) -> String {
        settings.templates.map { "\($0.language) \($0.number)" }.joined(separator: ", ")
    }

    private func target(_ policy: ChannelPolicy) -> String {
        FileDuration.text(seconds: Int64(policy.targetSeconds))
            + (policy.targetCountsOpeningHours ? " of opening hours" : " of calendar time")
    }

    private func waitlist(_ policy: WaitlistPolicy) -> String {
        "\(policy.offersAtOnce) at once for \(FileDuration.text(minutes: policy.offerMinutes)), "
            + "\(policy.tries) times"
    }

    private func groups(_ service: Service, _ clinic: Clinic) -> String {
        let texts = service.groups.map { group in
            let keys = group.resources.map { clinic.resource($0)?.key ?? "\($0)" }
            return "\(group.name): \(group.needed) of \(keys.joined(separator: " "))"
        }
        return "(" + texts.joined(separator: "; ") + ")"
    }
}

/// The details of one change, line by line.
private struct Lines {
    var lines: [String] = []

    mutating func add(_ name: String, _ old: String, _ new: String) {
        guard old != new else { return }
        let shown = [old, new].map { $0.isEmpty ? "none" : $0 }
        lines.append("\(name) \(shown[0]) → \(shown[1])")
    }

    mutating func add(minutes name: String, _ old: some BinaryInteger, _ new: some BinaryInteger) {
        add(name, FileDuration.text(minutes: old), FileDuration.text(minutes: new))
    }

    mutating func add(hours old: WeeklyHours, _ new: WeeklyHours) {
        for weekday in Weekday.allCases where old[weekday] != new[weekday] {
            let texts = [old, new].map { hours in
                let day = hours[weekday]
                return day.isEmpty
                    ? "closed" : day.map(\.fileText).joined(separator: " ")
            }
            lines.append("\(weekday.fileName) \(texts[0]) → \(texts[1])")
        }
    }

    mutating func add(exceptions old: [HoursException], _ new: [HoursException]) {
        let held = Set(old)
        let wanted = Set(new)
        let added = Set(new.filter { !held.contains($0) }.map(\.date)).sorted()
        let removed = Set(old.filter { !wanted.contains($0) }.map(\.date)).sorted()
        for (sign, dates) in [("+", added), ("−", removed)] where !dates.isEmpty {
            let shown = dates.prefix(ClinicFileLimits.namesShownMax).map(\.description)
            let rest = dates.count - shown.count
            lines.append(
                "dates " + shown.map { sign + $0 }.joined(separator: " ")
                    + (rest > 0 ? " and \(rest) more" : "")
            )
        }
    }
}
