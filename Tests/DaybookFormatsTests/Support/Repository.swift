import DaybookDomain
import Foundation

/// The files of this repository that the formats must agree with.
enum Repository {
    static let schemas = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("schemas")

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: schemas.appendingPathComponent(path)))
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        let url = schemas.appendingPathComponent(path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: url)
    }

    static func names(in folder: String) throws -> Set<String> {
        let url = schemas.appendingPathComponent(folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: url.path)
        return Set(names.filter { $0.hasSuffix(".json") })
    }

    /// Whether the generated files are to be rewritten instead of compared.
    static let rewrites = ProcessInfo.processInfo.environment["DAYBOOK_WRITE_SCHEMAS"] == "1"
}
