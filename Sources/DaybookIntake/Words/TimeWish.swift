public import DaybookDomain

/// A time that a patient's words may mean, on the wall of the clinic.
///
/// Free text never books: a wish ranks what is offered. What was said and what was added are kept
/// apart, so that whoever uses a wish can ask for more or for less certainty.
public struct TimeWish: Sendable, Hashable {
    /// Parts of a time.
    public struct Parts: OptionSet, Sendable, Hashable {
        /// The parts as bits.
        public let rawValue: UInt8

        /// Makes parts of bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// The year.
        public static let year = Parts(rawValue: 1)
        /// The month.
        public static let month = Parts(rawValue: 2)
        /// The day.
        public static let day = Parts(rawValue: 4)
        /// The day of the week.
        public static let weekday = Parts(rawValue: 8)
        /// The hour.
        public static let hour = Parts(rawValue: 16)
        /// The minute.
        public static let minute = Parts(rawValue: 32)
        /// Whether before or after noon.
        public static let half = Parts(rawValue: 64)
        /// Year, month and day.
        public static let date: Parts = [.year, .month, .day]
    }

    /// The first day it may be.
    public var first: CivilDate
    /// The last day it may be; the same as ``first`` where one day is meant.
    public var last: CivilDate
    /// The first minute of the day, 0 to 1,440.
    public var fromMinute: Int
    /// The last minute of the day, 0 to 1,440; the same as ``fromMinute`` where one time is meant.
    public var throughMinute: Int
    /// What the words say.
    public var known: Parts
    /// What was added to make it a time.
    public var implied: Parts
    /// Whether the words say that this time does *not* suit.
    public var isExcluded: Bool

    /// Makes a wish.
    public init(
        first: CivilDate,
        last: CivilDate,
        fromMinute: Int,
        throughMinute: Int,
        known: Parts,
        implied: Parts,
        isExcluded: Bool = false
    ) {
        self.first = first
        self.last = last
        self.fromMinute = fromMinute
        self.throughMinute = throughMinute
        self.known = known
        self.implied = implied
        self.isExcluded = isExcluded
    }

    /// Whether it names one day and one time of it.
    public var isExact: Bool { first == last && fromMinute == throughMinute }

    /// Whether a start lies within it; an exact time is met by a start at just that minute.
    public func contains(_ start: WallTime) -> Bool {
        (first...last).contains(start.date)
            && (fromMinute...throughMinute).contains(Int(start.minuteOfDay))
    }

    /// How far a start lies from it, in minutes: 0 within it, a day counts 1,440.
    public func distance(to start: WallTime) -> Int {
        let day = Int(start.date.dayNumber)
        let days = max(Int(first.dayNumber) - day, day - Int(last.dayNumber), 0)
        let minute = Int(start.minuteOfDay)
        return days * 1_440 + max(fromMinute - minute, minute - throughMinute, 0)
    }
}
