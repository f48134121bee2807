internal import Glibc

/// A snapshot of a projection in a file of its own: a cache that is trusted only as far as it
/// proves to belong to the log at hand. `schemas/log.md` names its bytes.
package enum SnapshotFile {
    /// What reading a snapshot gave.
    package enum Reading: Sendable, Hashable {
        /// The payload, and the place in the log to go on from.
        case payload([UInt8], SnapshotBinding)
        /// Why the snapshot is ignored: rebuild from the log.
        case ignored(String)
    }

    private static let magic = [UInt8]("daybook snapshot".utf8)
    private static let format: UInt32 = 1
    private static let fixedBytes = 132
    private static let nameBytes = 255

    /// Replaces the snapshot at `path` in one step: written beside it, flushed, renamed.
    ///
    /// - Throws: ``StorageError``.
    package static func write(
        _ payload: [UInt8],
        _ binding: SnapshotBinding,
        to path: String
    ) throws(StorageError) {
        let header = try encode(binding, payload: payload)
        let passing = path + ".partial"
        try FileSystem.remove(passing)
        let file = try OpenFile(passing, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
        try file.write(header)
        try file.write(Chain.digest(of: header))
        try file.write(payload)
        try file.sync()
        try FileSystem.rename(passing, to: path)
        try FileSystem.syncDirectory(FileSystem.parent(of: path))
    }

    /// Reads the snapshot at `path` if it fits `log`, `name` and `version`.
    ///
    /// - Throws: ``StorageError`` if the log cannot be read; a snapshot that cannot be read is
    ///   ignored with a reason instead.
    package static func read(
        _ path: String,
        for log: Log,
        name: String,
        version: UInt32
    ) throws(StorageError) -> Reading {
        var bytes: [UInt8]
        do throws(StorageError) {
            guard try FileSystem.status(path) != nil else { return .ignored("there is none") }
            let file = try OpenFile(path, O_RDONLY | O_NOFOLLOW)
            let size = try file.status().bytes
            guard size <= UInt64(Limits.snapshotBytes) else { return .ignored("it is too large") }
            bytes = try file.read(at: 0, count: Int(size))
        } catch {
            return .ignored("it cannot be read: \(error.code.name)")
        }
        guard let (binding, start, length, digest) = decode(bytes) else {
            return .ignored("its header is not what was written")
        }
        guard binding.identity == log.identity else { return .ignored("it is of another log") }
        guard binding.name == name else { return .ignored("it is of another projection") }
        guard binding.version == version else {
            return .ignored("it is of version \(binding.version) of the projection")
        }
        guard try fits(binding, log) else {
            return .ignored("the log has another history at its position")
        }
        // In place: of an old clinic it is tens of megabytes.
        bytes.removeFirst(start)
        guard UInt64(bytes.count) == length, Chain.digest(of: bytes) == digest else {
            return .ignored("its payload is not what was written")
        }
        return .payload(bytes, binding)
    }

    private static func fits(_ binding: SnapshotBinding, _ log: Log) throws(StorageError) -> Bool {
        if binding.commit == 0 {
            return binding.sequence == 0
                && binding.digest == Chain.genesis(identity: log.identity, created: log.created)
        }
        guard let commit = try log.commit(binding.commit) else { return false }
        return commit.digest == binding.digest && commit.lastSequence == binding.sequence
    }

    private static func encode(
        _ binding: SnapshotBinding,
        payload: [UInt8]
    ) throws(StorageError) -> [UInt8] {
        let name = [UInt8](binding.name.utf8)
        guard !name.isEmpty, name.count <= nameBytes, binding.digest.count == 32,
            binding.identity.count == Limits.identityBytes,
            payload.count <= Limits.snapshotBytes - fixedBytes - nameBytes - 32
        else { throw StorageError(.invalid, "the name or payload of a snapshot is over its limit") }
        var header = magic
        header.append(littleEndian: format)
        header.append(littleEndian: binding.version)
        header.append(contentsOf: binding.identity)
        header.append(littleEndian: binding.sequence)
        header.append(littleEndian: binding.commit)
        header.append(contentsOf: binding.digest)
        header.append(littleEndian: UInt64(payload.count))
        header.append(contentsOf: Chain.digest(of: payload))
        header.append(littleEndian: UInt32(name.count))
        header.append(contentsOf: name)
        return header
    }

    private static func decode(
        _ bytes: [UInt8]
    ) -> (binding: SnapshotBinding, start: Int, length: UInt64, digest: [UInt8])? {
        guard bytes.count >= fixedBytes + 32, Array(bytes[..<16]) == magic,
            bytes.littleEndian(at: 16, as: UInt32.self) == format,
            let version = bytes.littleEndian(at: 20, as: UInt32.self),
            let sequence = bytes.littleEndian(at: 40, as: UInt64.self),
            let commit = bytes.littleEndian(at: 48, as: UInt64.self),
            let length = bytes.littleEndian(at: 88, as: UInt64.self),
            let nameLength = bytes.littleEndian(at: 128, as: UInt32.self),
            nameLength <= nameBytes
        else { return nil }
        let end = fixedBytes + Int(nameLength)
        guard bytes.count >= end + 32,
            Chain.digest(of: [UInt8](bytes[..<end])) == [UInt8](bytes[end..<(end + 32)])
        else { return nil }
        let binding = SnapshotBinding(
            identity: [UInt8](bytes[24..<40]),
            name: String(decoding: bytes[fixedBytes..<end], as: UTF8.self),
            version: version,
            sequence: sequence,
            commit: commit,
            digest: [UInt8](bytes[56..<88])
        )
        return (binding, end + 32, length, [UInt8](bytes[96..<128]))
    }
}
