internal import Glibc

/// The directory `snapshots` of a book: a file for each snapshot, named by its projection and
/// position.
package struct SnapshotDirectory: Sendable {
    /// A snapshot's file.
    package struct File: Sendable, Hashable {
        /// Its name in the directory.
        package let name: String
        /// The last sequence it says to have taken in; what it holds must agree.
        package let sequence: UInt64
    }

    private let book: String
    private let path: String

    private static let suffix = ".snapshot"
    private static let partial = ".snapshot.partial"
    private static let digits = 20

    /// The directory of snapshots of the book in `directory`, which need not be there yet.
    package init(ofBook directory: String) {
        book = directory
        path = directory + "/snapshots"
    }

    /// The snapshots of a projection, the latest first; none if there is no directory yet.
    ///
    /// - Throws: ``StorageError``; `unsafePermissions` if others could have written them.
    package func files(of projection: String) throws(StorageError) -> [File] {
        try list(projection, ending: SnapshotDirectory.suffix)
    }

    private func list(_ projection: String, ending: String) throws(StorageError) -> [File] {
        guard let status = try FileSystem.status(path) else { return [] }
        try check(status)
        let prefix = SnapshotDirectory.escaped(projection) + "."
        var files: [File] = []
        for name in try WholeFile.names(in: path) {
            guard name.hasPrefix(prefix), name.hasSuffix(ending) else { continue }
            let digits = name.utf8.dropFirst(prefix.utf8.count).dropLast(ending.utf8.count)
            guard digits.count == SnapshotDirectory.digits,
                let sequence = UInt64(String(decoding: digits, as: UTF8.self))
            else { continue }
            files.append(File(name: name, sequence: sequence))
        }
        return files.sorted { $0.sequence > $1.sequence }
    }

    /// Whoever can write a snapshot can make one that fits, so only the owner and root may.
    private func check(_ status: FileSystem.Status) throws(StorageError) {
        guard status.isDirectory, status.owner == geteuid() || status.owner == 0 || geteuid() == 0,
            status.mode & 0o022 == 0
        else {
            throw StorageError(
                .unsafePermissions,
                "others may write \(path), or it is not a directory",
                nextStep: "remove it: snapshots are made again"
            )
        }
    }

    /// Reads a snapshot if it fits.
    package func read(
        _ file: File,
        for log: Log,
        name: String,
        version: UInt32
    ) throws(StorageError) -> SnapshotFile.Reading {
        try SnapshotFile.read(path + "/" + file.name, for: log, name: name, version: version)
    }

    /// Writes a snapshot in one step, and makes the directory if need be.
    ///
    /// - Throws: ``StorageError``; `unsafePermissions` where the book is another user's: a
    ///   directory of root's would lock its owner out.
    package func write(
        _ payload: [UInt8],
        _ binding: SnapshotBinding
    ) throws(StorageError) {
        guard let owner = try FileSystem.status(book)?.owner, owner == geteuid() else {
            throw StorageError(
                .unsafePermissions,
                "the book is another user's",
                nextStep: "run as its owner"
            )
        }
        if try FileSystem.status(path) == nil {
            try FileSystem.makeDirectory(path)
            try FileSystem.syncDirectory(book)
        }
        guard let status = try FileSystem.status(path) else {
            throw StorageError(.missing, "there is no directory of snapshots")
        }
        try check(status)
        let name = SnapshotDirectory.escaped(binding.name)
        guard !name.isEmpty, name.utf8.count <= Limits.snapshotNameBytes else {
            throw StorageError(.invalid, "the name of a snapshot's projection is too long or empty")
        }
        let number = String(binding.sequence)
        let zeros = String(repeating: "0", count: SnapshotDirectory.digits - number.utf8.count)
        try SnapshotFile.write(
            payload,
            binding,
            to: "\(path)/\(name).\(zeros)\(number)\(SnapshotDirectory.suffix)"
        )
    }

    /// Removes a snapshot; nothing if it is gone already.
    package func remove(_ file: File) throws(StorageError) {
        try FileSystem.remove(path + "/" + file.name)
    }

    /// Removes what a crash left half written, before a position: another process may be writing a
    /// later one.
    package func removePartial(
        of projection: String,
        before sequence: UInt64
    ) throws(StorageError) {
        for file in try list(projection, ending: SnapshotDirectory.partial)
        where file.sequence < sequence {
            try remove(file)
        }
    }

    /// A projection's name as part of a file's: letters, digits, `-` and `_` as they are, others as
    /// `%` and two hexadecimal digits.
    private static func escaped(_ name: String) -> String {
        var bytes: [UInt8] = []
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                bytes.append(byte)
            default:
                bytes.append(UInt8(ascii: "%"))
                bytes.append(contentsOf: [byte].hexadecimal.utf8)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
