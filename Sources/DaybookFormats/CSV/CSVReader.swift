/// Reads comma-separated values (RFC 4180) from bytes, bounded.
///
/// Records end with CRLF or LF; the last may end with the text. A field in quotes may hold commas,
/// line ends and doubled quotes. Stricter than some programs: a quote inside a bare field, or
/// anything but a comma or a line end after a closing quote, is refused.
package enum CSVReader {
    /// How much is read.
    package struct Limits: Sendable {
        /// Longest text in bytes.
        package var bytesMax = 32 << 20
        /// Most records.
        package var recordsMax = 1_000_000
        /// Most fields of one record.
        package var fieldsMax = 1_000

        /// The limits of files.
        package init() {}
    }

    /// Reads all records. Empty lines are left out; a byte order mark at the start is stepped over.
    ///
    /// - Throws: ``CSVError`` with the line and what was expected. O(length), never traps.
    package static func records(
        _ bytes: [UInt8],
        limits: Limits = Limits()
    ) throws(CSVError) -> [[String]] {
        guard bytes.count <= limits.bytesMax else {
            throw CSVError(line: 1, expected: "at most \(limits.bytesMax) bytes")
        }
        var parser = CSVParser(bytes: bytes, limits: limits)
        return try parser.records()
    }
}

/// Why bytes are no comma-separated values.
package struct CSVError: Error, Sendable, Equatable {
    /// The line, from 1.
    package let line: Int
    /// What was expected there.
    package let expected: String
}

/// The state of reading one text.
private struct CSVParser {
    let bytes: [UInt8]
    let limits: CSVReader.Limits
    private var index = 0
    private var line = 1

    init(bytes: [UInt8], limits: CSVReader.Limits) {
        self.bytes = bytes
        self.limits = limits
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    mutating func records() throws(CSVError) -> [[String]] {
        var records: [[String]] = []
        while index < bytes.count {
            if endLine() { continue }
            guard records.count < limits.recordsMax else {
                throw error("at most \(limits.recordsMax) records")
            }
            records.append(try record())
        }
        return records
    }

    private mutating func record() throws(CSVError) -> [String] {
        var fields: [String] = []
        while true {
            guard fields.count < limits.fieldsMax else {
                throw error("at most \(limits.fieldsMax) fields in a record")
            }
            fields.append(try field())
            if index < bytes.count, bytes[index] == UInt8(ascii: ",") {
                index += 1
                continue
            }
            guard index == bytes.count || endLine() else { throw error("a comma or a line end") }
            return fields
        }
    }

    private mutating func field() throws(CSVError) -> String {
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
            let start = index
            while index < bytes.count {
                let byte = bytes[index]
                if byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D { break }
                guard byte != UInt8(ascii: "\"") else {
                    throw error("a field with quotes in quotes")
                }
                index += 1
            }
            return try text(bytes[start..<index])
        }
        index += 1
        var content: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\"") {
                guard index < bytes.count, bytes[index] == byte else {
                    return try text(content[...])
                }
                index += 1
            } else if byte == 0x0A {
                line += 1
            }
            content.append(byte)
        }
        throw error("a closing quote")
    }

    private func text(_ slice: ArraySlice<UInt8>) throws(CSVError) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else {
            throw error("text in UTF-8")
        }
        return text
    }

    private mutating func endLine() -> Bool {
        guard index < bytes.count else { return false }
        if bytes[index] == 0x0A {
            index += 1
        } else if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A {
            index += 2
        } else {
            return false
        }
        line += 1
        return true
    }

    private func error(_ expected: String) -> CSVError {
        CSVError(line: line, expected: expected)
    }
}
