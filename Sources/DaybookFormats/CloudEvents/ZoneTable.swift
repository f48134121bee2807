internal import DaybookDomain

/// Zone rules as a table that JSON can say: an offset, then seconds and offsets.
struct ZoneTable {
    /// Seconds ahead of UTC before the first transition.
    let initialOffset: Int
    /// The UTC second of each transition, and the seconds ahead of UTC from it on.
    let transitions: [(second: Int64, offset: Int)]

    /// The table of some rules.
    init(_ rules: ZoneRules) {
        initialOffset =
            rules.transitionCount == 0
            ? rules.offsetSeconds(at: Instant(milliseconds: 0))
            : rules.transition(at: 0).offsetBefore
        transitions = (0..<rules.transitionCount).map {
            let transition = rules.transition(at: $0)
            return (transition.second, transition.offsetAfter)
        }
    }

    /// A table as read; whether it is of a zone is told by ``rules``.
    init(initialOffset: Int, transitions: [(second: Int64, offset: Int)]) {
        self.initialOffset = initialOffset
        self.transitions = transitions
    }

    /// The rules of the table, or nothing if times don't ascend or an offset is out of range.
    ///
    /// It goes the way of the recorded bytes, whose reader checks everything.
    var rules: ZoneRules? {
        var bytes: [UInt8] = [1]
        ZoneTable.append(signed: Int64(initialOffset), to: &bytes)
        ZoneTable.append(UInt64(transitions.count), to: &bytes)
        var time: Int64 = 0
        var offset = Int64(initialOffset)
        for (index, transition) in transitions.enumerated() {
            let (delta, overflow) = transition.second.subtractingReportingOverflow(time)
            let (change, tooFar) = Int64(transition.offset).subtractingReportingOverflow(offset)
            guard !overflow, !tooFar, index == 0 || delta > 0 else { return nil }
            if index == 0 {
                ZoneTable.append(signed: delta, to: &bytes)
            } else {
                ZoneTable.append(UInt64(delta), to: &bytes)
            }
            ZoneTable.append(signed: change, to: &bytes)
            time = transition.second
            offset = Int64(transition.offset)
        }
        return try? ZoneRules(decoding: bytes)
    }

    private static func append(signed value: Int64, to bytes: inout [UInt8]) {
        append(UInt64(bitPattern: (value << 1) ^ (value >> 63)), to: &bytes)
    }

    private static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}
