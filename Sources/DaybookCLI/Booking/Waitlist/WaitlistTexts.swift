import ArgumentParser
import Daybook

/// How the waitlist's words are written and read: days of the week and hours of the day.
enum WaitlistTexts {
    static func name(_ weekday: Weekday) -> String {
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][Int(weekday.rawValue) - 1]
    }

    static func weekday(_ text: String) throws -> Weekday {
        if let found = Weekday.allCases.first(where: { name($0) == text.lowercased() }) {
            return found
        }
        throw Failure(
            .badInput,
            "'\(text)' is no day of the week",
            at: "--day",
            next: "the days are: \(Weekday.allCases.map(name).joined(separator: ", "))"
        )
    }

    static func text(_ quarters: Range<UInt8>) -> String {
        [quarters.lowerBound, quarters.upperBound].map { quarter in
            let minute = Int(quarter) * 15
            return [minute / 60, minute % 60].map { ($0 < 10 ? "0" : "") + "\($0)" }
                .joined(separator: ":")
        }.joined(separator: "-")
    }

    /// Quarter hours of the day between two times such as "08:00-12:00".
    static func quarters(_ text: String) throws -> Range<UInt8> {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).compactMap(quarter)
        if ends.count == 2, ends[0] < ends[1] { return ends[0]..<ends[1] }
        throw Failure(
            .badInput,
            "'\(text)' is no part of a day",
            at: "--hours",
            next: "write 08:00-12:00, in quarter hours"
        )
    }

    private static func quarter(_ text: Substring) -> UInt8? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
            let hour = UInt8(parts[0]), let minute = UInt8(parts[1]), minute < 60, minute % 15 == 0,
            hour < 24 || (hour == 24 && minute == 0)
        else { return nil }
        return hour * 4 + minute / 15
    }
}
