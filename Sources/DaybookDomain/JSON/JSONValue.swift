/// A JSON text (RFC 8259) as a tree of values.
///
/// Whole numbers that fit `Int64` are ``integer(_:)``; every other number keeps the digits it was
/// written with, so that an id above 2^63 survives unchanged.
package enum JSONValue: Sendable, Equatable {
    /// The literal `null`.
    case null
    /// The literals `true` and `false`.
    case bool(Bool)
    /// A number without fraction and exponent that fits 64 bits.
    case integer(Int64)
    /// Any other number, with its text.
    case number(JSONNumber)
    /// A string, escapes resolved.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object, members in the order written.
    case object(JSONObject)

    /// The member of that name, or `nil` if this is no object or has none. O(members).
    package subscript(key: String) -> JSONValue? {
        guard case .object(let object) = self else { return nil }
        return object[key]
    }

    /// The element at that index, or `nil` if this is no array or is shorter. O(1).
    package subscript(index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// The string, or `nil` if this is none.
    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The 64-bit integer, or `nil` if this is none.
    package var integer: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    /// The number as a `Double`, rounded to nearest, or `nil` if this is no number.
    package var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let number): number.value
        default: nil
        }
    }

    /// The truth value, or `nil` if this is none.
    package var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The elements, or `nil` if this is no array.
    package var array: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The object, or `nil` if this is none.
    package var object: JSONObject? {
        guard case .object(let object) = self else { return nil }
        return object
    }

    /// Whether this is the literal `null`.
    package var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// An identifier that platforms write either as a string or as a number, as text; else `nil`.
    package var identifier: String? {
        switch self {
        case .string(let text): text
        case .integer(let value): String(value)
        case .number(let number): number.text
        default: nil
        }
    }

    /// What kind of value this is, in the words of error messages.
    package var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .integer: "a whole number"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
