/// Why a text is not the JSON that was wanted: where, what was expected there, what stood there.
///
/// From ``JSONReader`` it quotes at most one byte and the member names of the path; from
/// ``JSONCursor`` it may quote the start of the value, so cursors are for files, not for messages.
package struct JSONError: Error, Sendable, Equatable {
    /// The closed set of causes.
    package enum Code: String, Sendable, CaseIterable {
        /// The text ends inside a value.
        case unexpectedEnd = "unexpected-end"
        /// A byte that the grammar does not allow there.
        case unexpectedByte = "unexpected-byte"
        /// Bytes that are not UTF-8.
        case invalidUTF8 = "invalid-utf8"
        /// A surrogate escape without its other half.
        case loneSurrogate = "lone-surrogate"
        /// A control character that should be escaped.
        case controlCharacter = "control-character"
        /// An escape that the grammar does not know.
        case invalidEscape = "invalid-escape"
        /// A number against the grammar, or too long.
        case invalidNumber = "invalid-number"
        /// A member name that stood in the same object before.
        case duplicateKey = "duplicate-key"
        /// Nested deeper than the limit.
        case tooDeep = "too-deep"
        /// More values than the limit.
        case tooManyValues = "too-many-values"
        /// Longer than the limit.
        case tooLarge = "too-large"
        /// Something follows the value.
        case trailingBytes = "trailing-bytes"
        /// A required member is absent.
        case missing
        /// The value is of another kind than wanted.
        case wrongKind = "wrong-kind"
        /// The value is of the right kind but not among those allowed.
        case notAllowed = "not-allowed"
        /// A member that the schema does not know.
        case unknownKey = "unknown-key"
    }

    /// The cause.
    package let code: Code
    /// Byte offset in the text, or −1 from a cursor.
    package let offset: Int
    /// JSON Pointer (RFC 6901) to the value in question; empty for the whole text.
    package internal(set) var path: String
    /// What was expected there.
    package let expected: String
    /// What stood there.
    package let found: String

    /// Makes the error.
    package init(_ code: Code, offset: Int = -1, path: String = "", expected: String, found: String)
    {
        self.code = code
        self.offset = offset
        self.path = path
        self.expected = expected
        self.found = found
    }

    /// The same error seen from the parent, whose member or element `token` it happened in.
    func within(_ token: String) -> JSONError {
        var error = self
        error.path = "/" + JSONError.escaped(token) + path
        return error
    }

    /// A name as a token of a JSON Pointer: `~` is `~0`, `/` is `~1`.
    static func escaped(_ token: String) -> String {
        guard token.utf8.contains(where: { $0 == 0x7E || $0 == 0x2F }) else { return token }
        var result = ""
        for scalar in token.unicodeScalars {
            switch scalar {
            case "~": result += "~0"
            case "/": result += "~1"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension JSONError: CustomStringConvertible {
    /// One line: path, expected, found, and the offset where there is one.
    package var description: String {
        let place = path.isEmpty ? "the document" : path
        let at = offset < 0 ? "" : " (byte \(offset))"
        return "\(place): expected \(expected), found \(found)\(at)"
    }
}
