extension ZoneRules {
    /// Reads a TZif file of RFC 9636, versions 1 to 4.
    ///
    /// The 64-bit block is used where there is one, and the footer's rule is expanded to the end of
    /// the year 2200. Names, and the flags that only a POSIX implementation needs, are checked but
    /// not kept. A file that counts leap seconds is refused, since an ``Instant`` doesn't.
    ///
    /// Bounded by the file's size (256 KiB) and 4,096 transitions; no input traps.
    public init(tzif bytes: [UInt8]) throws(ZoneRulesError) {
        guard bytes.count <= TimeLimits.tzifBytes else {
            throw ZoneRulesError(position: TimeLimits.tzifBytes, expected: .smallerFile)
        }
        var reader = ByteReader(bytes)
        let header = try TZifHeader(&reader)
        guard header.version >= 2 else {
            let block = try TZifBlock(&reader, header: header, timeBytes: 4)
            guard reader.remaining == 0 else { throw reader.failure(.noMoreBytes) }
            self = try ZoneRules(block: block, footer: nil, errorPosition: reader.position)
            return
        }
        try reader.skip(header.blockBytes(timeBytes: 4))
        let second = try TZifHeader(&reader)
        guard second.version == header.version else {
            throw ZoneRulesError(position: reader.position - 40, expected: .knownVersion)
        }
        let block = try TZifBlock(&reader, header: second, timeBytes: 8)
        guard try reader.byte() == 0x0A else {
            throw ZoneRulesError(position: reader.position - 1, expected: .footer)
        }
        let footer = reader.peeked == 0x0A ? nil : try PosixZone(&reader)
        guard try reader.byte() == 0x0A else {
            throw ZoneRulesError(position: reader.position - 1, expected: .footer)
        }
        guard reader.remaining == 0 else { throw reader.failure(.noMoreBytes) }
        self = try ZoneRules(block: block, footer: footer, errorPosition: reader.position)
    }

    private init(
        block: TZifBlock,
        footer: PosixZone?,
        errorPosition: Int
    ) throws(ZoneRulesError) {
        var table = TransitionTable(initialOffset: block.initialOffset)
        for (time, offset) in zip(block.times, block.offsets) {
            table.append(time, offset)
        }
        if let footer {
            // Without a transition the footer alone says everything (RFC 9636 section 3.3).
            if block.times.isEmpty {
                table.initialOffset = footer.standardOffset
            }
            for (time, offset) in footer.transitions(after: block.times.last) {
                table.append(time, offset)
            }
        }
        guard table.times.count <= TimeLimits.transitions else {
            throw ZoneRulesError(position: errorPosition, expected: .fewerTransitions)
        }
        self.init(unchecked: table.initialOffset, times: table.times, offsets: table.offsets)
    }
}

/// Collects transitions in order and keeps those that change the offset within the time line.
struct TransitionTable {
    var initialOffset: Int32
    private(set) var times: [Int64] = []
    private(set) var offsets: [Int32] = []

    /// The seconds of instants that a fact can hold.
    static let seconds =
        (Instant.representable.lowerBound / 1_000)...(Instant.representable.upperBound / 1_000)

    init(initialOffset: Int32) {
        self.initialOffset = initialOffset
    }

    mutating func append(_ time: Int64, _ offset: Int32) {
        if time < TransitionTable.seconds.lowerBound {
            initialOffset = offset
        } else if time <= TransitionTable.seconds.upperBound,
            offset != offsets.last ?? initialOffset
        {
            times.append(time)
            offsets.append(offset)
        }
    }
}

/// The 44 bytes before each data block of a TZif file, RFC 9636 section 3.1.
private struct TZifHeader {
    let version: Int
    let utIndicators: Int
    let standardIndicators: Int
    let leapSeconds: Int
    let transitions: Int
    let types: Int
    let designationBytes: Int
    let start: Int

