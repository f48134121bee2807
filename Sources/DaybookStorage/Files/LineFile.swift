internal import Glibc

/// Files of many lines, too long to hold: exports of a log.
package enum LineFile {
    /// Hands each line of a file, or of standard input for the path "-", to `body`, without its
    /// line feed. A last line without one counts too.
    ///
    /// - Parameter limit: the longest line, in bytes.
    /// - Throws: ``StorageError``, `limitExceeded` for a longer line, or what `body` throws.
    package static func read(
        _ path: String,
        limit: Int,
        _ body: ([UInt8]) throws -> Void
    ) throws {
        if path == "-" { return try read(0, "standard input", limit, body) }
        let file = try OpenFile(path, O_RDONLY)
        guard try !file.status().isDirectory else {
            throw StorageError(.invalid, "\(path) is a directory", nextStep: "name a file")
        }
        try read(file.descriptor, path, limit, body)
    }

    private static func read(
        _ descriptor: Int32,
        _ path: String,
        _ limit: Int,
        _ body: ([UInt8]) throws -> Void
    ) throws {
        var line: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            // Safe: at most the chunk's own length is written to it.
            let count = unsafe chunk.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw StorageError(errno: errno, doing: "reading", path: path)
            }
            if count == 0 { break }
            var start = 0
            while let end = lineFeed(in: chunk, from: start, to: count) {
                line += chunk[start..<end]
                try check(line, path, limit)
                try body(line)
                line.removeAll(keepingCapacity: true)
                start = end + 1
            }
            line += chunk[start..<count]
            try check(line, path, limit)
        }
        if !line.isEmpty { try body(line) }
    }

    /// Where the next line ends in a part of what was read; nil if not there.
    private static func lineFeed(in chunk: [UInt8], from start: Int, to end: Int) -> Int? {
        // Safe: looks at that part of the array alone, for the length of the call.
        unsafe chunk[start..<end].withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress,
                let found = unsafe memchr(base, 0x0A, bytes.count)
            else { return nil }
            return unsafe start + base.distance(to: UnsafeRawPointer(found))
        }
    }

    private static func check(
        _ line: [UInt8],
        _ path: String,
        _ limit: Int
    ) throws(StorageError) {
        guard line.count <= limit else {
            throw StorageError(.limitExceeded, "a line of \(path) is longer than \(limit) bytes")
        }
    }

    /// Writes a file piece by piece and gives it its name when `body` is done: it is whole under
    /// its name, and flushed with its directory, or it is not there. A device or a pipe is written
    /// into.
    package static func write(
        to path: String,
        _ body: (([UInt8]) throws -> Void) throws -> Void
    ) throws {
        if FileSystem.isStream(path) {
            return try write(into: try OpenFile(path, O_WRONLY), body)
        }
        try FileSystem.checkNoDirectory(path)
        let passing = path + ".writing"
        do {
            let file = try OpenFile(passing, O_WRONLY | O_CREAT | O_TRUNC)
            try write(into: file, body)
            try file.sync()
        } catch {
            try FileSystem.remove(passing)
            throw error
        }
        try FileSystem.rename(passing, to: path)
        try FileSystem.syncDirectory(FileSystem.parent(of: path))
    }

    private static func write(
        into file: borrowing OpenFile,
        _ body: (([UInt8]) throws -> Void) throws -> Void
    ) throws {
        let chunkBytes = 1 << 18
        var kept: [UInt8] = []
        try body { bytes in
            kept += bytes
            guard kept.count >= chunkBytes else { return }
            try file.write(kept)
            kept.removeAll(keepingCapacity: true)
        }
        try file.write(kept)
    }
}
