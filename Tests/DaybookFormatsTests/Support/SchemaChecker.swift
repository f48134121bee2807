import DaybookDomain
import Foundation

/// Judges JSON by JSON Schema with Python's `jsonschema`, an implementation that is not ours.
enum SchemaChecker {
    /// Whether python3 with a jsonschema that knows draft 2020-12 is installed.
    static let isAvailable =
        (try? run("from jsonschema import Draft202012Validator", [])) != nil

    /// One verdict for each instance. The schema is checked against its own schema first.
    static func verdicts(schema: [UInt8], instances: [[UInt8]]) throws -> [Bool] {
        try verdicts([(schema, instances)]).first ?? []
    }

    /// The same for several schemas, in one process.
    static func verdicts(
        _ cases: [(schema: [UInt8], instances: [[UInt8]])]
    ) throws -> [[Bool]] {
        var lines: [UInt8] = []
        for (schema, instances) in cases {
            let line: JSONObject = [
                "schema": try JSONReader.parse(schema),
                "instances": .array(try instances.map { try JSONReader.parse($0) }),
            ]
            lines += JSONWriter.bytes(of: .object(line)) + [0x0A]
        }
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("daybook-schemas-\(UUID().uuidString).jsonl")
        try Data(lines).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let output = try run(script, [file.path])
        return output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .map { $0.map { $0 == "1" } }
    }

    struct Failed: Error {
        let status: Int32
    }

    private static let script = """
        import json, sys
        from jsonschema import Draft202012Validator, FormatChecker
        for line in open(sys.argv[1], encoding="utf-8"):
            case = json.loads(line)
            Draft202012Validator.check_schema(case["schema"])
            validator = Draft202012Validator(case["schema"], format_checker=FormatChecker())
            print("".join("01"[validator.is_valid(one)] for one in case["instances"]))
        """

    private static func run(_ script: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failed(status: process.terminationStatus)
        }
        return String(decoding: data, as: UTF8.self)
    }
}
