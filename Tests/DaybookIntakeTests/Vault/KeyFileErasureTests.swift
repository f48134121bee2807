import DaybookIntake
import Foundation
import Testing

@Suite("What is erased is gone, and what is not erased stays")
struct KeyFileErasureTests {
    @Test("After an erasure the party's contents can't be opened; the others' can")
    func erasing() throws {
        let fixture = try VaultFixture()
        let seven = try fixture.sealText("sieben", party: 7)
        let eight = try fixture.sealText("acht", party: 8)
        let erasure = try fixture.keys.eraseParties([7], reason: .request)
        #expect(erasure == Erasure(generation: 2, epoch: 2, destroyed: 1))
        #expect(vaultCode { _ = try VaultFixture.text(fixture.vault, seven) } == .erased)
        #expect(try VaultFixture.text(fixture.vault, eight, party: 8) == "acht")
        let reopened = try KeyFile.open(
            fixture.keys.path,
            bookIdentity: VaultFixture.book,
            minimumGeneration: 2
        )
        let vault = try Vault(keys: reopened, bookIdentity: VaultFixture.book)
        #expect(vaultCode { _ = try VaultFixture.text(vault, seven) } == .erased)
        #expect(try VaultFixture.text(vault, eight, party: 8) == "acht")
        #expect(try vault.offerMAC([1]) == fixture.vault.offerMAC([1]))
    }

    @Test("An erased token never gets a key again, nor can anything be sealed for it")
    func noRevival() throws {
        let fixture = try VaultFixture()
        _ = try fixture.keys.eraseParties([7, 99], reason: .order)
        for token in [UInt64(7), 99] {
            #expect(vaultCode { try fixture.keys.ensurePartyKeys([100, token]) } == .erased)
            #expect(vaultCode { _ = try fixture.seal([1], party: token) } == .erased)
        }
        #expect(vaultCode { _ = try fixture.seal([1], party: 100) } == .keyMissing)
    }

    @Test("Erasing again changes nothing; erasing more rises the generation by one")
    func again() throws {
        let fixture = try VaultFixture()
        _ = try fixture.keys.eraseParties([7], reason: .request)
        let before = try fixture.directory.bytes("keys")
        let second = try fixture.keys.eraseParties([7], reason: .request, minimumGeneration: 2)
        #expect(second == Erasure(generation: 2, epoch: 2, destroyed: 0))
        #expect(try fixture.directory.bytes("keys") == before)
        let third = try fixture.keys.eraseParties([7, 8], reason: .retentionOver)
        #expect(third == Erasure(generation: 3, epoch: 3, destroyed: 1))
        #expect(try fixture.keys.check().erasedParties == 2)
    }

    @Test("Keys older than the log's last erasure destroy nothing")
    func oldGeneration() throws {
        let fixture = try VaultFixture()
        let before = try fixture.directory.bytes("keys")
        #expect(
            vaultCode {
                _ = try fixture.keys.eraseParties([7], reason: .request, minimumGeneration: 2)
            } == .generationTooOld
        )
        #expect(vaultCode { try fixture.keys.refresh(minimumGeneration: 2) } == .generationTooOld)
        #expect(try fixture.directory.bytes("keys") == before)
    }

    @Test("Nobody's token can't be erased")
    func nobody() throws {
        let fixture = try VaultFixture()
        #expect(
            vaultCode { _ = try fixture.keys.eraseParties([7, 0], reason: .request) }
                == .tokenReserved
        )
        #expect(try fixture.keys.check().erasedParties == 0)
    }

    @Test(
        "No run of eight bytes of the erased record or of the old epoch's key is left in the file"
    )
    func rawBytes() throws {
        let fixture = try VaultFixture()
        let before = try fixture.directory.bytes("keys")
        let start = try #require(position(of: [2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7], in: before))
        _ = try fixture.keys.eraseParties([7], reason: .request)
        let after = try fixture.directory.bytes("keys")
        let secrets = [Array(before[48..<80]), Array(before[(start + 12)..<(start + 72)])]
        for secret in secrets {
            for offset in 0...(secret.count - 8) {
                let run = Array(secret[offset..<(offset + 8)])
                #expect(position(of: run, in: after) == nil, "run at \(offset)")
            }
        }
        #expect(try fixture.directory.names == ["keys"])
    }

    @Test("The replaced file itself is overwritten, not only unlinked")
    func overwritten() throws {
        let fixture = try VaultFixture()
        let kept = fixture.directory.file("kept")
        try FileManager.default.linkItem(atPath: fixture.keys.path, toPath: kept)
        _ = try fixture.keys.eraseParties([7], reason: .request)
        #expect(try fixture.directory.bytes("kept").allSatisfy { $0 == 0 })
        #expect(try fixture.directory.bytes("keys").contains { $0 != 0 })
    }

    @Test("Interrupted before the new file took the name, the old keys are the keys")
    func interruptedBefore() throws {
        let fixture = try VaultFixture()
        let record = try fixture.sealText("noch da")
        let litter = fixture.directory.file("litter")
        try fixture.directory.write(try fixture.directory.bytes("keys"), "keys.new")
        try FileManager.default.linkItem(
            atPath: fixture.directory.file("keys.new"),
            toPath: litter
        )
        try FileManager.default.linkItem(
            atPath: fixture.keys.path,
            toPath: fixture.directory.file("keys.old")
        )
        let keys = try KeyFile.open(fixture.keys.path, bookIdentity: VaultFixture.book)
        #expect(try fixture.directory.names == ["keys", "litter"])
        #expect(try fixture.directory.bytes("litter").allSatisfy { $0 == 0 })
        let vault = try Vault(keys: keys, bookIdentity: VaultFixture.book)
        #expect(try VaultFixture.text(vault, record) == "noch da")
        #expect(try keys.eraseParties([7], reason: .request).destroyed == 1)
    }

    @Test("Interrupted after the new file took the name, the next opening destroys the old one")
    func interruptedAfter() throws {
        let fixture = try VaultFixture()
        let old = try fixture.directory.bytes("keys")
        _ = try fixture.keys.eraseParties([7], reason: .request)
        try fixture.directory.write(old, "keys.old")
        try FileManager.default.linkItem(
            atPath: fixture.directory.file("keys.old"),
            toPath: fixture.directory.file("kept")
        )
        let keys = try KeyFile.open(fixture.keys.path, bookIdentity: VaultFixture.book)
        #expect(try fixture.directory.names == ["kept", "keys"])
        #expect(try fixture.directory.bytes("kept").allSatisfy { $0 == 0 })
        #expect(try keys.eraseParties([7], reason: .request).destroyed == 0)
    }

    @Test("An expired class ends its contents for everybody and no other class")
    func expiry() throws {
        let fixture = try VaultFixture()
        let year = RetentionClass(rawValue: 120)
        let contents = try [UInt64(7), 8].map { try fixture.seal([1], party: $0, retention: year) }
        let message = try fixture.seal([2], party: 7)
        #expect(try fixture.keys.expire([year]).destroyed == 1)
        let place = SealContext(commandID: VaultFixture.command, part: 0)
        for (party, content) in zip([UInt64(7), 8], contents) {
            #expect(
                vaultCode { _ = try fixture.vault.open(content, party: party, context: place) }
                    == .expired
            )
        }
        #expect(
            vaultCode { _ = try fixture.vault.open(message, party: 7, context: place) } == nil
        )
        #expect(vaultCode { _ = try fixture.seal([1], retention: year) } == .expired)
        #expect(try fixture.keys.check().expiredClasses == 1)
    }
}
