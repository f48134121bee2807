/// Writes comma-separated values (RFC 4180): records end with CRLF, fields are quoted where needed.
package struct CSVWriter: Sendable {
    /// What has been written so far.
    package private(set) var bytes: [UInt8] = []

    /// Starts an empty text.
    package init() {}

    /// Writes one record. O(length).
    ///
    /// A field that begins like a formula (`=`, `+`, `-`, `@`, tab or carriage return) and is no
    /// number gets an apostrophe in front: spreadsheet programs would run it (CWE-1236).
    package mutating func record(_ fields: [String]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(field, isAlone: fields.count == 1)
        }
        bytes.append(0x0D)
        bytes.append(0x0A)
    }

    /// Gives the text away and starts the next one, so that long ones can be written in parts.
    package mutating func take() -> [UInt8] {
        let taken = bytes
        bytes = []
        return taken
    }

    private mutating func append(_ field: String, isAlone: Bool) {
        let isFormula = CSVWriter.isFormula(field)
        // A lone empty field is quoted, or its record would be an empty line.
        let needsQuotes =
            (isAlone && field.isEmpty)
            || field.utf8.contains { byte in
                byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A
                    || byte == 0x0D
            }
        if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
        if isFormula { bytes.append(UInt8(ascii: "'")) }
        for byte in field.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
    }

    private static func isFormula(_ field: String) -> Bool {
        guard let first = field.utf8.first else { return false }
        switch first {
        case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0D: return true
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            // Signed numbers and offsets stay numbers.
            return !field.utf8.dropFirst().allSatisfy {
                (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":")
            }
        default: return false
        }
    }
}
