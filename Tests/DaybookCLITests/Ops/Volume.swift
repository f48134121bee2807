import Foundation
import Testing

/// A small volume of its own, in memory; gone with the value.
final class Volume {
    let path: String

    /// Mounts it, or cancels the test where that is not permitted.
    init(megabytes: Int) throws {
        path = NSTemporaryDirectory() + "daybook-volume-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        guard try Volume.run("mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "none", path)
        else {
            try Test.cancel("mounting a volume is not permitted here")
        }
    }

    /// Mounts it again with other options.
    func mount(_ options: String...) throws {
        let line = ["mount"] + options + [path]
        #expect(try Volume.run(line), "\(line)")
    }

    /// Fills it up to the last byte with a file that can be removed, as another program would.
    func fill() throws {
        _ = try Volume.run("sh", "-c", "cat /dev/zero > '\(path)/others' 2>/dev/null")
    }

    /// Makes room again.
    func empty() throws {
        try FileManager.default.removeItem(atPath: path + "/others")
    }

    private static func run(_ words: String...) throws -> Bool { try run(words) }

    private static func run(_ words: [String]) throws -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    deinit {
        _ = try? Volume.run("umount", "-l", path)
        try? FileManager.default.removeItem(atPath: path)
    }
}
