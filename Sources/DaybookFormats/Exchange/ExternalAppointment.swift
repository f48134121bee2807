public import DaybookDomain

/// One appointment of another system's diary, as far as it concerns this one: when, and of which
/// resources. Names and texts are not read.
public struct ExternalAppointment: Sendable, Hashable {
    /// What names it in the other system. May itself say who it is for: only its keyed hash is kept.
    public var id: String
    /// Its version there; `nil` where the format has none, and each content is the newest.
    public var version: UInt32?
    /// The keys of the resources.
    public var resources: [String]
    /// The first minute.
    public var start: Minute
    /// Length in minutes; 0 if it was given up.
    public var length: UInt16
    /// Whether it was given up there.
    public var isCancelled: Bool
    /// Which later instance of a series it is; `nil` for a first one, and what stands alone.
    public var instance: ExternalInstance?

    /// Makes an appointment.
    public init(
        id: String,
        version: UInt32?,
        resources: [String],
        start: Minute,
        length: UInt16,
        isCancelled: Bool = false
    ) {
        self.id = id
        self.version = version
        self.resources = resources
        self.start = start
        self.length = length
        self.isCancelled = isCancelled
    }
}

/// One instance of a series in another system's diary.
public struct ExternalInstance: Sendable, Hashable {
    /// The series' id.
    public var series: String
    /// Its number there: 0 is the first.
    public var number: Int

    /// Makes an instance.
    public init(of series: String, number: Int) {
        self.series = series
        self.number = number
    }
}

/// What was read of another system's diary: entries, and what could not be read.
public struct ExternalDiary: Sendable {
    /// What was read, in the order of the file.
    public var appointments: [ExternalAppointment] = []
    /// What could not be read, and why; the rest of the file is not touched by it.
    public var problems: [ExternalProblem] = []
    /// What has no later instances than those above.
    public var ends: [ExternalSeriesEnd] = []

    /// An empty diary.
    public init() {}
}

/// From which instance on an event of another system's diary takes no time: what was taken over of
/// a longer series before is cleared.
public struct ExternalSeriesEnd: Sendable, Hashable {
    /// The event's id. Its first instance has the same, the others as ``instance(_:)`` says.
    public var id: String
    /// Its version.
    public var version: UInt32?
    /// The number of the first instance that is no more, from 1.
    public var from: Int
    /// Whether it still recurs, so that gaps may lie between what was taken over.
    public var isSeries: Bool

    /// The id of an instance, counted from 0.
    public func instance(_ number: Int) -> String {
        ExternalSeriesEnd.instance(number, of: id)
    }

    static func instance(_ number: Int, of id: String) -> String {
        number == 0 ? id : "\(id) \(number)"
    }
}

/// Why a part of another system's diary could not be read. It quotes nothing of it.
public struct ExternalProblem: Error, Sendable, Hashable {
    /// Where: a line from 1.
    public var line: Int
    /// What was expected there.
    public var expected: String

    init(line: Int, _ expected: String) {
        self.line = line
        self.expected = expected
    }
}

/// The bounds of what is read of other systems' diaries.
public enum ExternalLimits {
    /// The longest file in bytes.
    public static let bytes = 32 << 20
    /// The most entries of one file.
    public static let entries = 200_000
    /// The longest id of an entry in bytes.
    public static let idBytes = 1_024
    /// How many days ahead a series is taken over: two years, as far as series are booked.
    public static let daysAhead = SeriesLimits.daysMax
    /// The most instances of one series, from its very first on.
    public static let instances = 20_000
    /// The longest line of a calendar in bytes, unfolded.
    public static let lineBytes = 4 << 20
    /// The most lines of a calendar.
    public static let lines = 4_000_000
}
