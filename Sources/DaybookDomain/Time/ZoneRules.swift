/// The history and the foreseeable future of one zone's offset from UTC.
///
/// Zone rules are data: they are read once from the operating system's TZif file, recorded in the
/// log, and from then on only the recorded ones are used, so that a replay under another version of
/// the time zone database gives the same answer.
///
/// The value is a table of UTC seconds and offsets. A transition that leaves the offset as it was
/// (a change of name only) is not kept, so two files that mean the same offsets give equal rules.
/// After the last transition, at the latest after the year 2200, the offset stays.
public struct ZoneRules: Sendable, Hashable {
    /// The offset before the first transition, in seconds ahead of UTC.
    let initialOffset: Int32
    /// UTC seconds since the epoch at which the offset changes, strictly ascending.
    let times: [Int64]
    /// The offset from the transition of the same index on, in seconds ahead of UTC.
    let offsets: [Int32]
    /// The least and the greatest offset of the table: they bound where a wall time can lie.
    let offsetBounds: ClosedRange<Int64>

    /// UTC: no transitions, offset zero.
    public static let utc = ZoneRules(unchecked: 0, times: [], offsets: [])

    /// A zone that never changes, or nothing when the offset isn't above −25 h and below +26 h.
    public init?(fixedOffsetSeconds seconds: Int) {
        guard TimeLimits.offsetSeconds.contains(Int64(seconds)) else { return nil }
        self.init(unchecked: Int32(seconds), times: [], offsets: [])
    }

    /// Takes a table that its reader has checked: same counts, times ascending, offsets in range.
    init(unchecked initialOffset: Int32, times: [Int64], offsets: [Int32]) {
        self.initialOffset = initialOffset
        self.times = times
        self.offsets = offsets
        let least = min(initialOffset, offsets.min() ?? initialOffset)
        let greatest = max(initialOffset, offsets.max() ?? initialOffset)
        self.offsetBounds = Int64(least)...Int64(greatest)
    }

    /// How often the offset changes.
    public var transitionCount: Int { times.count }

    /// The `index`th change of the offset: its UTC second, and the offsets before and after it.
    ///
    /// - Precondition: `index` lies in `0..<transitionCount`.
    public func transition(
        at index: Int
    ) -> (second: Int64, offsetBefore: Int, offsetAfter: Int) {
        (times[index], Int(offset(ofSegment: index)), Int(offsets[index]))
    }

    /// What a clock in the zone is ahead of UTC at an instant, in seconds. O(log n).
    public func offsetSeconds(at instant: Instant) -> Int {
        Int(offset(ofSegment: segment(atSecond: instant.seconds)))
    }

    /// What a clock in the zone shows at an instant, cut to the minute. O(log n).
    public func wallTime(at instant: Instant) -> WallTime {
        WallTime(wallSeconds: instant.seconds + Int64(offsetSeconds(at: instant)))
    }

    /// The number of transitions at or before a UTC second: the segment the second lies in.
    func segment(atSecond second: Int64) -> Int {
        var low = 0
        var high = times.count
        while low < high {
            let middle = (low + high) / 2
            if times[middle] <= second {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// The offset between transition `segment − 1` and transition `segment`.
    func offset(ofSegment segment: Int) -> Int64 {
        Int64(segment == 0 ? initialOffset : offsets[segment - 1])
    }

    /// The first second of a segment, and the first second after it.
    func bounds(ofSegment segment: Int) -> Range<Int64> {
        let lower = segment == 0 ? Int64.min : times[segment - 1]
        let upper = segment == times.count ? Int64.max : times[segment]
        return lower..<upper
    }
}
