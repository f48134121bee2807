internal import DaybookDomain

/// A submission's fields as text, from either kind of body.
struct FormBody {
    /// One field as sent.
    struct Field {
        let name: String
        let value: String
        /// Whether the value was text in UTF-8, and of a bounded length.
        let isText: Bool
        let isTooLong: Bool
    }

    /// The fields in the order sent; a repeated name stands several times.
    private(set) var fields: [Field] = []
    /// Whether there were more than ``FormLimits/fieldsMax``.
    private(set) var isOverfull = false
    /// Whether the body was JSON.
    let isJSON: Bool

    /// Reads a body of the declared type; without a declaration a body that starts like an object
    /// is JSON.
    init(_ body: [UInt8], contentType: String?) throws(Unreadable) {
        switch FormBody.type(contentType) ?? (FormBody.isObject(body) ? .json : .urlEncoded) {
        case .json:
            isJSON = true
            try read(json: body)
        case .urlEncoded:
            isJSON = false
            read(urlEncoded: body)
        case .other:
            throw Unreadable(
                .malformed,
                expected: "application/x-www-form-urlencoded or application/json"
            )
        }
    }

    private enum MediaType {
        case json
        case urlEncoded
        case other
    }

    private static func type(_ header: String?) -> MediaType? {
        guard let header else { return nil }
        let type = header.utf8.prefix { $0 != UInt8(ascii: ";") }
        switch String(Substring(type)).lowercased().filter({ $0 != " " }) {
        case "application/json": return .json
        case "application/x-www-form-urlencoded": return .urlEncoded
        default: return .other
        }
    }

    private static func isObject(_ body: [UInt8]) -> Bool {
        body.first { $0 > 0x20 } == UInt8(ascii: "{")
    }

    private mutating func read(urlEncoded body: [UInt8]) {
        isOverfull = URLEncodedFields.count(body) > FormLimits.fieldsMax
        for field in URLEncodedFields.decode(body[...], countMax: FormLimits.fieldsMax) {
            let isText =
                String(validating: field.value, as: UTF8.self) != nil
            append(
                String(decoding: field.name, as: UTF8.self),
                String(decoding: field.value, as: UTF8.self),
                isText: isText
            )
        }
    }

    private mutating func read(json body: [UInt8]) throws(Unreadable) {
        let root: JSONValue
        do {
            root = try JSONReader.parse(body, limits: SocialLimits.json)
        } catch {
            throw Unreadable(.malformed, offset: error.offset, expected: error.expected)
        }
        guard let object = root.object else {
            throw Unreadable(.malformed, offset: 0, expected: "an object of fields")
        }
        for member in object.members {
            switch member.value {
            case .null: continue
            case .array(let elements):
                for element in elements { append(member.key, element) }
            default: append(member.key, member.value)
            }
        }
    }

    private mutating func append(_ name: String, _ value: JSONValue) {
        switch value {
        case .bool(let value): append(name, value ? "true" : "false", isText: true)
        case .null, .array, .object: append(name, "", isText: false)
        default: append(name, value.identifier ?? "", isText: true)
        }
    }

    private mutating func append(_ name: String, _ value: String, isText: Bool) {
        guard fields.count < FormLimits.fieldsMax else {
            isOverfull = true
            return
        }
        let isTooLong = value.utf8.count > FormLimits.valueBytesMax
        fields.append(
            Field(
                name: FormBody.cut(name, to: FormLimits.nameBytesMax),
                value: isTooLong ? FormBody.cut(value, to: FormLimits.valueBytesMax) : value,
                isText: isText,
                isTooLong: isTooLong
            )
        )
    }

    /// The longest start that ends between characters.
    private static func cut(_ text: String, to bytes: Int) -> String {
        guard text.utf8.count > bytes else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: bytes)
        while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
            end = text.utf8.index(before: end)
        }
        return String(text[..<end])
    }
}
