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

/// What was read of another system's diary: entries, and what could not be read.
public struct ExternalDiary: Sendable {
    /// What was read, in the order of the file.
    public var appointments: [ExternalAppointment] = []
    /// What could not be read, and why; the rest of the file is not touched by it.
    public var problems: [ExternalProblem] = []

    /// An empty diary.
    public init() {}
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
}
