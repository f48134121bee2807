import Foundation

/// The built command `daybook`, run as a process of its own.
enum CommandLineTool {
    /// What a run left behind.
    struct Outcome {
        let status: Int32
        let output: [UInt8]
        let errors: [UInt8]

        /// Standard output as text.
        var text: String { String(decoding: output, as: UTF8.self) }
        /// Standard error as text.
        var talk: String { String(decoding: errors, as: UTF8.self) }
        /// The lines of standard output.
        var lines: [String] { text.split(separator: "\n").map(String.init) }

        /// Standard output as the objects of JSON lines.
        func objects() throws -> [[String: Any]] {
            try lines.map { line in
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
            }
        }
    }

    /// The repository's directory.
    static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Beside the bundle that these tests are in.
    private static let executable: URL = {
        let bundle = CommandLine.arguments.first { $0.contains(".xctest") }
        var folder = repository.appendingPathComponent(".build/debug")
        if let bundle, let end = bundle.range(of: ".xctest") {
            folder = URL(fileURLWithPath: String(bundle[..<end.lowerBound]))
                .deletingLastPathComponent()
        }
        return folder.appendingPathComponent("daybook")
    }()

    /// Runs it to its end.
    static func run(
        _ arguments: [String],
        input: [UInt8] = [],
        environment: [String: String]
    ) throws -> Outcome {
        let folder = try Folder()
        let given = folder.url.appendingPathComponent("input")
        try Data(input).write(to: given)
        let output = folder.url.appendingPathComponent("output")
        let errors = folder.url.appendingPathComponent("errors")
        try Data().write(to: output)
        try Data().write(to: errors)
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = environment
        process.standardInput = try FileHandle(forReadingFrom: given)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        let status = process.terminationReason == .exit ? process.terminationStatus : -1
        return Outcome(
            status: status,
            output: Array(try Data(contentsOf: output)),
            errors: Array(try Data(contentsOf: errors))
        )
    }
}

/// A directory of its own that goes when the value goes.
final class Folder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory
            .appendingPathComponent("daybook-cli-" + UUID().uuidString)
        try FileManager.default.createDirectory(
            at: url,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    /// Writes a file and gives its path.
    func write(_ text: String, to name: String) throws -> String {
        let file = url.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: file)
        return file.path
    }

    /// Every regular file under a name, with its bytes.
    func files(under name: String) throws -> [(path: String, bytes: [UInt8])] {
        let root = url.appendingPathComponent(name)
        guard let walk = FileManager.default.enumerator(atPath: root.path) else { return [] }
        var files: [(String, [UInt8])] = []
        while let path = walk.nextObject() as? String {
            let file = root.appendingPathComponent(path)
            let kind = try FileManager.default.attributesOfItem(atPath: file.path)[.type]
            guard kind as? FileAttributeType == .typeRegular else { continue }
            files.append((path, Array(try Data(contentsOf: file))))
        }
        return files
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }
}
