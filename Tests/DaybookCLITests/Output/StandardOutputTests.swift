import DaybookCLI
import Glibc
import Testing

@Suite("Standard output")
struct StandardOutputTests {
    @Test("keeps lines back until it is flushed")
    func buffers() throws {
        let pipe = try #require(TestPipe())
        defer {
            pipe.closeReading()
            pipe.closeWriting()
        }
        let output = StandardOutput(descriptor: pipe.writing)
        try output.writeLine("one")
        #expect(pipe.read(atMost: 100).isEmpty)
        try output.flush()
        #expect(pipe.read(atMost: 100) == Array("one\n".utf8))
    }

    @Test("is quiet when its reader has gone, and says that no more is wanted")
    func readerGone() throws {
        let pipe = try #require(TestPipe())
        pipe.closeReading()
        defer { pipe.closeWriting() }
        let output = StandardOutput(descriptor: pipe.writing)
        var stream = ReportStream(columns: [Column("n")], as: .jsonl, to: output)
        var count = 0
        while stream.isWanted, count < 1_000_000 {
            count += 1
            try stream.append([.integer(count)])
        }
        #expect(count < 10_000)
        try stream.finish()
        #expect(output.readerIsGone)
    }

    @Test("tells when the disk is full")
    func full() throws {
        let descriptor = openFullDevice()
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        let output = StandardOutput(descriptor: descriptor)
        try output.write("x")
        let error = #expect(throws: OutputError.self) { try output.flush() }
        #expect(error?.code == ENOSPC)
        #expect(error?.failure.status == .inputOutput)
        // What could not be written is not written twice.
        try output.flush()
    }

    @Test("loses nothing when the descriptor takes bytes by halves and does not block")
    func partialWrites() async throws {
        let pipe = try #require(TestPipe())
        defer { pipe.closeReading() }
        let text = String(repeating: "0123456789abcde\n", count: 40_000)
        async let written: Void = Self.write(text, to: pipe.writing)
        var received: [UInt8] = []
        while received.count < text.utf8.count {
            let bytes = pipe.read(atMost: 10_000)
            received += bytes
            if bytes.isEmpty { await Task.yield() }
        }
        try await written
        #expect(received == Array(text.utf8))
    }

    @concurrent
    static func write(_ text: String, to descriptor: Int32) async throws {
        let output = StandardOutput(descriptor: descriptor, terminal: .file)
        try output.write(text)
        try output.flush()
        close(descriptor)
    }
}

@Suite("A streamed report")
struct ReportStreamTests {
    static func collect(
        _ format: OutputFormat,
        rows: Int,
        on terminal: Terminal = .file,
        flushAfter: Int? = nil
    ) throws -> String {
        let pipe = try #require(TestPipe())
        defer {
            pipe.closeReading()
            pipe.closeWriting()
        }
        let output = StandardOutput(descriptor: pipe.writing, terminal: terminal)
        var stream = ReportStream(
            columns: [Column("text"), Column("n", alignment: .trailing)],
            as: format,
            to: output
        )
        for row in 0..<rows {
            try stream.append([.string(String(repeating: "x", count: 1 + row)), .integer(row)])
            if row + 1 == flushAfter { try stream.flush() }
        }
        try stream.finish()
        return String(decoding: pipe.read(atMost: 60_000), as: UTF8.self)
    }

    @Test("is byte for byte the report held whole", arguments: OutputFormat.allCases, [0, 1, 20])
    func same(format: OutputFormat, rows: Int) throws {
        let report = Report(
            columns: [Column("text"), Column("n", alignment: .trailing)],
            rows: (0..<rows).map {
                [.string(String(repeating: "x", count: 1 + $0)), .integer($0)]
            }
        )
        #expect(try Self.collect(format, rows: rows) == Fixtures.render(report, format))
    }

    @Test("shown early keeps its widths: longer text moves its row, or is cut on a terminal")
    func early() throws {
        #expect(
            try Self.collect(.table, rows: 6, flushAfter: 2)
                == "text  n\nx     0\nxx    1\nxxx   2\nxxxx  3\nxxxxx  4\nxxxxxx  5\n"
        )
        let terminal = Fixtures.terminal(80)
        #expect(
            try Self.collect(.table, rows: 6, on: terminal, flushAfter: 2)
                == "text  n\nx     0\nxx    1\nxxx   2\nxxxx  3\nxxx…  4\nxxx…  5\n"
        )
    }
}
