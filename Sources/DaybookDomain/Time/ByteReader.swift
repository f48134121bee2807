/// Reads big-endian numbers from bytes and fails with the position instead of trapping.
struct ByteReader {
    let bytes: [UInt8]
    private(set) var position: Int

    init(_ bytes: [UInt8], at position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    var remaining: Int { bytes.count - position }

    /// Makes an error at the current position.
    func failure(_ expected: ZoneRulesError.Expectation) -> ZoneRulesError {
        ZoneRulesError(position: position, expected: expected)
    }

    /// The next byte without consuming it.
    var peeked: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func byte() throws(ZoneRulesError) -> UInt8 {
        guard position < bytes.count else { throw failure(.moreBytes) }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func skip(_ count: Int) throws(ZoneRulesError) {
        guard count >= 0, count <= remaining else {
            throw ZoneRulesError(position: bytes.count, expected: .moreBytes)
        }
        position += count
    }

    mutating func uint32() throws(ZoneRulesError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            value = value << 8 | UInt32(try byte())
        }
        return value
    }

    mutating func int32() throws(ZoneRulesError) -> Int32 {
        Int32(bitPattern: try uint32())
    }

    mutating func int64() throws(ZoneRulesError) -> Int64 {
        let high = try uint32()
        return Int64(bitPattern: UInt64(high) << 32 | UInt64(try uint32()))
    }
}
