import Testing

@testable import DaybookFormats

@Suite("Comma-separated values (RFC 4180)")
struct CSVTests {
    @Test(
        "Records as programs write them",
        arguments: [
            ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
            ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
            ("\"a,1\",\"b\"\"c\"\r\n", [["a,1", "b\"c"]]),
            ("\"two\r\nlines\",x\n", [["two\r\nlines", "x"]]),
            ("\u{FEFF}ä,\n\n,\n", [["ä", ""], ["", ""]]),
            ("\"\"\n", [[""]]),
            ("", []),
        ]
    )
    func reading(text: String, records: [[String]]) throws {
        #expect(try CSVReader.records(Array(text.utf8)) == records)
    }

    @Test(
        "What is no record is placed by its line",
        arguments: [
            ("a\n\"b", 2, "a closing quote"), ("a\"b", 1, "a field with quotes in quotes"),
            ("\"a\"b", 1, "a comma or a line end"), ("a\rb", 1, "a comma or a line end"),
        ]
    )
    func wrong(text: String, line: Int, expected: String) {
        #expect(throws: CSVError(line: line, expected: expected)) {
            try CSVReader.records(Array(text.utf8))
        }
    }

    @Test("Bytes that are not UTF-8, and more than the limits, are refused")
    func limits() {
        #expect(throws: CSVError.self) { try CSVReader.records([0x61, 0xFF]) }
        var limits = CSVReader.Limits()
        limits.fieldsMax = 2
        limits.recordsMax = 2
        limits.bytesMax = 12
        for text in ["a,b,c", "a\nb\nc", "a,bbbbbbbbbbbbbbbb"] {
            #expect(throws: CSVError.self) {
                try CSVReader.records(Array(text.utf8), limits: limits)
            }
        }
    }

    @Test("What was written reads back", arguments: [1, 2, 3, 4] as [UInt64])
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let letters = Array("ab,\"\r\nü '\t")
        for _ in 0..<200 {
            let records = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                (0..<Int.random(in: 1...4, using: &random)).map { _ in
                    // A letter in front keeps the field from looking like a formula.
                    Bool.random(using: &random)
                        ? ""
                        : "a"
                            + String(
                                (0..<Int.random(in: 0...5, using: &random)).map { _ in
                                    letters[Int.random(in: 0..<letters.count, using: &random)]
                                }
                            )
                }
            }
            var writer = CSVWriter()
            for record in records { writer.record(record) }
            let bytes = writer.take()
            #expect(try CSVReader.records(bytes) == records, "seed \(seed)")
            for length in 0..<bytes.count { _ = try? CSVReader.records(Array(bytes[..<length])) }
        }
    }

    @Test("Nothing that a spreadsheet would run, and numbers stay numbers")
    func formulas() {
        var writer = CSVWriter()
        writer.record(["=1+1", "@x", "-2+3", "-42", "+01:00", "-1.5", "a=b"])
        #expect(writer.take() == Array("'=1+1,'@x,'-2+3,-42,+01:00,-1.5,a=b\r\n".utf8))
    }
}