    init(_ reader: inout ByteReader) throws(ZoneRulesError) {
        start = reader.position
        for expected: UInt8 in [0x54, 0x5A, 0x69, 0x66] {
            guard try reader.byte() == expected else {
                throw ZoneRulesError(position: reader.position - 1, expected: .magic)
            }
        }
        switch try reader.byte() {
        case 0: version = 1
        case 0x32: version = 2
        case 0x33: version = 3
        case 0x34: version = 4
        default: throw ZoneRulesError(position: reader.position - 1, expected: .knownVersion)
        }
        try reader.skip(15)
        // 32 bits are read into 64, so that no sum or product of counts can overflow.
        utIndicators = Int(try reader.uint32())
        standardIndicators = Int(try reader.uint32())
        leapSeconds = Int(try reader.uint32())
        transitions = Int(try reader.uint32())
        types = Int(try reader.uint32())
        designationBytes = Int(try reader.uint32())
    }

    func blockBytes(timeBytes: Int) -> Int {
        transitions * (timeBytes + 1) + types * 6 + designationBytes
            + leapSeconds * (timeBytes + 4) + standardIndicators + utIndicators
    }

    /// The rules on counts hold only for a block that is used.
    func check() throws(ZoneRulesError) {
        guard (1...256).contains(types), designationBytes > 0,
            utIndicators == 0 || utIndicators == types,
            standardIndicators == 0 || standardIndicators == types
        else { throw ZoneRulesError(position: start + 20, expected: .consistentCounts) }
        guard leapSeconds == 0 else {
            throw ZoneRulesError(position: start + 28, expected: .noLeapSeconds)
        }
        guard transitions <= TimeLimits.transitions else {
            throw ZoneRulesError(position: start + 32, expected: .fewerTransitions)
        }
    }
}

/// One data block of a TZif file, RFC 9636 section 3.2.
private struct TZifBlock {
    let initialOffset: Int32
    let times: [Int64]
    let offsets: [Int32]

    init(
        _ reader: inout ByteReader,
        header: TZifHeader,
        timeBytes: Int
    ) throws(ZoneRulesError) {
        try header.check()
        guard header.blockBytes(timeBytes: timeBytes) <= reader.remaining else {
            throw ZoneRulesError(position: reader.bytes.count, expected: .moreBytes)
        }
        var times: [Int64] = []
        for _ in 0..<header.transitions {
            let time = timeBytes == 8 ? try reader.int64() : Int64(try reader.int32())
            if let last = times.last, time <= last {
                throw ZoneRulesError(
                    position: reader.position - timeBytes,
                    expected: .ascendingTime
                )
            }
            times.append(time)
        }
        var indices: [Int] = []
        for _ in 0..<header.transitions {
            let index = Int(try reader.byte())
            guard index < header.types else {
                throw ZoneRulesError(position: reader.position - 1, expected: .typeIndex)
            }
            indices.append(index)
        }
        var typeOffsets: [Int32] = []
        for _ in 0..<header.types {
            typeOffsets.append(try TZifBlock.localTimeType(&reader, header: header))
        }
        try reader.skip(header.designationBytes)
        for _ in 0..<(header.standardIndicators + header.utIndicators) {
            guard try reader.byte() <= 1 else {
                throw ZoneRulesError(position: reader.position - 1, expected: .flag)
            }
        }
        self.times = times
        self.offsets = indices.map { typeOffsets[$0] }
        self.initialOffset = typeOffsets[0]
    }

    /// Six bytes: the offset, whether it is daylight saving time, where its name starts.
    private static func localTimeType(
        _ reader: inout ByteReader,
        header: TZifHeader
    ) throws(ZoneRulesError) -> Int32 {
        let offset = try reader.int32()
        guard TimeLimits.offsetSeconds.contains(Int64(offset)) else {
            throw ZoneRulesError(position: reader.position - 4, expected: .offset)
        }
        guard try reader.byte() <= 1 else {
            throw ZoneRulesError(position: reader.position - 1, expected: .flag)
        }
        guard Int(try reader.byte()) < header.designationBytes else {
            throw ZoneRulesError(position: reader.position - 1, expected: .designationIndex)
        }
        return offset
    }
}
