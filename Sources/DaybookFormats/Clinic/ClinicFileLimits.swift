/// Every bound of reading `clinic.json`, in one place; `schemas/clinic.schema.json` says the same.
enum ClinicFileLimits {
    /// Longest file in bytes: 4 MiB.
    static let bytesMax = 4 << 20
    /// Most problems reported at once.
    static let problemsMax = 20
    /// Longest id in bytes.
    static let idBytesMax = 64
    /// Longest name in Unicode scalars.
    static let nameScalarsMax = 200
    /// Longest emergency wording, and longest template, in Unicode scalars.
    static let textScalarsMax = 2_000
    /// Most urgent words and phrases.
    static let urgentWordsMax = 200
    /// Most reminders of one appointment.
    static let remindersMax = 8
    /// Most languages in which a clinic writes.
    static let languagesMax = 32
    /// Longest address in Unicode scalars.
    static let addressScalarsMax = 320
    /// Most addresses of one channel.
    static let addressesMax = 64
    /// Most locations.
    static let locationsMax = 200
    /// Most resources.
    static let resourcesMax = 4_000
    /// Most services.
    static let servicesMax = 2_000
    /// Most other locations of one resource, and most travel times of one location.
    static let placesMax = 200
    /// Most resources in one group of a service.
    static let membersMax = 1_000
    /// Most holidays, and most exceptions, of one location or resource; together they keep a
    /// calendar within the domain's 8,192.
    static let datesMax = 2_000
    /// Most intervals of one day, as in the domain.
    static let intervalsMax = 48
    /// Holds of up to a week, in minutes.
    static let holdMinutesMax = 10_080
    /// Minimum notice of up to a leap year, in minutes.
    static let noticeMinutesMax = 527_040
    /// Bookable up to ten years ahead, in days.
    static let horizonDaysMax = 3_653
    /// Response targets and reply windows of up to a year, in seconds.
    static let targetSecondsMax = 31_536_000
    /// Longest zone name in bytes.
    static let zoneBytesMax = 64
    /// How many ids an error names before it counts the rest.
    static let namesShownMax = 8
    /// The highest number that a fact can carry.
    static let numberMax = 65_535
}
