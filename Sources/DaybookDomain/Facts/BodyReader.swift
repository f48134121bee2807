/// Reads a fact's plain body, total on any bytes: a read past the end or over a bound throws.
package struct BodyReader: ~Copyable {
    /// Why a body can't be read: the offset, and what was expected there.
    package struct Malformed: Error, Sendable, Equatable {
        package let offset: Int
        package let expected: String
    }

    /// The most elements a list in a body may have.
    package static let elementsMax = 65_536

    /// The version byte that the body begins with.
    package let version: UInt8
    private let bytes: [UInt8]
    private var index: Int

    package init(_ bytes: [UInt8]) throws(Malformed) {
        guard let first = bytes.first else {
            throw Malformed(offset: 0, expected: "a version byte")
        }
        self.bytes = bytes
        version = first
        index = 1
    }

    package var isAtEnd: Bool { index == bytes.count }

    package mutating func unsigned() throws(Malformed) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while index < bytes.count, shift < 64 {
            let byte = bytes[index]
            index += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
            shift += 7
        }
        throw Malformed(offset: index, expected: "an integer of at most ten bytes")
    }

    package mutating func integer<Integer: FixedWidthInteger & UnsignedInteger>(
        _ type: Integer.Type = Integer.self
    ) throws(Malformed) -> Integer {
        let offset = index
        guard let value = Integer(exactly: try unsigned()) else {
            throw Malformed(offset: offset, expected: "an integer of \(Integer.bitWidth) bits")
        }
        return value
    }

    package mutating func signed() throws(Malformed) -> Int64 {
        let value = try unsigned()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    package mutating func flag() throws(Malformed) -> Bool {
        try unsigned() != 0
    }

    package mutating func count() throws(Malformed) -> Int {
        let offset = index
        let value = try unsigned()
        guard value <= UInt64(BodyReader.elementsMax) else {
            throw Malformed(offset: offset, expected: "at most \(BodyReader.elementsMax) elements")
        }
        return Int(value)
    }

    package mutating func raw() throws(Malformed) -> [UInt8] {
        let offset = index
        let length = try unsigned()
        guard length <= UInt64(bytes.count - index) else {
            throw Malformed(offset: offset, expected: "a length within the body")
        }
        let slice = bytes[index..<(index + Int(length))]
        index += Int(length)
        return Array(slice)
    }

    package mutating func text() throws(Malformed) -> String {
        let offset = index
        guard let text = String(validating: try raw(), as: UTF8.self) else {
            throw Malformed(offset: offset, expected: "text in UTF-8")
        }
        return text
    }

    /// A value of a closed set, by its frozen raw value.
    package mutating func choice<Choice: RawRepresentable>(
        _ type: Choice.Type = Choice.self
    ) throws(Malformed) -> Choice where Choice.RawValue == UInt8 {
        let offset = index
        guard let choice = Choice(rawValue: try integer()) else {
            throw Malformed(offset: offset, expected: "a known \(Choice.self)")
        }
        return choice
    }
}
