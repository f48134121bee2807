/// The body of a series: its recurrence as text.
package enum SeriesBody {
    private static let version: UInt8 = 1

    package static func bytes(_ recurrence: Recurrence) -> [UInt8] {
        var writer = BodyWriter(version: version)
        writer.append(recurrence.text)
        return writer.bytes
    }

    /// The text of a body; `nil` if it is none.
    package static func text(_ bytes: [UInt8]) -> String? {
        guard var reader = try? BodyReader(bytes), reader.version == version,
            let text = try? reader.text(), reader.isAtEnd
        else { return nil }
        return text
    }

    /// The body that says a text, whether or not it is a recurrence.
    package static func bytes(text: String) -> [UInt8] {
        var writer = BodyWriter(version: version)
        writer.append(text)
        return writer.bytes
    }
}
