/// How long waits took, in whole seconds: each value while there are few, their counts by
/// HdrHistogram (3 significant digits, a fixed range) once there are many.
///
/// Merging is addition: whatever the order in which parts are put together, what comes of it has the
/// same digest. A value beyond the range counts as its end, and is counted as such; the longest is
/// always kept as it was.
package struct Distribution: Sendable {
    /// Values one by one, in the order in which they were recorded: all of them while there are
    /// fewer than ``EngineLimits/exactSeconds``, later those since the last that went into counts.
    package internal(set) var exact: [UInt32] = []
    /// None, or one: an array, so that a distribution of few values is a word and no histogram.
    var dense: [CountedWaits] = []

    package init() {}

    /// How many values there are.
    package var count: Int { counted + exact.count }

    /// How many of them are counted and not told apart any more.
    package var counted: Int { Int(clamping: dense.first?.count ?? 0) }

    /// How many lie beyond ``EngineLimits/waitSeconds``. O(values told apart).
    package var beyond: UInt64 {
        let told = exact.count { $0 > EngineLimits.waitSeconds }
        return (dense.first?.beyond ?? 0) + UInt64(told)
    }

    /// How many lie within each of ``ResponseRow/limits``. O(values told apart).
    package var within: SIMD4<UInt32> {
        exact.reduce(into: dense.first?.within ?? .zero) { $0 &+= CountedWaits.within($1) }
    }

    /// The percentiles as ``PercentileSearch`` finds them; `nil` without values.
    package var percentiles: [UInt32]? {
        var search = PercentileSearch()
        search.add(self)
        return search.percentiles()
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
    mutating func countExact() {
        if dense.isEmpty { dense = [CountedWaits()] }
        for seconds in exact { dense[0].record(seconds) }
        exact = []
    }
}
