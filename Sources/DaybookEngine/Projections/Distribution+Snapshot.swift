internal import DaybookDomain
internal import Histogram

extension Distribution {
    /// Absorbs what queries can see of it: the same for the same values, in whatever order and parts
    /// they came together.
    package func digest(into digest: inout Digest) {
        digest.absorb(UInt64(count))
        guard !dense.isEmpty else {
            for seconds in exact.sorted() { digest.absorb(UInt64(seconds)) }
            return
        }
        var counted = self
        counted.countExact()
        let all = counted.dense[0]
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
        var dense = CountedWaits()
        let limit = SnapshotLimits.cellCount
        for _ in 0..<count {
            let value = UInt32(
                truncatingIfNeeded: try reader.word(through: UInt64(EngineLimits.waitSeconds))
            )
            let count = UInt32(truncatingIfNeeded: try reader.word(through: limit))
            guard count > 0, dense.count + UInt64(count) <= limit else {
                throw reader.malformed("the counts of values before")
            }
            dense.restore(value, count: count)
        }
        dense.beyond = try reader.word(through: limit)
        dense.longest = UInt32(truncatingIfNeeded: try reader.word(through: UInt64(UInt32.max)))
        for lane in dense.within.indices {
            dense.within[lane] = UInt32(truncatingIfNeeded: try reader.word(through: limit))
        }
        self.dense = [dense]
    }
}
