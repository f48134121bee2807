import Daybook

extension Names {
    /// A channel by its name.
    static func channel(_ text: String, option: String = "--channel") throws -> Channel {
        if let found = Channel(name: text) { return found }
        throw Failure(
            .badInput,
            "there is no channel '\(text)'",
            at: option,
            next: "the channels are: \(Channel.allCases.map(\.name).joined(separator: ", "))"
        )
    }

    /// A priority by its name.
    static func priority(_ text: String) throws -> Priority {
        if let found = Priority.allCases.first(where: { $0.name == text }) { return found }
        throw Failure(
            .badInput,
            "there is no priority '\(text)'",
            next: "the priorities are: \(Priority.allCases.map(\.name).joined(separator: ", "))"
        )
    }

    /// A reason by its code, among those that fit.
    static func reason(
        _ text: String,
        among fitting: [Reason],
        option: String = "--reason"
    ) throws -> Reason {
        if let found = Reason(name: text), fitting.contains(found) { return found }
        let names = fitting.map(\.name)
        throw Failure(
            .badInput,
            "'\(text)' is no reason here",
            at: option,
            next: "the codes are: \(names.joined(separator: ", "))"
        )
    }

    /// A start, to the minute.
    func start(_ text: String, option: String = "--start") throws -> Minute {
        let instant = try instant(text, option: option)
        guard instant.minute.instant == instant else {
            throw Failure(
                .badInput,
                "'\(text)' is not a whole minute",
                at: option,
                next: "appointments begin on minutes"
            )
        }
        return instant.minute
    }

    /// A day of the clinic's zone: the day itself, or the day of an instant.
    func day(_ text: String, option: String) throws -> CivilDate {
        if let day = CivilDate(text) { return day }
        return (zone ?? .utc).wallTime(at: try instant(text, option: option)).date
    }

    /// A length of time: "90s", "30m", "4h", "2d".
    static func seconds(_ text: String, option: String) throws -> Int64 {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        if let unit = text.last.flatMap({ units[$0] }), let number = Int32(text.dropLast()),
            number >= 0
        {
            return Int64(number) * unit
        }
        throw Failure(
            .badInput,
            "'\(text)' is no length of time",
            at: option,
            next: "write 90s, 30m, 4h or 2d"
        )
    }

    /// An instant as text in the clinic's zone.
    func text(_ instant: Instant) -> Cell {
        .instant(Text.instant(instant, in: zone))
    }
}
