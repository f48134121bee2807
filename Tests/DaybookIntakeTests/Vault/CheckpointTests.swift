import DaybookIntake
import Foundation
import Testing

@Suite("A signed head is a checkpoint that other tools can verify")
struct CheckpointTests {
    private let head = Checkpoint(
        origin: "example.org/praxis",
        size: 12_345,
        rootHash: [UInt8](0..<32),
        extensions: ["generation 2"]
    )

    @Test("The text is origin, size, root hash, extensions, an empty line and the signature")
    func text() throws {
        let note = String(decoding: try VaultFixture().vault.sign(head), as: UTF8.self)
        let lines = note.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 7)
        #expect(
            lines.prefix(5).map(String.init) == [
                "example.org/praxis", "12345", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "generation 2", "",
            ]
        )
        #expect(lines[5].hasPrefix("\u{2014} example.org/praxis "))
        #expect(lines[6].isEmpty)
    }

    @Test("It verifies with the book's key and for the book's origin only")
    func verifies() throws {
        let vault = try VaultFixture().vault
        let note = try vault.sign(head)
        let key = try vault.headPublicKey()
        #expect(try Checkpoint.verify(note, origin: head.origin, publicKey: key) == head)
        #expect(
            vaultCode { _ = try Checkpoint.verify(note, origin: "other", publicKey: key) }
                == .wrongKey
        )
        let otherKey = try VaultFixture(seed: 2).vault.headPublicKey()
        #expect(
            vaultCode { _ = try Checkpoint.verify(note, origin: head.origin, publicKey: otherKey) }
                == .wrongKey
        )
    }

    @Test("Every flipped bit is refused")
    func bitFlips() throws {
        let vault = try VaultFixture().vault
        let note = try vault.sign(head)
        let key = try vault.headPublicKey()
        for bit in 0..<(note.count * 8) {
            var flipped = note
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(
                vaultCode {
                    _ = try Checkpoint.verify(flipped, origin: head.origin, publicKey: key)
                } != nil,
                "bit \(bit)"
            )
        }
        for length in 0..<note.count {
            #expect(
                vaultCode {
                    _ = try Checkpoint.verify(
                        Array(note[..<length]),
                        origin: head.origin,
                        publicKey: key
                    )
                } != nil,
                "cut to \(length)"
            )
        }
    }

    @Test("A witness's signature may stand beside the book's")
    func witnesses() throws {
        let vault = try VaultFixture().vault
        let code = Data([UInt8](repeating: 7, count: 68)).base64EncodedString()
        let note = try vault.sign(head) + Array("\u{2014} witness \(code)\n".utf8)
        #expect(
            try Checkpoint.verify(
                note,
                origin: head.origin,
                publicKey: vault.headPublicKey()
            ) == head
        )
    }

    @Test(
        "What is not a checkpoint is refused",
        arguments: [
            "", "\n", "\n\n", "a\n1\n\n", "a\n01\nAAAA\n\n\u{2014} a AAAA\n",
            "a\n1\nAAAA\n\n\u{2014} a AAAA\n", "a\n-1\nAAAA\n\nx\n",
        ]
    )
    func malformed(_ text: String) {
        #expect(
            vaultCode {
                _ = try Checkpoint.verify(
                    Array(text.utf8),
                    origin: "a",
                    publicKey: [UInt8](repeating: 1, count: 32)
                )
            } == .invalid
        )
    }

    @Test("Names and extensions that would break the lines are not signed")
    func unsignable() throws {
        let vault = try VaultFixture().vault
        let root = [UInt8](repeating: 0, count: 32)
        for bad in [
            Checkpoint(origin: "", size: 0, rootHash: root),
            Checkpoint(origin: "a b", size: 0, rootHash: root),
            Checkpoint(origin: "a+b", size: 0, rootHash: root),
            Checkpoint(origin: "a\nb", size: 0, rootHash: root),
            Checkpoint(origin: "a", size: 0, rootHash: [1]),
            Checkpoint(origin: "a", size: 0, rootHash: root, extensions: [""]),
            Checkpoint(origin: "a", size: 0, rootHash: root, extensions: ["x\ny"]),
        ] {
            #expect(vaultCode { _ = try vault.sign(bad) } == .invalid)
        }
    }

    @Test("The verifier key has the form that the signed-note tools print")
    func verifierKey() throws {
        // The example key of the note format's own documentation.
        let text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
        let code = try #require(text.split(separator: "+", maxSplits: 2).last)
        let key = try #require(Data(base64Encoded: String(code)))
        #expect(
            Checkpoint.verifierKey(name: "PeterNeumann", publicKey: Array(key.dropFirst())) == text
        )
    }
}
