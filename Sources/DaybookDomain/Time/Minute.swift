/// A UTC minute: whole minutes since 1970-01-01T00:00Z, the grain of every schedule.
///
/// 32 bits reach from the year −2114 to 6053.
public struct Minute: Sendable, Hashable, Comparable, BitwiseCopyable {
    /// Minutes since the epoch; negative before 1970.
    public var value: Int32

    /// Makes a minute from minutes since the epoch.
    @inlinable
    public init(_ value: Int32) {
        self.value = value
    }

    /// The instant at which this minute begins.
    @inlinable
    public var instant: Instant {
        Instant(milliseconds: Int64(value) * 60_000)
    }

    /// Whether the left minute comes first.
    @inlinable
    public static func < (left: Minute, right: Minute) -> Bool {
        left.value < right.value
    }

    /// This minute moved by `minutes`, saturating at the ends of `Int32`.
    @inlinable
    public func advanced(by minutes: Int) -> Minute {
        let (sum, overflow) = Int(value).addingReportingOverflow(minutes)
        return Minute(overflow ? (minutes < 0 ? .min : .max) : Int32(clamping: sum))
    }
}
