/// The bounds of everything this part reads or expands.
///
/// They are far above what real zones and clinics need, and low enough that hostile input can cost
/// neither unbounded memory nor unbounded time.
package enum TimeLimits {
    /// The largest TZif file read, in bytes; the largest of the public database has about 4,000.
    package static let tzifBytes = 1 << 18
    /// The most transitions of one zone, those that its footer promises included.
    package static let transitions = 4_096
    /// The last civil year into which a footer is expanded.
    package static let lastExpandedYear = 2_200
    /// The first civil year into which a footer is expanded when a file lists no transition.
    package static let firstExpandedYear = 1_900
    /// RFC 9636 section 3.2: offsets lie above −25 hours and below +26 hours.
    package static let offsetSeconds: ClosedRange<Int64> = -89_999...93_599
    /// RFC 9636 section 3.3.2: a rule's time of day reaches from −167 to 167 hours.
    package static let ruleHours: Int64 = 167
    /// The most digits of a fraction of a second in a timestamp.
    package static let fractionDigits = 32
    /// The most intervals of one day, in a week or in an exception.
    package static let intervalsPerDay = 48
    /// The most exceptions of one calendar.
    package static let exceptions = 8_192
    /// How many days ahead a due time is looked for: five years and two leap days.
    package static let dueDays: Int64 = 1_827
    /// How many days of opening hours one sum covers at most: a hundred years.
    package static let summedDays: Int64 = 36_525
}

/// `value / divisor` rounded towards minus infinity; `divisor` is positive.
@inlinable
package func floorQuotient(_ value: Int64, _ divisor: Int64) -> Int64 {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
}
