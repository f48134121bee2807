extension ZoneRules {
    /// The version byte that ``encode()`` writes.
    static let encodingVersion: UInt8 = 1

    /// The rules as bytes for the log, about six a transition.
    ///
    /// The layout, version 1. *Unsigned* is LEB128: seven bits a byte, the least significant first,
    /// the high bit set on every byte but the last, in its shortest form and at most 64 bits.
    /// *Signed* is the unsigned form of the zigzag value, `(n << 1) ^ (n >> 63)`.
    ///
    /// | Order | Form | Meaning |
    /// |---|---|---|
    /// | 1 | one byte | the version, 1 |
    /// | 2 | signed | offset before the first transition, seconds ahead of UTC, −89,999...93,599 |
    /// | 3 | unsigned | the number of transitions, at most 4,096 |
    /// | 4, for each | signed the first time, then unsigned | the first transition's UTC second since 1970; for the others the seconds since the one before, at least 1 |
    /// | 5, for each | signed | the new offset less the one before, not 0 |
    ///
    /// Items 4 and 5 alternate. Nothing follows the last. Equal rules have equal bytes and no other
    /// bytes decode to them, so the bytes can be hashed for the rules.
    public func encode() -> [UInt8] {
        var bytes: [UInt8] = [ZoneRules.encodingVersion]
        bytes.reserveCapacity(8 + times.count * 8)
        ZoneRules.append(signed: Int64(initialOffset), to: &bytes)
        ZoneRules.append(unsigned: UInt64(times.count), to: &bytes)
        var time: Int64 = 0
        var offset = Int64(initialOffset)
        for index in times.indices {
            let delta = times[index] - time
            if index == 0 {
                ZoneRules.append(signed: delta, to: &bytes)
            } else {
                ZoneRules.append(unsigned: UInt64(delta), to: &bytes)
            }
            ZoneRules.append(signed: Int64(offsets[index]) - offset, to: &bytes)
            time = times[index]
            offset = Int64(offsets[index])
        }
        return bytes
    }

    /// Reads what ``encode()`` wrote; refuses everything else with the position. Never traps.
    public init(decoding bytes: [UInt8]) throws(ZoneRulesError) {
        var reader = ByteReader(bytes)
        guard try reader.byte() == ZoneRules.encodingVersion else {
            throw ZoneRulesError(position: 0, expected: .encodingVersion)
        }
        let initialOffset = try ZoneRules.offset(&reader, addedTo: 0)
        let countPosition = reader.position
        let count = try ZoneRules.unsigned(&reader)
        guard count <= UInt64(TimeLimits.transitions) else {
            throw ZoneRulesError(position: countPosition, expected: .fewerTransitions)
        }
        var table = TransitionTable(initialOffset: initialOffset)
        var time: Int64 = 0
        var offset = initialOffset
        for index in 0..<Int(count) {
            let position = reader.position
            let delta: Int64
            if index == 0 {
                delta = ZoneRules.zigzag(try ZoneRules.unsigned(&reader))
            } else {
                delta = Int64(clamping: try ZoneRules.unsigned(&reader))
            }
            let (next, overflow) = time.addingReportingOverflow(delta)
            guard !overflow, TransitionTable.seconds.contains(next), index == 0 || delta > 0 else {
                throw ZoneRulesError(position: position, expected: .ascendingTime)
            }
            let offsetPosition = reader.position
            let changed = try ZoneRules.offset(&reader, addedTo: Int64(offset))
            guard changed != offset else {
                throw ZoneRulesError(position: offsetPosition, expected: .changedOffset)
            }
            table.append(next, changed)
            time = next
            offset = changed
        }
        guard reader.remaining == 0 else { throw reader.failure(.noMoreBytes) }
        self.init(unchecked: initialOffset, times: table.times, offsets: table.offsets)
    }

    private static func append(signed value: Int64, to bytes: inout [UInt8]) {
        append(unsigned: UInt64(bitPattern: (value << 1) ^ (value >> 63)), to: &bytes)
    }

    private static func append(unsigned value: UInt64, to bytes: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private static func unsigned(_ reader: inout ByteReader) throws(ZoneRulesError) -> UInt64 {
        let start = reader.position
        var value: UInt64 = 0
        for shift: UInt64 in stride(from: 0, to: 64, by: 7) {
            let byte = try reader.byte()
            let isLast = byte & 0x80 == 0
            // The tenth byte holds one bit; a last byte of zero would be a longer form.
            guard shift < 63 || byte <= 1, !isLast || byte != 0 || shift == 0 else { break }
            value |= UInt64(byte & 0x7F) << shift
            if isLast { return value }
        }
        throw ZoneRulesError(position: start, expected: .shortestForm)
    }

    private static func zigzag(_ value: UInt64) -> Int64 {
        Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    private static func offset(
        _ reader: inout ByteReader,
        addedTo base: Int64
    ) throws(ZoneRulesError) -> Int32 {
        let position = reader.position
        let (sum, overflow) = base.addingReportingOverflow(zigzag(try unsigned(&reader)))
        guard !overflow, TimeLimits.offsetSeconds.contains(sum) else {
            throw ZoneRulesError(position: position, expected: .offset)
        }
        return Int32(sum)
    }
}
