/// Which instants a wall time means in a zone.
public enum WallResolution: Sendable, Hashable {
    /// The clock shows it once.
    case unique(Instant)
    /// The clock jumps over it. `shifted` is the instant as if the offset had not changed yet: the
    /// wall time moved forward by the gap's length.
    case gap(shifted: Instant, lengthSeconds: Int)
    /// The clock shows it more than once: the first and the last time.
    case fold(first: Instant, last: Instant)

    /// The instant this house uses: the only one, the first of a fold, the shifted one of a gap.
    public var instant: Instant {
        switch self {
        case .unique(let instant): instant
        case .gap(let shifted, _): shifted
        case .fold(let first, _): first
        }
    }
}

extension ZoneRules {
    /// The instant of a wall time: in a gap moved forward by the gap's length, in a fold the
    /// earlier.
    ///
    /// O(log n) for the zones of the public database.
    public func instant(for wall: WallTime) -> Instant {
        Instant(seconds: second(forWall: wall.wallSeconds))
    }

    /// Which instants a wall time means.
    ///
    /// O(log n + k), where k counts the transitions within the zone's greatest difference of
    /// offsets around the wall time: none or one for the zones of the public database.
    public func resolve(_ wall: WallTime) -> WallResolution {
        switch resolve(wallSeconds: wall.wallSeconds) {
        case .unique(let second): .unique(Instant(seconds: second))
        case .gap(let shifted, let length):
            .gap(shifted: Instant(seconds: shifted), lengthSeconds: Int(length))
        case .fold(let first, let last):
            .fold(first: Instant(seconds: first), last: Instant(seconds: last))
        }
    }

    /// The UTC second of a second on the wall. The result is always `wall` less an offset of the
    /// table, which is what bounds every search for opening hours.
    func second(forWall wall: Int64) -> Int64 {
        switch resolve(wallSeconds: wall) {
        case .unique(let second): second
        case .gap(let shifted, _): shifted
        case .fold(let first, _): first
        }
    }

    enum SecondResolution {
        case unique(Int64)
        case gap(shifted: Int64, length: Int64)
        case fold(first: Int64, last: Int64)
    }

    /// - Parameter wall: seconds on the wall, of a ``WallTime`` and hence far from overflow.
    func resolve(wallSeconds wall: Int64) -> SecondResolution {
        // The second lies between these two whatever the offset, so only their segments can hold
        // it.
        let earliest = segment(atSecond: wall - offsetBounds.upperBound)
        let latest = segment(atSecond: wall - offsetBounds.lowerBound)
        var first: Int64?
        var last: Int64 = 0
        for index in earliest...max(earliest, latest) {
            let candidate = wall - offset(ofSegment: index)
            if bounds(ofSegment: index).contains(candidate) {
                first = first ?? candidate
                last = candidate
            }
        }
        if let first {
            return first == last ? .unique(first) : .fold(first: first, last: last)
        }
        // No segment shows it, so some transition jumps over it: local time starts below the wall
        // time, ends above it, and moves with real time everywhere else.
        for index in earliest..<max(earliest, latest) {
            let before = offset(ofSegment: index)
            let after = offset(ofSegment: index + 1)
            if times[index] + before <= wall, wall < times[index] + after {
                return .gap(shifted: wall - before, length: after - before)
            }
        }
        return .unique(wall - offset(ofSegment: earliest))
    }
}
