/// application/x-www-form-urlencoded, decoded by bytes (the WHATWG URL standard's parser): pairs
/// between `&`, name and value around the first `=`, `+` for a space, `%` and two hexadecimal
/// digits for a byte. A `%` without two digits stands for itself, as browsers' own parser has it.
enum URLEncodedFields {
    /// One decoded pair.
    struct Field: Equatable {
        let name: [UInt8]
        let value: [UInt8]
    }

    /// The pairs in order, empty ones left out; reading ends after `countMax` of them. O(length).
    static func decode(_ body: ArraySlice<UInt8>, countMax: Int) -> [Field] {
        var fields: [Field] = []
        for pair in body.split(separator: UInt8(ascii: "&")) {
            guard fields.count < countMax else { break }
            let equals = pair.firstIndex(of: UInt8(ascii: "="))
            let name = pair[..<(equals ?? pair.endIndex)]
            let value = equals.map { pair[($0 + 1)...] } ?? []
            fields.append(Field(name: unescape(name), value: unescape(value)))
        }
        return fields
    }

    /// How many pairs there are, without decoding them. O(length).
    static func count(_ body: [UInt8]) -> Int {
        var count = 0
        var isInside = false
        for byte in body {
            let isSeparator = byte == UInt8(ascii: "&")
            if !isSeparator, !isInside { count += 1 }
            isInside = !isSeparator
        }
        return count
    }

    private static func unescape(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            if byte == UInt8(ascii: "+") {
                bytes.append(0x20)
            } else if byte == UInt8(ascii: "%"), text.endIndex - index > 2,
                let high = hexValue(text[index + 1]), let low = hexValue(text[index + 2])
            {
                bytes.append(high << 4 | low)
                index += 2
            } else {
                bytes.append(byte)
            }
            index += 1
        }
        return bytes
    }

    private static func hexValue(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x37
        case 0x61...0x66: digit - 0x57
        default: nil
        }
    }
}
