public import DaybookDomain

/// The public JSON form of a fact: a CloudEvents 1.0 envelope in structured JSON mode.
///
/// | Attribute | Value |
/// |---|---|
/// | `id` | the fact's sequence; with `source` unique, as CloudEvents demands |
/// | `source` | the book, `urn:daybook:` and its id in hexadecimal |
/// | `type` | `org.daybook.<kind>.v<version>` |
/// | `subject` | the sequence of the first fact of its appointment, conversation or definition |
/// | `time`, `recordedat` | when it happened, and when it was written down (RFC 3339) |
/// | `data` | what the kind gives a meaning: `schemas/events/<kind>.v<version>.schema.json` |
///
/// The form is lossless: ``fact(from:)`` gives the same 64 bytes and the same body. Members that
/// only explain (`resourceKey`, `serviceKey`, `zoneName`, `holdUntil`) are not needed for that.
public enum CloudEvent {
    /// The longest event read, in bytes: zone rules and large locations fit.
    public static let bytesMax = 4 << 20

    /// Writes a fact as one compact JSON object without a line feed.
    ///
    /// - Parameters:
    ///   - fact: The fact, of any kind and version.
    ///   - body: The plain body beside it; ignored unless the fact is marked to have one.
    ///   - source: The book's URI.
    ///   - clinic: Names for numbers; those it doesn't hold are left out.
    /// - Complexity: O(size of the body).
    public static func json(
        of fact: Fact,
        body: [UInt8]?,
        source: String,
        names clinic: Clinic
    ) -> [UInt8] {
        var writer = CloudEventWriter(fact, body: body, clinic: clinic, style: .compact)
        return writer.write(source: source)
    }

    /// The same over several lines, for people.
    package static func prettyJSON(
        of fact: Fact,
        body: [UInt8]?,
        source: String,
        names clinic: Clinic
    ) -> [UInt8] {
        var writer = CloudEventWriter(fact, body: body, clinic: clinic, style: .pretty)
        return writer.write(source: source)
    }

    /// Reads a fact back, with its body if it has one.
    ///
    /// - Throws: ``CloudEventError`` if the bytes are no event of a fact. Never traps.
    public static func fact(
        from bytes: [UInt8]
    ) throws(CloudEventError) -> (fact: Fact, body: [UInt8]?) {
        do {
            let root = try JSONCursor(parsing: bytes, limits: JSONLimits(bytesMax: bytesMax))
            var reader = try CloudEventReader(root)
            return try reader.read()
        } catch {
            throw CloudEventError(error)
        }
    }

    /// The `type` of facts of that kind code and version.
    static func type(kindCode: UInt8, version: UInt8) -> String {
        let name = Kind(rawValue: kindCode)?.name ?? "kind\(kindCode)"
        return "org.daybook.\(name).v\(version)"
    }
}

/// Why bytes are no event of a fact: where, what was expected, what was found.
public struct CloudEventError: Error, Sendable, Equatable, CustomStringConvertible {
    /// JSON Pointer (RFC 6901) of the value; empty for the whole event.
    public let path: String
    /// Byte offset for faults of the JSON itself, else −1.
    public let offset: Int
    /// What was expected there.
    public let expected: String
    /// What was found there.
    public let found: String

    init(_ error: JSONError) {
        path = error.path
        offset = error.offset
        expected = error.expected
        found = error.found
    }

    /// One line.
    public var description: String {
        "\(path.isEmpty ? "the event" : path): expected \(expected), found \(found)"
    }
}
