internal import Crypto

/// The chain of digests over the commits of a log. `schemas/log.md` names every byte.
struct Chain {
    /// The text that begins the chain of every log of format 1.
    static let seed = [UInt8]("daybook log v1\n".utf8)

    private var hasher = SHA256()

    /// The digest before the first commit: it binds the chain to the log's identity and creation.
    static func genesis(identity: [UInt8], created: Int64) -> [UInt8] {
        var bytes = seed + identity
        bytes.append(littleEndian: created)
        return digest(of: bytes)
    }

    /// SHA-256 of `bytes`.
    static func digest(of bytes: [UInt8]) -> [UInt8] { digest(of: bytes[...]) }

    /// SHA-256 of `bytes`.
    static func digest(of bytes: ArraySlice<UInt8>) -> [UInt8] {
        var chain = Chain()
        // Safe: the buffer lives for the call, and the hasher reads within it.
        unsafe bytes.withUnsafeBytes { unsafe chain.update($0) }
        return chain.finish()
    }

    /// Begins the digest of `commit` after `previous`; its content follows by ``update(_:)`` in the
    /// order facts, bodies, commands, seals.
    init(previous: [UInt8], commit: CommitRecord) {
        var prefix = previous
        prefix.append(littleEndian: commit.number)
        commit.appendChainedFields(to: &prefix)
        update(prefix)
    }

    init() {}

    mutating func update(_ bytes: [UInt8]) {
        // Safe: the buffer lives for the call, and the hasher reads within it.
        unsafe bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
    }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        unsafe hasher.update(bufferPointer: bytes)
    }

    /// The digest, 32 bytes.
    func finish() -> [UInt8] {
        [UInt8](hasher.finalize())
    }

    /// Appends a body in its chained form.
    static func append(body: ArraySlice<UInt8>, sequence: UInt64, to bytes: inout [UInt8]) {
        bytes.append(littleEndian: sequence)
        bytes.append(littleEndian: UInt32(truncatingIfNeeded: body.count))
        bytes.append(contentsOf: body)
    }

    /// Appends a command in its chained form.
    static func append(
        row: ArraySlice<UInt8>,
        id: ArraySlice<UInt8>,
        to bytes: inout [UInt8]
    ) {
        bytes.append(contentsOf: id)
        bytes.append(littleEndian: UInt32(truncatingIfNeeded: row.count))
        bytes.append(contentsOf: row)
    }
}
