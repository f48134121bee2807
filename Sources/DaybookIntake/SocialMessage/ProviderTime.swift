internal import DaybookDomain

/// Reads the times of platforms, which come as numbers or strings, in seconds or milliseconds.
enum ProviderTime {
    /// Below this a count is of seconds (it ends in the year 5138), from here of milliseconds (it
    /// starts in March 1973).
    private static let millisecondsFrom: Int64 = 100_000_000_000

    /// The instant, or `nil` where the value is absent, no positive count, or beyond what facts
    /// hold.
    static func instant(_ value: JSONValue?) -> Instant? {
        switch value {
        case .integer(let count): instant(count)
        case .string(let text): Int64(text).flatMap(instant)
        default: nil
        }
    }

    /// The instant of a count of seconds or milliseconds.
    static func instant(_ count: Int64) -> Instant? {
        guard count > 0 else { return nil }
        let milliseconds = count < millisecondsFrom ? count * 1_000 : count
        guard Instant.representable.contains(milliseconds) else { return nil }
        return Instant(milliseconds: milliseconds)
    }
}
