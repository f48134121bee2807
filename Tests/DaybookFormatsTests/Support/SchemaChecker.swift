import DaybookDomain
import Foundation

/// Judges JSON by JSON Schema with Python's `jsonschema`, an implementation that is not ours.
enum SchemaChecker {
    /// Whether python3 with a jsonschema that knows draft 2020-12 is installed.
    static let isAvailable =
        (try? run("from jsonschema import Draft202012Validator", [])) != nil

    /// One verdict for each instance. Schemas are checked against their own schema first.
    static func verdicts(schema: [UInt8], instances: [[UInt8]]) throws -> [Bool] {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("daybook-schema-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let schemaFile = folder.appendingPathComponent("schema.json")
        let linesFile = folder.appendingPathComponent("instances.jsonl")
        try Data(schema).write(to: schemaFile)
        var lines: [UInt8] = []
        for instance in instances {
            // One line each, whatever the layout of the file it came from.
            lines += JSONWriter.bytes(of: try JSONReader.parse(instance)) + [0x0A]
        }
        try Data(lines).write(to: linesFile)
        let output = try run(script, [schemaFile.path, linesFile.path])
        return output.split(separator: "\n").map { $0 == "valid" }
    }

    struct Failed: Error {
        let status: Int32
    }

    private static let script = """
        import json, sys
        from jsonschema import Draft202012Validator, FormatChecker
        schema = json.load(open(sys.argv[1], encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema, format_checker=FormatChecker())
        for line in open(sys.argv[2], encoding="utf-8"):
            print("valid" if validator.is_valid(json.loads(line)) else "invalid")
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
