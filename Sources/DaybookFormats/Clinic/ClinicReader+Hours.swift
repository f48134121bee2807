internal import DaybookDomain

extension ClinicReader {
    /// The hours of a week; a day that isn't named is closed.
    mutating func hours(_ object: JSONCursor) -> WeeklyHours {
        var hours = WeeklyHours()
        guard only(object, Weekday.allCases.map(\.fileName)) else { return hours }
        for weekday in Weekday.allCases {
            guard let day = optional(object, weekday.fileName) else { continue }
            do {
                try hours.set(intervals(day), on: weekday)
            } catch {
                note(day, expected: "at most \(ClinicFileLimits.intervalsMax) intervals")
            }
        }
        return hours
    }

    /// The intervals of a day; those that overlap or touch become one.
    mutating func intervals(_ array: JSONCursor) -> [WallInterval] {
        var intervals: [WallInterval] = []
        for element in elements(array, in: 0...ClinicFileLimits.intervalsMax) {
            if let interval = element.value.string.flatMap({ WallInterval(fileText: $0) }) {
                intervals.append(interval)
            } else {
                note(
                    element,
                    expected: "hours such as \"08:00-12:30\", or past midnight \"22:00-02:00\""
                )
            }
        }
        return intervals
    }

    /// The holidays of a location: closed, or open for the hours given.
    mutating func holidays(_ object: JSONCursor) -> [HoursException] {
        guard let array = optional(object, "holidays") else { return [] }
        var result: [HoursException] = []
        for holiday in elements(array, in: 0...ClinicFileLimits.datesMax) {
            guard only(holiday, ["date", "name", "hours"]) else { continue }
            let date = date(holiday)
            checkName(holiday)
            let hours = optional(holiday, "hours").map { intervals($0) }
            let effect = hours.map { HoursException.Effect.replaced(by: $0) } ?? .closed
            if let date, let exception = try? HoursException(on: date, effect, layer: .holiday) {
                result.append(exception)
            }
        }
        return result
    }

    /// Dates that differ: each says one of closed, hours, extra and without.
    mutating func exceptions(
        _ object: JSONCursor,
        max: Int = ClinicFileLimits.datesMax
    ) -> [HoursException] {
        guard let array = optional(object, "exceptions") else { return [] }
        var result: [HoursException] = []
        for exception in elements(array, in: 0...max) {
            let effects = ["closed", "hours", "extra", "without"]
            guard only(exception, ["date", "name", "layer"] + effects) else { continue }
            let date = date(exception)
            checkName(exception)
            let layers = HoursException.Layer.allCases.map { (name: $0.fileName, value: $0) }
            let layer = choice(exception, "layer", layers, or: .exception)
            let given = effects.filter { exception.value[$0] != nil }
            guard given.count == 1, let effect = effect(exception, given[0]) else {
                if given.count != 1 {
                    note(
                        exception,
                        expected: "one of closed, hours, extra, without",
                        found: given.isEmpty ? "none of them" : given.joined(separator: " and ")
                    )
                }
                continue
            }
            if let date, let exception = try? HoursException(on: date, effect, layer: layer) {
                result.append(exception)
            }
        }
        return result
    }

    private mutating func effect(
        _ exception: JSONCursor,
        _ name: String
    ) -> HoursException.Effect? {
        guard let member = optional(exception, name) else { return nil }
        switch name {
        case "closed":
            guard member.value.bool == true else {
                note(member, expected: "true")
                return nil
            }
            return .closed
        case "hours": return .replaced(by: intervals(member))
        case "extra": return .extra(intervals(member))
        default: return .without(intervals(member))
        }
    }

    private mutating func date(_ object: JSONCursor) -> CivilDate? {
        guard let member = required(object, "date") else { return nil }
        guard let date = member.value.string.flatMap({ CivilDate($0) }) else {
            note(member, expected: "a date of the calendar such as \"2026-12-25\"")
            return nil
        }
        return date
    }

    /// Names of dates are for those who read the file; they are checked and not recorded.
    private mutating func checkName(_ object: JSONCursor) {
        guard let member = optional(object, "name") else { return }
        _ = text(member, 1...ClinicFileLimits.nameScalarsMax)
    }
}
