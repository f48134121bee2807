/// What the chain keeps of a sealed content, so that it still verifies once the content is gone.
package struct Seal: Sendable, Hashable {
    /// The fact the content belongs to.
    package var sequence: UInt64
    /// Which of the fact's contents it is.
    package var part: UInt8
    /// The content's length in bytes.
    package var length: UInt32
    /// SHA-256 of the sealed bytes.
    package var digest: [UInt8]

    func append(to bytes: inout [UInt8]) {
        bytes.append(littleEndian: sequence)
        bytes.append(littleEndian: UInt32(part))
        bytes.append(littleEndian: length)
        bytes.append(contentsOf: digest)
    }

    /// Reads a stored seal; nil beyond the end or with a field out of its range.
    init?(decoding bytes: [UInt8], at offset: Int) {
        guard let sequence = bytes.littleEndian(at: offset, as: UInt64.self),
            let part = bytes.littleEndian(at: offset + 8, as: UInt32.self),
            let length = bytes.littleEndian(at: offset + 12, as: UInt32.self),
            let part = UInt8(exactly: part), length <= Limits.sealedBytes,
            bytes.count - offset >= CommitRecord.sealBytes
        else { return nil }
        self.init(
            sequence: sequence,
            part: part,
            length: length,
            digest: [UInt8](bytes[(offset + 16)..<(offset + 48)])
        )
    }

    init(sequence: UInt64, part: UInt8, length: UInt32, digest: [UInt8]) {
        self.sequence = sequence
        self.part = part
        self.length = length
        self.digest = digest
    }

    /// The key of its content in the table `sealed`.
    var key: UInt64 { sequence << 8 | UInt64(part) }
}
