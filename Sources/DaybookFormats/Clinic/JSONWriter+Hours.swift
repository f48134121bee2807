internal import DaybookDomain

extension JSONWriter {
    /// The member `hours`: for each weekday that is open its intervals.
    mutating func member(hours: WeeklyHours) {
        key("hours")
        beginObject()
        for weekday in Weekday.allCases where !hours[weekday].isEmpty {
            member(weekday.fileName, intervals: hours[weekday])
        }
        endObject()
    }

    /// The member `exceptions`, left out where there is none.
    mutating func member(exceptions: [HoursException]) {
        guard !exceptions.isEmpty else { return }
        key("exceptions")
        beginArray()
        for exception in exceptions {
            beginObject()
            member("date", exception.date.description)
            if exception.layer != .exception { member("layer", exception.layer.fileName) }
            switch exception.effect {
            case .closed: member("closed", true)
            case .replaced(let intervals): member("hours", intervals: intervals)
            case .extra(let intervals): member("extra", intervals: intervals)
            case .without(let intervals): member("without", intervals: intervals)
            }
            endObject()
        }
        endArray()
    }

    /// A member with the intervals of a day.
    mutating func member(_ name: String, intervals: [WallInterval]) {
        key(name)
        beginArray()
        for interval in intervals { string(interval.fileText) }
        endArray()
    }
}
