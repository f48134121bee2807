/// A half-open interval of one day's wall clock, in minutes since that day's midnight.
///
/// It belongs to the day on which it opens, and may close after midnight: 22:30–02:00 is
/// `open: 1350, close: 1560`. A whole day is `open: 0, close: 1440`.
public struct WallInterval: Sendable, Hashable, Comparable, BitwiseCopyable {
    /// The first minute, 0...2879; from 1440 on it is a minute after the day's midnight.
    public let open: Int16
    /// The minute after the last, greater than `open`, at most 2880.
    public let close: Int16

    /// Makes an interval, or nothing when the minutes are out of range or in the wrong order.
    ///
    /// Closing at 23:59 is read as closing at midnight (and 47:59 as the midnight after): many
    /// systems can't express 24:00, and whoever writes 23:59 means the end of the day. Read to the
    /// letter, a clinic that never closes would close for a minute each night.
    public init?(open: Int, close: Int) {
        let end = close == 1_439 || close == 2_879 ? close + 1 : close
        guard open >= 0, end > open, end <= 2_880 else { return nil }
        self.open = Int16(open)
        self.close = Int16(end)
    }

    /// Takes minutes that are known to be in range and in order.
    init(unchecked open: Int16, _ close: Int16) {
        self.open = open
        self.close = close
    }

    /// Orders by opening, then by closing.
    public static func < (left: WallInterval, right: WallInterval) -> Bool {
        (left.open, left.close) < (right.open, right.close)
    }

    /// The same minutes as ascending intervals that neither overlap nor touch. O(n log n).
    static func normalised(_ intervals: [WallInterval]) -> [WallInterval] {
        var result: [WallInterval] = []
        for interval in intervals.sorted() {
            if let last = result.last, interval.open <= last.close {
                let close = max(last.close, interval.close)
                result[result.count - 1] = WallInterval(unchecked: last.open, close)
            } else {
                result.append(interval)
            }
        }
        return result
    }

    /// The minutes of `intervals` that are in none of `holes`; both normalised. O(n · m).
    static func subtract(_ holes: [WallInterval], from intervals: [WallInterval]) -> [WallInterval]
    {
        var rest = intervals
        for hole in holes {
            var kept: [WallInterval] = []
            for interval in rest {
                if interval.open < hole.open {
                    let close = min(interval.close, hole.open)
                    kept.append(WallInterval(unchecked: interval.open, close))
                }
                if interval.close > hole.close {
                    let open = max(interval.open, hole.close)
                    kept.append(WallInterval(unchecked: open, interval.close))
                }
            }
            rest = kept
        }
        return rest
    }
}
