import Daybook
import Glibc

/// The repository's own files that the tests read.
enum Repository {
    /// The package's directory, from this file's own place in it.
    static var root: String {
        let parts = #filePath.split(separator: "/").dropLast(3)
        return "/" + parts.joined(separator: "/")
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        try LocalFile.read(root + "/" + path)
    }

    static func text(_ path: String) throws -> String {
        String(decoding: try bytes(path), as: UTF8.self)
    }
}

extension Repository {
    /// A variable of the environment; nil when it is unset or empty.
    static func setting(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }
}
