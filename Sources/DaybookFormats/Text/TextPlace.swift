internal import DaybookDomain

/// Where something stands in a JSON text that people edit: line and column.
struct TextPlace: Equatable {
    /// From 1.
    let line: Int
    /// In Unicode scalars, from 1.
    let column: Int

    /// The place of a byte. O(offset).
    init(offset: Int, in bytes: [UInt8]) {
        var line = 1
        var column = 1
        for byte in bytes.prefix(max(0, offset)) {
            if byte == 0x0A {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        self.line = line
        self.column = column
    }

    /// The place of the value with that JSON Pointer, or of the nearest one around it that exists.
    /// O(length); `bytes` are a text that was read before, but any bytes are safe.
    init(pointer: String, in bytes: [UInt8]) {
        var walker = Walker(bytes: bytes)
        walker.skipSpace()
        for token in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            guard walker.enter(TextPlace.unescaped(token)) else { break }
        }
        self.init(offset: walker.index, in: bytes)
    }

    /// `~1` is `/`, `~0` is `~` (RFC 6901).
    private static func unescaped(_ token: Substring) -> String {
        var result: [UInt8] = []
        var isEscaped = false
        for byte in token.utf8 {
            if isEscaped {
                result.append(byte == UInt8(ascii: "1") ? UInt8(ascii: "/") : UInt8(ascii: "~"))
                isEscaped = false
            } else if byte == UInt8(ascii: "~") {
                isEscaped = true
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

/// Steps through a JSON text without building values.
private struct Walker {
    let bytes: [UInt8]
    var index = 0

    private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

    mutating func skipSpace() {
        while let byte, byte == 0x20 || (0x09...0x0D).contains(byte) { index += 1 }
    }

    /// Moves onto the member or element of that name; stays where it is if there is none.
    mutating func enter(_ token: String) -> Bool {
        let start = index
        let isObject = byte == UInt8(ascii: "{")
        guard isObject || byte == UInt8(ascii: "[") else { return false }
        index += 1
        var position = 0
        while true {
            skipSpace()
            guard let byte, byte != UInt8(ascii: "}"), byte != UInt8(ascii: "]") else { break }
            var isWanted = String(position) == token
            if isObject {
                let key = index
                skipValue()
                let name = try? JSONReader.parse(Array(bytes[key..<index]))
                isWanted = name?.string == token
                skipSpace()
                index += 1
                skipSpace()
            }
            if isWanted, index < bytes.count { return true }
            let before = index
            skipValue()
            skipSpace()
            if self.byte == UInt8(ascii: ",") { index += 1 }
            guard index > before else { break }
            position += 1
        }
        index = start
        return false
    }

    private mutating func skipValue() {
        var depth = 0
        while let byte {
            switch byte {
            case UInt8(ascii: "\""): skipString()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                index += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return }
                depth -= 1
                index += 1
            case UInt8(ascii: ","), UInt8(ascii: ":"), 0x09...0x0D, 0x20:
                if depth == 0 { return }
                index += 1
                continue
            default: index += 1
            }
            let isScalarGoingOn =
                byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "}")
                && byte != UInt8(ascii: "]")
            if depth == 0, !isScalarGoingOn { return }
        }
    }

    private mutating func skipString() {
        index += 1
        while let byte {
            index += byte == UInt8(ascii: "\\") ? 2 : 1
            if byte == UInt8(ascii: "\"") { break }
        }
        index = min(index, bytes.count)
    }
}
