/// A point on the UTC time line, in whole milliseconds since 1970-01-01T00:00:00Z.
///
/// The domain has no clock: instants come in with commands and facts. Leap seconds are not counted,
/// as in POSIX time. Facts store 48 bits of it (signed, ±4,459 years), see
/// ``Instant/representable``.
public struct Instant: Sendable, Hashable, Comparable, BitwiseCopyable {
    /// Milliseconds since the epoch; negative before 1970.
    public var milliseconds: Int64

    /// Makes an instant from milliseconds since the epoch.
    @inlinable
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Makes an instant from whole seconds since the epoch; saturates at ``representable``.
    @inlinable
    public init(seconds: Int64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        let range = Instant.representable
        let bound = seconds < 0 ? range.lowerBound : range.upperBound
        self.milliseconds = overflow ? bound : product
    }

    /// The instants a fact can hold: 48-bit signed milliseconds.
    public static let representable: ClosedRange<Int64> = -(1 << 47)...((1 << 47) - 1)

    /// Whole seconds since the epoch, rounded towards the past.
    @inlinable
    public var seconds: Int64 {
        floorQuotient(milliseconds, 1000)
    }

    /// The UTC minute this instant lies in.
    @inlinable
    public var minute: Minute {
        Minute(Int32(clamping: floorQuotient(seconds, 60)))
    }

    /// Whether the left instant comes first.
    @inlinable
    public static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// This instant moved by `milliseconds`, saturating at the ends of `Int64`.
    @inlinable
    public func advanced(byMilliseconds milliseconds: Int64) -> Instant {
        let (sum, overflow) = self.milliseconds.addingReportingOverflow(milliseconds)
        return Instant(milliseconds: overflow ? (milliseconds < 0 ? .min : .max) : sum)
    }
}
