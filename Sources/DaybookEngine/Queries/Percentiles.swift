internal import Histogram

/// Percentiles of whole seconds: exact by nearest rank while there are few, by HdrHistogram (3
/// significant digits, fixed range) beyond that. Merging is addition, so the order of the values
/// never matters.
enum Percentiles {
    /// Up to so many values are sorted.
    static let exactMax = 65_536
    /// The largest value a histogram tells apart, in seconds: a year. Longer waits count as a year.
    static let secondsMax: UInt64 = 366 * 86_400

    /// Median, 90th, 95th and 99th percentile, and the maximum; `nil` without values.
    static func of(_ seconds: [UInt32]) -> [UInt32]? {
        guard let maximum = seconds.max() else { return nil }
        if seconds.count <= exactMax {
            let sorted = seconds.sorted()
            return [50, 90, 95, 99].map { sorted[rank($0, sorted.count)] } + [maximum]
        }
        var histogram = Histogram<UInt32>(
            lowestDiscernibleValue: 1,
            highestTrackableValue: secondsMax,
            numberOfSignificantValueDigits: .three
        )
        histogram.autoResize = false
        for value in seconds { histogram.record(min(UInt64(value), secondsMax)) }
        return [50.0, 90, 95, 99].map {
            UInt32(clamping: histogram.valueAtPercentile($0))
        } + [maximum]
    }

    /// Nearest rank: the smallest value that at least `percent` of the values do not exceed.
    private static func rank(_ percent: Int, _ count: Int) -> Int {
        max(0, (count * percent + 99) / 100 - 1)
    }
}
