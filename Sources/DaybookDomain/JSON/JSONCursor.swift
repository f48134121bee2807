/// A value together with its path, for reading a document against a schema: every error names
/// where, what was expected and what was found.
///
/// The errors may quote the start of a value, so a cursor is for the clinic's own files and never
/// for what patients sent.
package struct JSONCursor: Sendable {
    /// The value looked at.
    package let value: JSONValue
    /// Its JSON Pointer (RFC 6901); empty for the whole document.
    package let path: String

    /// Looks at a whole document, or at the value with that path.
    package init(_ value: JSONValue, path: String = "") {
        self.value = value
        self.path = path
    }

    /// Reads a text and looks at it.
    package init(parsing bytes: [UInt8], limits: JSONLimits = .file) throws(JSONError) {
        self.init(try JSONReader.parse(bytes, limits: limits))
    }

    /// The member of that name; fails where it is absent. O(members).
    package func required(_ key: String) throws(JSONError) -> JSONCursor {
        guard let member = try self.member(key) else {
            throw JSONError(
                .missing,
                path: path + "/" + JSONError.escaped(key),
                expected: "a value",
                found: "nothing"
            )
        }
        return member
    }

    /// The member of that name, or `nil` where it is absent or null. O(members).
    package func optional(_ key: String) throws(JSONError) -> JSONCursor? {
        guard let member = try self.member(key), !member.value.isNull else { return nil }
        return member
    }

    private func member(_ key: String) throws(JSONError) -> JSONCursor? {
        guard case .object(let object) = value else { throw wrongKind("an object") }
        guard let value = object[key] else { return nil }
        return JSONCursor(value, path: path + "/" + JSONError.escaped(key))
    }

    /// The members in order.
    package func members() throws(JSONError) -> [(key: String, value: JSONCursor)] {
        guard case .object(let object) = value else { throw wrongKind("an object") }
        return object.members.map { member in
            (
                member.key,
                JSONCursor(member.value, path: path + "/" + JSONError.escaped(member.key))
            )
        }
    }

    /// Fails at the first member that `keys` does not list: a misspelt name is an error, not a
    /// default. O(members × keys).
    package func only(_ keys: String...) throws(JSONError) {
        for (key, member) in try members() where !keys.contains(key) {
            throw JSONError(
                .unknownKey,
                path: member.path,
                expected: "one of " + keys.joined(separator: ", "),
                found: "an unknown name"
            )
        }
    }

    /// The elements in order, at most `max`.
    package func elements(max: Int = .max) throws(JSONError) -> [JSONCursor] {
        guard case .array(let elements) = value else { throw wrongKind("an array") }
        guard elements.count <= max else {
            throw notAllowed("at most \(max) elements", found: "\(elements.count)")
        }
        return elements.enumerated().map { JSONCursor($0.element, path: "\(path)/\($0.offset)") }
    }

    /// The string, whose length in UTF-8 bytes must lie in `bytes`.
    package func string(bytes: ClosedRange<Int> = 0...Int.max) throws(JSONError) -> String {
        guard case .string(let text) = value else { throw wrongKind("a string") }
        guard bytes.contains(text.utf8.count) else {
            let range =
                bytes.upperBound == .max
                ? "at least \(bytes.lowerBound)" : "\(bytes.lowerBound) to \(bytes.upperBound)"
            throw notAllowed("a string of \(range) bytes", found: "\(text.utf8.count) bytes")
        }
        return text
    }

    /// The whole number, which must lie in `range`.
    package func integer(
        in range: ClosedRange<Int64> = Int64.min...Int64.max
    ) throws(JSONError) -> Int64 {
        let expected =
            range == Int64.min...Int64.max
            ? "a whole number" : "a whole number from \(range.lowerBound) to \(range.upperBound)"
        guard case .integer(let number) = value else { throw wrongKind(expected) }
        guard range.contains(number) else { throw notAllowed(expected, found: "\(number)") }
        return number
    }

    /// The whole number as an `Int`, which must lie in `range`.
    package func int(in range: ClosedRange<Int>) throws(JSONError) -> Int {
        Int(try integer(in: Int64(range.lowerBound)...Int64(range.upperBound)))
    }

    /// The number.
    package func double() throws(JSONError) -> Double {
        guard let number = value.double else { throw wrongKind("a number") }
        return number
    }

    /// The truth value.
    package func bool() throws(JSONError) -> Bool {
        guard case .bool(let value) = value else { throw wrongKind("true or false") }
        return value
    }

    /// The string as one of the type's raw values.
    package func choice<Choice: RawRepresentable & CaseIterable>(
        _ type: Choice.Type = Choice.self
    ) throws(JSONError) -> Choice where Choice.RawValue == String {
        let expected = "one of " + Choice.allCases.map(\.rawValue).joined(separator: ", ")
        guard case .string(let text) = value else { throw wrongKind(expected) }
        guard let choice = Choice(rawValue: text) else {
            throw notAllowed(expected, found: excerpt)
        }
        return choice
    }

    /// The error that this value is of the right kind but not allowed, for rules of the caller's
    /// own.
    package func notAllowed(_ expected: String, found: String? = nil) -> JSONError {
        JSONError(.notAllowed, path: path, expected: expected, found: found ?? excerpt)
    }

    private func wrongKind(_ expected: String) -> JSONError {
        JSONError(.wrongKind, path: path, expected: expected, found: excerpt)
    }

    /// The value in a few words: scalars quoted up to 40 characters, the rest by kind.
    private var excerpt: String {
        switch value {
        case .null, .array, .object: return value.kindName
        case .bool(let value): return value ? "true" : "false"
        case .integer(let value): return String(value)
        case .number(let number): return String(number.text.prefix(40))
        case .string(let text):
            let start = text.prefix(40)
            return "\"\(start)\"" + (start.endIndex < text.endIndex ? "…" : "")
        }
    }
}
