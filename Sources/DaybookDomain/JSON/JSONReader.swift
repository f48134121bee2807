/// A strict, bounded reader of JSON (RFC 8259) over bytes.
///
/// It takes exactly the standard's grammar in UTF-8: no comments, no trailing commas, no byte order
/// mark. Two rules are stricter than the standard's "should": a member name may stand once in an
/// object, names that are canonically equivalent counting as one, and text that is not UTF-8 is
/// refused. Nothing traps and the work is linear in the length.
package struct JSONReader {
    let bytes: [UInt8]
    let limits: JSONLimits
    var index = 0
    var nodes = 0

    private init(bytes: [UInt8], limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    /// Reads a whole text.
    ///
    /// - Complexity: O(length), plus hashing of the names of objects with more than 16 members.
    package static func parse(
        _ bytes: [UInt8],
        limits: JSONLimits = .file
    ) throws(JSONError) -> JSONValue {
        guard bytes.count <= limits.bytesMax else {
            throw JSONError(
                .tooLarge,
                offset: limits.bytesMax,
                expected: "at most \(limits.bytesMax) bytes",
                found: "\(bytes.count) bytes"
            )
        }
        var reader = JSONReader(bytes: bytes, limits: limits)
        reader.skipSpace()
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.index == bytes.count else {
            throw reader.error(.trailingBytes, expected: "the end of the text")
        }
        return value
    }

    mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        nodes += 1
        guard nodes <= limits.nodesMax else {
            throw error(.tooManyValues, expected: "at most \(limits.nodesMax) values")
        }
        guard index < bytes.count else { throw error(.unexpectedEnd, expected: "a value") }
        switch bytes[index] {
        case UInt8(ascii: "\""):
            return .string(try string())
        case UInt8(ascii: "{"):
            return .object(try object(depth: depth + 1))
        case UInt8(ascii: "["):
            return .array(try array(depth: depth + 1))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return try number()
        case UInt8(ascii: "t"):
            try literal(JSONReader.trueBytes)
            return .bool(true)
        case UInt8(ascii: "f"):
            try literal(JSONReader.falseBytes)
            return .bool(false)
        case UInt8(ascii: "n"):
            try literal(JSONReader.nullBytes)
            return .null
        default:
            throw error(.unexpectedByte, expected: "a value")
        }
    }

    private mutating func array(depth: Int) throws(JSONError) -> [JSONValue] {
        try enter(depth)
        var elements: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return elements }
        while true {
            do {
                elements.append(try value(depth: depth))
            } catch {
                throw error.within(String(elements.count))
            }
            skipSpace()
            if take(UInt8(ascii: ",")) {
                skipSpace()
                continue
            }
            if take(UInt8(ascii: "]")) { return elements }
            throw error(orEnd: .unexpectedByte, expected: "\",\" or \"]\"")
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONObject {
        try enter(depth)
        var members: [JSONObject.Member] = []
        var names: Set<String> = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return JSONObject() }
        members.reserveCapacity(4)
        while true {
            let start = index
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
                throw error(orEnd: .unexpectedByte, expected: "a member name in quotes")
            }
            let key = try string()
            if isDuplicate(key, of: members, names: &names) {
                throw JSONError(
                    .duplicateKey,
                    offset: start,
                    path: "/" + JSONError.escaped(key),
                    expected: "each member name once",
                    found: "it a second time"
                )
            }
            skipSpace()
            guard take(UInt8(ascii: ":")) else {
                throw error(orEnd: .unexpectedByte, expected: "\":\"")
            }
            skipSpace()
            do {
                members.append(JSONObject.Member(key: key, value: try value(depth: depth)))
            } catch {
                throw error.within(key)
            }
            skipSpace()
            if take(UInt8(ascii: ",")) {
                skipSpace()
                continue
            }
            if take(UInt8(ascii: "}")) { return JSONObject(members) }
            throw error(orEnd: .unexpectedByte, expected: "\",\" or \"}\"")
        }
    }

    /// Few names are compared one by one; beyond that a set keeps the work linear.
    private func isDuplicate(
        _ key: String,
        of members: [JSONObject.Member],
        names: inout Set<String>
    ) -> Bool {
        guard members.count >= JSONReader.namesComparedMax else {
            for index in members.indices where members[index].key == key { return true }
            return false
        }
        if names.isEmpty {
            for member in members { names.insert(member.key) }
        } else if let last = members.last {
            names.insert(last.key)
        }
        return names.contains(key)
    }

    private mutating func enter(_ depth: Int) throws(JSONError) {
        guard depth <= limits.depthMax else {
            throw error(.tooDeep, expected: "at most \(limits.depthMax) levels of nesting")
        }
        index += 1
    }

    private mutating func literal(_ word: [UInt8]) throws(JSONError) {
        for byte in word {
            guard index < bytes.count, bytes[index] == byte else {
                throw error(orEnd: .unexpectedByte, expected: "true, false or null")
            }
            index += 1
        }
    }

    private static let namesComparedMax = 16
    private static let trueBytes = Array("true".utf8)
    private static let falseBytes = Array("false".utf8)
    private static let nullBytes = Array("null".utf8)
}
