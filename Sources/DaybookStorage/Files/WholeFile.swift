internal import Glibc

/// Whole files of bounded length: what the book's surroundings (clinic files, messages, zone rules)
/// are read by.
package enum WholeFile {
    /// All bytes of a file, or of standard input for the path "-".
    ///
    /// - Throws: ``StorageError``; `limitExceeded` for a file longer than `limit` bytes.
    package static func read(_ path: String, limit: Int) throws(StorageError) -> [UInt8] {
        if path == "-" { return try readAll(0, "standard input", limit) }
        let file = try OpenFile(path, O_RDONLY)
        guard try !file.status().isDirectory else {
            throw StorageError(.invalid, "\(path) is a directory", nextStep: "name a file")
        }
        return try readAll(file.descriptor, path, limit)
    }

    /// The first bytes of a file or of standard input, at most `limit`. The rest is read and let go
    /// of, so that whoever writes into a pipe is never cut off.
    ///
    /// - Throws: ``StorageError`` when reading fails, also beyond the limit.
    package static func readBeginning(
        _ path: String,
        limit: Int
    ) throws(StorageError) -> [UInt8] {
        if path == "-" { return try readAll(0, "standard input", limit, isCut: true) }
        let file = try OpenFile(path, O_RDONLY)
        guard try !file.status().isDirectory else {
            throw StorageError(.invalid, "\(path) is a directory", nextStep: "name a file")
        }
        return try readAll(file.descriptor, path, limit, isCut: true)
    }

    /// Whether the path names a directory.
    package static func isDirectory(_ path: String) -> Bool {
        ((try? FileSystem.status(path)) ?? nil)?.isDirectory ?? false
    }

    /// The names in a directory, sorted by their bytes, without those that begin with a dot.
    package static func names(in directory: String) throws(StorageError) -> [String] {
        guard let handle = unsafe opendir(directory) else {
            throw StorageError(errno: errno, doing: "listing", path: directory)
        }
        defer { unsafe closedir(handle) }
        var names: [String] = []
        while let entry = unsafe readdir(handle) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Writes a file in one step: whole under its name, or not at all; flushed with its directory. A
    /// device or a pipe is written into.
    package static func write(_ bytes: [UInt8], to path: String) throws(StorageError) {
        if FileSystem.isStream(path) { return try OpenFile(path, O_WRONLY).write(bytes) }
        try FileSystem.checkNoDirectory(path)
        let passing = path + ".writing"
        do {
            let file = try OpenFile(passing, O_WRONLY | O_CREAT | O_TRUNC)
            try file.write(bytes)
            try file.sync()
        }
        try FileSystem.rename(passing, to: path)
        try FileSystem.syncDirectory(FileSystem.parent(of: path))
    }

    /// Gives a file another name on the same volume, as a mail moves from `new` to `cur`.
    package static func move(_ source: String, to target: String) throws(StorageError) {
        try FileSystem.rename(source, to: target)
    }

    private static func readAll(
        _ descriptor: Int32,
        _ path: String,
        _ limit: Int,
        isCut: Bool = false
    ) throws(StorageError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            // Safe: at most the chunk's own length is written to it.
            let count = unsafe chunk.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw StorageError(errno: errno, doing: "reading", path: path)
            }
            if count == 0 { return bytes }
            if isCut, bytes.count + count > limit {
                bytes += chunk[..<min(count, limit - bytes.count)]
                continue
            }
            guard bytes.count + count <= limit else {
                throw StorageError(
                    .limitExceeded,
                    "\(path) is longer than \(limit) bytes",
                    nextStep: "give it in smaller pieces"
                )
            }
            bytes += chunk[..<count]
        }
    }
}
