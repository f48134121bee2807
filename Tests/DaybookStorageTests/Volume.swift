import FoundationEssentials
import Testing

/// A small volume of its own, in memory; gone with the value.
final class Volume {
    let path: String

    /// Mounts it, or cancels the test where that is not permitted.
    init(megabytes: Int) throws {
        path = FileManager.default.temporaryDirectory.path + "/daybook-volume-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let options = ["mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "none", path]
        guard try Program.run("/usr/bin/env", options).status == 0 else {
            try Test.cancel("mounting a volume is not permitted here")
        }
    }

    /// Fills it up to the last byte with a file that can be removed.
    func fill(leaving kilobytes: Int = 0) throws {
        let ballast = path + "/ballast"
        try Data(repeating: 1, count: kilobytes << 10).write(to: URL(filePath: path + "/kept"))
        _ = try Program.run("/bin/sh", ["-c", "cat /dev/zero > '\(ballast)' 2>/dev/null"])
        try FileManager.default.removeItem(atPath: path + "/kept")
    }

    /// Makes room again.
    func empty() throws {
        try FileManager.default.removeItem(atPath: path + "/ballast")
    }

    deinit {
        _ = try? Program.run("/usr/bin/env", ["umount", "-l", path])
        try? FileManager.default.removeItem(atPath: path)
    }
}
