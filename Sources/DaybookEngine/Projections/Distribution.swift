internal import DaybookDomain
internal import Histogram

/// How long waits took, in whole seconds: each value while there are few, their counts by
/// HdrHistogram (3 significant digits, a fixed range) once there are many.
///
/// Merging is addition: whatever the order in which parts are put together, what comes of it has the
/// same digest. A value beyond the range counts as its end, and is counted as such; the longest is
/// always kept as it was.
package struct Distribution: Sendable {
    /// Values one by one, in the order in which they were recorded: all of them while there are
    /// fewer than ``EngineLimits/exactSeconds``, later those since the last that went into counts.
    package private(set) var exact: [UInt32] = []
    /// None, or one: an array, so that a distribution of few values is a word and no histogram.
    private var dense: [Dense] = []

    /// Values that are counted and no longer told apart one by one.
    private struct Dense: Sendable {
        var histogram: Histogram<UInt32>
        /// How many lay beyond the range.
        var beyond: UInt64 = 0
        var longest: UInt32 = 0
        /// How many lay within each of ``ResponseRow/limits``, exactly.
        var within = SIMD4<UInt32>()

        init() {
            histogram = Histogram(
                lowestDiscernibleValue: 1,
                highestTrackableValue: UInt64(EngineLimits.waitSeconds),
                numberOfSignificantValueDigits: .three
            )
            histogram.autoResize = false
        }

        mutating func record(_ seconds: UInt32) {
            histogram.record(UInt64(min(seconds, EngineLimits.waitSeconds)))
            if seconds > EngineLimits.waitSeconds { beyond += 1 }
            longest = max(longest, seconds)
            within &+= Distribution.within(seconds)
        }

        mutating func add(_ other: Dense) {
            histogram.add(other.histogram)
            beyond += other.beyond
            longest = max(longest, other.longest)
            within &+= other.within
        }
    }

    package init() {}

    /// How many values there are.
    package var count: Int { counted + exact.count }

    /// How many of them are counted and not told apart any more.
    package var counted: Int { Int(clamping: dense.first?.histogram.totalCount ?? 0) }

    /// How many lie beyond ``EngineLimits/waitSeconds``. O(values told apart).
    package var beyond: UInt64 {
        let told = exact.count { $0 > EngineLimits.waitSeconds }
        return (dense.first?.beyond ?? 0) + UInt64(told)
    }

    /// How many lie within each of ``ResponseRow/limits``. O(values told apart).
    package var within: SIMD4<UInt32> {
        exact.reduce(into: dense.first?.within ?? .zero) { $0 &+= Distribution.within($1) }
    }

    /// Adds one value.
    @inline(__always)
    package mutating func record(_ seconds: UInt32) {
        exact.append(seconds)
        if exact.count == EngineLimits.exactSeconds { countExact() }
    }

    /// Adds values. O(values).
    package mutating func record(_ values: some Sequence<UInt32>) {
        for seconds in values { record(seconds) }
    }

    /// Adds all values of another one. O(values told apart), and O(1) for the rest.
    package mutating func add(_ other: Distribution) {
        if let more = other.dense.first {
            if dense.isEmpty {
                dense = [more]
            } else {
                dense[0].add(more)
            }
        }
        record(other.exact)
    }

    /// From here on what was told apart is only counted.
    @inline(never)
    private mutating func countExact() {
        if dense.isEmpty { dense = [Dense()] }
        for seconds in exact { dense[0].record(seconds) }
        exact = []
    }

    private static let limits = SIMD4<UInt32>(
        ResponseRow.limits[0],
        ResponseRow.limits[1],
        ResponseRow.limits[2],
        ResponseRow.limits[3]
    )

    /// One for each limit that a value lies within.
    package static func within(_ seconds: UInt32) -> SIMD4<UInt32> {
        SIMD4<UInt32>.zero.replacing(with: 1, where: SIMD4(repeating: seconds) .<= limits)
    }
}

extension Distribution {
    /// Median, 90th, 95th and 99th percentile, and the maximum: exact by nearest rank while all
    /// values are told apart, else to 3 significant digits; `nil` without values.
    package var percentiles: [UInt32]? {
        guard let all = counts else {
            guard let maximum = exact.max() else { return nil }
            let sorted = exact.sorted()
            // Nearest rank: the smallest value that at least so many percent do not exceed.
            return [50, 90, 95, 99].map { sorted[max(0, ($0 * sorted.count + 99) / 100 - 1)] }
                + [maximum]
        }
        return [50.0, 90, 95, 99].map {
            UInt32(clamping: all.histogram.valueAtPercentile($0))
        } + [all.longest]
    }

    /// Everything as counts; `nil` while all values are told apart.
    private var counts: Dense? {
        guard var all = dense.first else { return nil }
        for seconds in exact { all.record(seconds) }
        return all
    }

    /// Absorbs what queries can see of it: the same for the same values, in whatever order and parts
    /// they came together.
    package func digest(into digest: inout Digest) {
        digest.absorb(UInt64(count))
        guard let all = counts else {
            for seconds in exact.sorted() { digest.absorb(UInt64(seconds)) }
            return
        }
        digest.absorb(all.beyond)
        digest.absorb(UInt64(all.longest))
        for lane in all.within.indices { digest.absorb(UInt64(all.within[lane])) }
        for value in all.histogram.recordedValues() {
            digest.absorb(value.value)
            digest.absorb(UInt64(value.count))
        }
    }

    /// The fewest bytes of one: no value told apart, none counted.
    static let encodedBytes = 16

    func encode(into writer: inout SnapshotWriter) {
        writer.append(exact)
        guard let dense = dense.first else {
            writer.append(0)
            return
        }
        let values = Array(dense.histogram.recordedValues())
        writer.append(UInt64(values.count))
        for value in values {
            // The lowest that is not told apart from it, so that none lies beyond the range.
            writer.append(dense.histogram.lowestEquivalentForValue(value.value))
            writer.append(UInt64(value.count))
        }
        writer.append(dense.beyond)
        writer.append(UInt64(dense.longest))
        for lane in dense.within.indices { writer.append(UInt64(dense.within[lane])) }
    }

    init(decoding reader: inout SnapshotReader) throws(MalformedSnapshot) {
        exact = try reader.integers()
        guard exact.count < EngineLimits.exactSeconds else {
            throw reader.malformed("fewer values before")
        }
        let count = try reader.count(of: 16)
        guard count > 0 else { return }
        var dense = Dense()
        let limit = SnapshotLimits.cellCount
        for _ in 0..<count {
            let value = try reader.word(through: UInt64(EngineLimits.waitSeconds))
            let count = UInt32(truncatingIfNeeded: try reader.word(through: limit))
            guard count > 0, dense.histogram.totalCount <= limit else {
                throw reader.malformed("the counts of values before")
            }
            dense.histogram.record(value, count: count)
        }
        dense.beyond = try reader.word(through: limit)
        dense.longest = UInt32(truncatingIfNeeded: try reader.word(through: UInt64(UInt32.max)))
        for lane in dense.within.indices {
            dense.within[lane] = UInt32(truncatingIfNeeded: try reader.word(through: limit))
        }
        self.dense = [dense]
    }
}
