/// Writes JSON (RFC 8259) into bytes as it goes: members stand in the order written.
///
/// Calls must nest properly (a key before each member's value, every `begin` ended); anything else
/// is a programmer's mistake and stops the program.
package struct JSONWriter: Sendable {
    /// How the text is laid out.
    package enum Style: Sendable {
        /// No space at all.
        case compact
        /// Two spaces a level, one member or element a line; an empty container is `{}` or `[]`.
        case pretty
    }

    /// What has been written so far.
    package private(set) var bytes: [UInt8]
    private let style: Style
    private var levels: [Level] = []
    private var hasKey = false

    private struct Level {
        let isObject: Bool
        var isEmpty = true
    }

    /// Starts a text, after `bytes` if there are any.
    package init(_ style: Style = .compact, after bytes: consuming [UInt8] = []) {
        self.style = style
        self.bytes = bytes
    }

    /// The compact text of one value.
    package static func bytes(of value: JSONValue, _ style: Style = .compact) -> [UInt8] {
        var writer = JSONWriter(style)
        writer.value(value)
        return writer.bytes
    }

    /// Opens an object.
    package mutating func beginObject() {
        begin(UInt8(ascii: "{"), isObject: true)
    }

    /// Closes the object opened last.
    package mutating func endObject() {
        end(UInt8(ascii: "}"), isObject: true)
    }

    /// Opens an array.
    package mutating func beginArray() {
        begin(UInt8(ascii: "["), isObject: false)
    }

    /// Closes the array opened last.
    package mutating func endArray() {
        end(UInt8(ascii: "]"), isObject: false)
    }

    /// Writes a member's name; its value comes next.
    package mutating func key(_ name: String) {
        precondition(!hasKey && levels.last?.isObject == true, "a key stands in an object")
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        if style == .pretty { bytes.append(0x20) }
        hasKey = true
    }

    /// Writes a string.
    package mutating func string(_ text: String) {
        place()
        quote(text)
    }

    /// Writes a whole number.
    package mutating func integer(_ number: some BinaryInteger) {
        place()
        bytes.append(contentsOf: String(number).utf8)
    }

    /// Writes a number with the fewest digits that read back as the same `Double`; what JSON cannot
    /// say (infinite, not a number) as `null`.
    package mutating func number(_ number: Double) {
        guard number.isFinite else {
            null()
            return
        }
        place()
        bytes.append(contentsOf: number.description.utf8)
    }

    /// Writes `true` or `false`.
    package mutating func bool(_ value: Bool) {
        place()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// Writes `null`.
    package mutating func null() {
        place()
        bytes.append(contentsOf: "null".utf8)
    }

    /// Writes a whole value.
    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let value): bool(value)
        case .integer(let value): integer(value)
        case .number(let number):
            place()
            bytes.append(contentsOf: number.text.utf8)
        case .string(let text): string(text)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object.members {
                key(member.key)
                self.value(member.value)
            }
            endObject()
        }
    }

    /// Writes a line feed between texts, as in JSON lines; only outside any container.
    package mutating func newline() {
        precondition(levels.isEmpty, "a line ends outside containers")
        bytes.append(0x0A)
    }

    /// Gives the text away and starts the next one.
    package mutating func take() -> [UInt8] {
        precondition(levels.isEmpty, "every container is closed")
        let taken = bytes
        bytes = []
        return taken
    }

    private mutating func begin(_ bracket: UInt8, isObject: Bool) {
        place()
        bytes.append(bracket)
        levels.append(Level(isObject: isObject))
    }

    private mutating func end(_ bracket: UInt8, isObject: Bool) {
        let level = levels.popLast()
        precondition(level?.isObject == isObject && !hasKey, "containers close as they opened")
        if level?.isEmpty == false { indent() }
        bytes.append(bracket)
    }

    /// Before a value: its comma, unless its key brought that already.
    private mutating func place() {
        if hasKey {
            hasKey = false
            return
        }
        precondition(levels.last?.isObject != true, "a member's value follows its key")
        separate()
    }

    private mutating func separate() {
        guard let last = levels.indices.last else { return }
        if !levels[last].isEmpty { bytes.append(UInt8(ascii: ",")) }
        levels[last].isEmpty = false
        indent()
    }

    private mutating func indent() {
        guard style == .pretty else { return }
        bytes.append(0x0A)
        for _ in levels {
            bytes.append(0x20)
            bytes.append(0x20)
        }
    }

    /// Quotes, backslashes and control characters are escaped, all else stands as UTF-8.
    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0A: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
            case 0x0D: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "r")])
            case 0x09: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
            case 0..<0x20, 0x7F:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(JSONWriter.hexDigit(byte >> 4))
                bytes.append(JSONWriter.hexDigit(byte & 0x0F))
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func hexDigit(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? 0x30 + nibble : 0x57 + nibble
    }
}

extension JSONWriter {
    /// Writes a member with a string.
    package mutating func member(_ name: String, _ text: String) {
        key(name)
        string(text)
    }

    /// Writes a member with a whole number.
    package mutating func member(_ name: String, _ number: some BinaryInteger) {
        key(name)
        integer(number)
    }

    /// Writes a member with a truth value.
    package mutating func member(_ name: String, _ value: Bool) {
        key(name)
        bool(value)
    }
}
