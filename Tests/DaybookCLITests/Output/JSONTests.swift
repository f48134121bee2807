import DaybookCLI
import Testing

@Suite("JSON")
struct JSONTests {
    @Test("reads the same in Python", .enabled(if: Python.isPresent))
    func readsInPython() {
        var numbers = SeededNumbers(seed: 11)
        let texts = (0..<200).map { _ in numbers.nastyText() }
        let report = Report(
            columns: [Column("te\"xt"), Column("n"), Column("x")],
            rows: texts.map { [.string($0), .integer(.min), .double(-0.001, decimals: 2)] }
        )
        let script = """
            import json
            whole = json.loads(\(Python.literal(report.rendered(as: .json, on: .file))).decode())
            data = \(Python.literal(report.rendered(as: .jsonl, on: .file)))
            lines = [json.loads(line) for line in data.decode().split('\\n')[:-1]]
            assert whole == lines
            assert [row['te"xt'] for row in whole] == \
            [\(texts.map(Python.literal).joined(separator: ","))]
            assert all(row['n'] == -2**63 and row['x'] == 0 for row in whole)
            assert not any(byte < 32 and byte != 10 or byte == 127 for byte in data)
            """
        #expect(Python.succeeds(script))
    }
}
