/// The percentiles of what some distributions hold together, without adding these up: which groups
/// of lengths they lie in is found by the number in each, and only those groups are looked into.
package struct PercentileSearch {
    private var parts: [Distribution] = []
    private var groups = [UInt64](repeating: 0, count: WaitMagnitude.count)
    private var count: UInt64 = 0
    private var longest: UInt32 = 0

    package init() {}

    /// A length, and how many there are of it.
    private struct Tally {
        var seconds: UInt32
        var count: UInt64
    }

    /// Adds a distribution. O(its values told apart).
    package mutating func add(_ part: Distribution) {
        guard part.count > 0 else { return }
        parts.append(part)
        count += UInt64(part.count)
        if let counted = part.dense.first {
            let counts = counted.groups
            for group in groups.indices { groups[group] &+= UInt64(counts[group]) }
            longest = max(longest, counted.longest)
        }
        for seconds in part.exact {
            groups[WaitMagnitude(of: seconds).number] += 1
            longest = max(longest, seconds)
        }
    }

    /// Median, 90th, 95th and 99th percentile, and the maximum, by nearest rank: the smallest length
    /// that at least so many percent do not exceed. Exact where there are fewer than
    /// ``EngineLimits/exactSeconds``, else to 3 significant digits; `nil` where there are none.
    ///
    /// - Complexity: O(values told apart + t log t), t being the lengths in at most four groups.
    package func percentiles() -> [UInt32]? {
        guard count > 0 else { return nil }
        let ranks = [50, 90, 95, 99].map { ($0 * count + 99) / 100 }
        var wanted = [Bool](repeating: false, count: groups.count)
        // What comes before a rank in the groups that no rank lies in is not looked at.
        var skipped: [UInt64] = []
        var (before, passed) = (UInt64(0), UInt64(0))
        for group in groups.indices where groups[group] > 0 {
            let through = before + groups[group]
            while skipped.count < ranks.count, ranks[skipped.count] <= through {
                wanted[group] = true
                skipped.append(passed)
            }
            if !wanted[group] { passed += groups[group] }
            before = through
        }
        var rest = tallies(of: wanted)[...]
        var found: [UInt32] = []
        before = 0
        while found.count < ranks.count, let next = rest.first {
            if ranks[found.count] - skipped[found.count] <= before + next.count {
                found.append(min(next.seconds, longest))
            } else {
                before += next.count
                rest = rest.dropFirst()
            }
        }
        return found + [longest]
    }

    /// What the parts hold of some groups, shortest first.
    private func tallies(of wanted: [Bool]) -> [Tally] {
        var tallies: [Tally] = []
        for part in parts {
            if let counted = part.dense.first {
                for group in wanted.indices where wanted[group] {
                    counted.tallies(of: WaitMagnitude(number: group)) { seconds, count in
                        tallies.append(Tally(seconds: seconds, count: UInt64(count)))
                    }
                }
            }
            for seconds in part.exact where wanted[WaitMagnitude(of: seconds).number] {
                tallies.append(Tally(seconds: seconds, count: 1))
            }
        }
        if count >= UInt64(EngineLimits.exactSeconds) {
            for place in tallies.indices {
                tallies[place].seconds = CountedWaits.counted(tallies[place].seconds)
            }
        }
        return tallies.sorted { $0.seconds < $1.seconds }
    }
}
