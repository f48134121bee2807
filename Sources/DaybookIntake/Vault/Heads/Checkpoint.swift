internal import Crypto

/// A head of the log as a checkpoint (C2SP tlog-checkpoint) in a signed note (C2SP signed-note):
/// origin, size and root hash, a line each, then extension lines, an empty line and signature
/// lines.
package struct Checkpoint: Sendable, Equatable {
    /// Which log it is; also the name of the signing key.
    package let origin: String
    /// How many entries the log has.
    package let size: UInt64
    /// The hash of the log at that size, 32 bytes.
    package let rootHash: [UInt8]
    /// Further lines, each not empty and without a line feed.
    package let extensions: [String]

    /// Names a head.
    package init(origin: String, size: UInt64, rootHash: [UInt8], extensions: [String] = []) {
        self.origin = origin
        self.size = size
        self.rootHash = rootHash
        self.extensions = extensions
    }

    static let malformed = VaultError(
        .invalid,
        "The text is not a checkpoint.",
        next: "Pass a head as it was exported."
    )

    static let forged = VaultError(
        .wrongKey,
        "No signature of the book's head key is on the checkpoint, or it does not fit.",
        next: "Ask where the head comes from, and compare it with another copy."
    )

    /// The text that is signed: it ends with the last line's line feed.
    func body() throws(VaultError) -> [UInt8] {
        guard Checkpoint.isName(origin), rootHash.count == 32,
            extensions.count <= VaultLimits.checkpointExtensionsMax,
            extensions.allSatisfy({ Checkpoint.isLine($0.utf8) })
        else { throw Checkpoint.malformed }
        let lines = [origin, String(size), Base64.encode(rootHash)] + extensions
        let body = Array(lines.map { $0 + "\n" }.joined().utf8)
        guard body.count <= VaultLimits.checkpointBytesMax / 2 else { throw Checkpoint.malformed }
        return body
    }

    /// A note of that text with one signature line.
    static func note(_ body: [UInt8], name: String, publicKey: [UInt8], signature: [UInt8])
        throws(VaultError) -> [UInt8]
    {
        guard isName(name) else { throw malformed }
        let code = Base64.encode(keyID(name: name, publicKey: publicKey) + signature)
        return body + Array("\n\u{2014} \(name) \(code)\n".utf8)
    }

    /// The key in the form that verifiers of signed notes take: name, key id in hex, algorithm and
    /// key.
    package static func verifierKey(name: String, publicKey: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let hex = keyID(name: name, publicKey: publicKey).flatMap {
            [digits[Int($0 >> 4)], digits[Int($0 & 15)]]
        }
        return "\(name)+\(String(decoding: hex, as: UTF8.self))+\(Base64.encode([1] + publicKey))"
    }

    /// Reads a checkpoint and verifies the signature of its origin's key. Signatures of others
    /// (witnesses) may stand beside it and are not looked at.
    ///
    /// - Complexity: O(length), at most ``VaultLimits/checkpointBytesMax``.
    /// - Throws: ``VaultError/Code/invalid`` for another text, ``VaultError/Code/wrongKey`` where
    ///   the signature is missing or wrong.
    package static func verify(_ note: [UInt8], origin: String, publicKey: [UInt8])
        throws(VaultError) -> Checkpoint
    {
        guard note.count <= VaultLimits.checkpointBytesMax, note.last == 0x0A,
            let end = note.indices.dropLast().last(where: {
                note[$0] == 0x0A && note[$0 + 1] == 0x0A
            })
        else { throw malformed }
        let body = Array(note[...end])
        let checkpoint = try parse(body)
        guard checkpoint.origin == origin else { throw forged }
        let lines = note[(end + 2)...].dropLast()
            .split(separator: 0x0A, omittingEmptySubsequences: false)
        guard !lines.isEmpty, lines.count <= VaultLimits.checkpointSignaturesMax else {
            throw malformed
        }
        let wanted = keyID(name: origin, publicKey: publicKey)
        let prefix = Array("\u{2014} \(origin) ".utf8)
        for line in lines where line.starts(with: prefix) {
            guard let code = Base64.decode(line.dropFirst(prefix.count)), code.count == 68,
                Array(code.prefix(4)) == wanted
            else { continue }
            guard isSignature(Array(code.dropFirst(4)), of: body, by: publicKey) else {
                throw forged
            }
            return checkpoint
        }
        throw forged
    }

    private static func isSignature(_ signature: [UInt8], of body: [UInt8], by key: [UInt8])
        -> Bool
    {
        do {
            return try Curve25519.Signing.PublicKey(rawRepresentation: key)
                .isValidSignature(signature, for: body)
        } catch {
            return false
        }
    }

    private static func parse(_ body: [UInt8]) throws(VaultError) -> Checkpoint {
        let lines = body.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count >= 3, lines.count <= 3 + VaultLimits.checkpointExtensionsMax,
            let origin = String(validating: lines[0], as: UTF8.self), isName(origin),
            let number = String(validating: lines[1], as: UTF8.self), let size = UInt64(number),
            String(size) == number,
            let rootHash = Base64.decode(lines[2]), rootHash.count == 32
        else { throw malformed }
        var extensions: [String] = []
        for line in lines[3...] {
            guard isLine(line), let text = String(validating: line, as: UTF8.self) else {
                throw malformed
            }
            extensions.append(text)
        }
        return Checkpoint(origin: origin, size: size, rootHash: rootHash, extensions: extensions)
    }

    /// The first four bytes of SHA-256 over name, line feed, algorithm 1 (Ed25519) and key.
    private static func keyID(name: String, publicKey: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: Array(name.utf8) + [0x0A, 0x01] + publicKey).prefix(4))
    }

    /// A key's name: not empty, without spaces, control characters or plus signs.
    private static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && $0.value >= 0x20 && $0 != "+" && $0.value != 0x7F
            }
    }

    private static func isLine(_ line: some Collection<UInt8>) -> Bool {
        !line.isEmpty && line.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
}
