import DaybookIntake
import Foundation
import Testing

@Suite("A damaged key file is refused or repaired by a stated rule, and never believed")
struct KeyFileDamageTests {
    private func open(_ directory: VaultDirectory, _ bytes: [UInt8]) throws -> KeyFile {
        try directory.write(bytes, "damaged")
        return try KeyFile.open(directory.file("damaged"), bookIdentity: VaultFixture.book)
    }

    /// The file as it is when power fails between the sync of new keys and the note of their being
    /// there.
    private func unsettled(_ fixture: VaultFixture, parties: [UInt64]) throws -> [UInt8] {
        let before = try fixture.directory.bytes("keys")
        try fixture.keys.ensurePartyKeys(parties)
        var after = try fixture.directory.bytes("keys")
        after.replaceSubrange(88..<104, with: before[88..<104])
        return after
    }

    @Test("Cut at any byte of what was acknowledged, the file is refused as truncated")
    func truncation() throws {
        let fixture = try VaultFixture(parties: [7, 8])
        let whole = try fixture.directory.bytes("keys")
        for length in 0..<whole.count {
            let code = vaultCode { _ = try open(fixture.directory, Array(whole[..<length])) }
            #expect(code == .truncated, "cut to \(length) bytes")
        }
    }

    @Test("Cut at any byte after what was acknowledged, the whole records stay and the rest is cut")
    func tornTail() throws {
        let fixture = try VaultFixture(parties: [7])
        let settled = try fixture.directory.bytes("keys").count
        let whole = try unsettled(fixture, parties: [50, 51, 52])
        for length in settled...whole.count {
            let opened = try open(fixture.directory, Array(whole[..<length]))
            let kept = (length - settled) / 80
            #expect(try opened.check().parties == 1 + kept, "cut to \(length) bytes")
            let left = try fixture.directory.bytes("damaged").count
            #expect(left == settled + kept * 80, "cut to \(length) bytes")
            // What stayed counts as acknowledged from now on: a bit lost there is damage, not a
            // tear.
            var rotten = try fixture.directory.bytes("damaged")
            rotten[rotten.count - 1] ^= 1
            let code = vaultCode { _ = try open(fixture.directory, rotten) }
            #expect(code == .damaged, "cut to \(length) bytes")
        }
    }

    @Test("A tail of zero bytes, of noise or of a page that never came is cut; new keys follow it")
    func foreignTail() throws {
        let fixture = try VaultFixture(parties: [7])
        let settled = try fixture.directory.bytes("keys")
        let record = try fixture.sealText("vorher")
        var generator = VaultGenerator(seed: 11)
        let holed: [UInt8] = {
            var bytes = settled + generator.bytes(80)
            bytes += [UInt8](repeating: 0, count: 80)
            return bytes
        }()
        for torn in [settled + [UInt8](repeating: 0, count: 4_096), holed] {
            let opened = try open(fixture.directory, torn)
            #expect(try fixture.directory.bytes("damaged") == settled)
            try opened.ensurePartyKeys([60])
            let again = try KeyFile.open(opened.path, bookIdentity: VaultFixture.book)
            #expect(try again.check().parties == 2)
            let vault = try Vault(keys: again, bookIdentity: VaultFixture.book)
            #expect(try VaultFixture.text(vault, record) == "vorher")
        }
    }

    @Test("Any flipped bit of an acknowledged file is refused")
    func bitFlips() throws {
        let fixture = try VaultFixture(parties: [7])
        let whole = try fixture.directory.bytes("keys")
        let allowed: Set<VaultError.Code> = [
            .damaged, .truncated, .unknownVersion, .otherBook,
        ]
        for bit in 0..<(whole.count * 8) {
            var flipped = whole
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            let code = vaultCode { _ = try open(fixture.directory, flipped) }
            #expect(code.map(allowed.contains) == true, "bit \(bit): \(String(describing: code))")
        }
    }

    @Test("Noise of any length never opens", arguments: [UInt64(1), 2, 3])
    func noise(_ seed: UInt64) throws {
        let directory = try VaultDirectory()
        var generator = VaultGenerator(seed: seed)
        for _ in 0..<50 {
            let count = Int.random(in: 0...600, using: &generator)
            var bytes = generator.bytes(count)
            if Bool.random(using: &generator) {
                bytes.replaceSubrange(
                    0..<min(9, count),
                    with: Array("daybkeys\u{1}".utf8.prefix(count))
                )
            }
            #expect(vaultCode { _ = try open(directory, bytes) } != nil, "seed \(seed)")
        }
    }

    @Test("A record moved from another file does not follow the records before it")
    func foreignRecord() throws {
        let one = try VaultFixture(seed: 1, parties: [7])
        let two = try VaultFixture(seed: 2, parties: [7])
        var mixed = try one.directory.bytes("keys")
        let other = try two.directory.bytes("keys")
        mixed.replaceSubrange((mixed.count - 80)..., with: other.suffix(80))
        #expect(vaultCode { _ = try open(one.directory, mixed) } == .damaged)
    }
}
