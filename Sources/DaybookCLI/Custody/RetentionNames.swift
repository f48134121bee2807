import Daybook

/// Retention classes and periods as people write them.
enum RetentionNames {
    /// The classes that every book has.
    static let named: [(name: String, retention: RetentionClass)] = [
        ("message", .message), ("original", .original), ("quarantine", .quarantine),
        ("note", .note),
    ]

    /// A class's name, or its number.
    static func text(_ retention: UInt8) -> String {
        named.first { $0.retention.rawValue == retention }?.name ?? "\(retention)"
    }

    /// The class with that name or number.
    static func find(_ text: String) throws -> RetentionClass {
        if let found = named.first(where: { $0.name == text }) { return found.retention }
        if let number = UInt8(text) { return RetentionClass(rawValue: number) }
        throw Failure(
            .badInput,
            "there is no retention class '\(text)'",
            at: "CLASS",
            next: "the classes are: \(named.map(\.name).joined(separator: ", ")), or 0 to 255"
        )
    }

    /// A period in days: "90d", "10y" (years of 365¼ days, rounded up), or "forever".
    static func days(_ text: String) throws -> UInt32 {
        if text == "forever" { return 0 }
        if let unit = text.last, let number = UInt32(text.dropLast()), number > 0, number < 40_000 {
            let days: UInt32? =
                switch unit {
                case "d": number
                case "y": (number * 1_461 + 3) / 4
                default: nil
                }
            if let days, days <= CustodyLimits.daysMax { return days }
        }
        throw Failure(
            .badInput,
            "'\(text)' is no period",
            at: "PERIOD",
            next: "write 90d, 10y (100 years at most) or forever"
        )
    }
}
