import Foundation
import Glibc

/// A configured book in a directory of its own, and the command as built beside the tests.
final class OpsBook {
    let directory: String
    var path: String { directory + "/book" }

    /// What a run of the command came to.
    struct Run {
        let status: Int32
        let output: String

        /// The output as JSON.
        func json() throws -> [String: Any] {
            let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
            return value as? [String: Any] ?? [:]
        }

        var lines: [String] { output.split(whereSeparator: \.isNewline).map(String.init) }
    }

    init() throws {
        directory = NSTemporaryDirectory() + "daybook-ops-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: directory,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        _ = try run("init")
        _ = try run("configure", OpsBook.root + "/schemas/examples/clinic.json")
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    static var root: String {
        "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    }

    /// Runs the command on this book, or on the one at `dir`; what it says on standard error is dropped.
    func run(_ arguments: String..., dir: String? = nil) throws -> Run {
        try run(all: arguments, dir: dir)
    }

    func run(all arguments: [String], dir: String? = nil) throws -> Run {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let program = own.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/daybook"
        let words = [program] + arguments + ["--dir", dir ?? path]
        let line = words.map { "'" + $0 + "'" }.joined(separator: " ") + " 2>/dev/null </dev/null"
        guard let stream = unsafe popen(line, "r") else { return Run(status: -1, output: "") }
        var bytes: [UInt8] = []
        while case let byte = unsafe getc(stream), byte != EOF { bytes.append(UInt8(byte)) }
        let ended = unsafe pclose(stream)
        return Run(
            status: ended & 0x7F == 0 ? (ended >> 8) & 0xFF : -1,
            output: String(decoding: bytes, as: UTF8.self)
        )
    }

    /// Writes bytes over a file's own, or cuts it.
    static func damage(_ file: String, at offset: Int, with bytes: [UInt8]) throws {
        var data = try Data(contentsOf: URL(filePath: file))
        guard offset + bytes.count <= data.count else { return }
        data.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
        try data.write(to: URL(filePath: file))
    }

    static func cut(_ file: String, to length: Int) throws {
        let data = try Data(contentsOf: URL(filePath: file))
        try data.prefix(length).write(to: URL(filePath: file))
    }
}
