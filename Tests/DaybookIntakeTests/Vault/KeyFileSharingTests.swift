import DaybookIntake
import Foundation
import Testing

@Suite("Several processes may use one key file")
struct KeyFileSharingTests {
    /// Two openings have two descriptors and so two locks, as two processes have.
    private func second(_ fixture: VaultFixture) throws -> KeyFile {
        try KeyFile.open(
            fixture.keys.path,
            bookIdentity: VaultFixture.book,
            random: .seeded(77)
        )
    }

    @Test("A key that one made, the other finds")
    func findsNewKeys() throws {
        let fixture = try VaultFixture()
        let other = try second(fixture)
        try fixture.keys.ensurePartyKeys([30])
        let record = try fixture.sealText("von drüben", party: 30)
        let vault = try Vault(keys: other, bookIdentity: VaultFixture.book)
        #expect(try VaultFixture.text(vault, record, party: 30) == "von drüben")
    }

    @Test("Both make the same token's key: it is made once")
    func sameToken() throws {
        let fixture = try VaultFixture()
        let other = try second(fixture)
        try fixture.keys.ensurePartyKeys([30, 31])
        try other.ensurePartyKeys([31, 32])
        #expect(try fixture.keys.check().parties == 6)
    }

    @Test("An erasure by one reaches the other at once")
    func seesErasure() throws {
        let fixture = try VaultFixture()
        let other = try second(fixture)
        let vault = try Vault(keys: other, bookIdentity: VaultFixture.book)
        let record = try fixture.sealText("weg")
        let erasure = try fixture.keys.eraseParties([7], reason: .request)
        #expect(vaultCode { _ = try VaultFixture.text(vault, record) } == .erased)
        try other.refresh(minimumGeneration: erasure.generation)
        #expect(other.generation == erasure.generation)
        try other.ensurePartyKeys([40])
        #expect(try other.eraseParties([8], reason: .request).generation == 3)
        #expect(vaultCode { try fixture.keys.ensurePartyKeys([8]) } == .erased)
        #expect(try fixture.keys.check().parties == 2)
    }

    @Test("A key file that was taken away stops the sealing, instead of keys being lost later")
    func takenAway() throws {
        let fixture = try VaultFixture()
        try FileManager.default.removeItem(atPath: fixture.keys.path)
        #expect(vaultCode { _ = try fixture.seal([1]) } == .missing)
        #expect(vaultCode { try fixture.keys.ensurePartyKeys([50]) } == .missing)
    }

    @Test("An older file put in place while the process runs is refused")
    func restoredUnderneath() throws {
        let fixture = try VaultFixture()
        let old = try fixture.directory.bytes("keys")
        _ = try fixture.keys.eraseParties([7], reason: .request)
        try FileManager.default.removeItem(atPath: fixture.keys.path)
        try fixture.directory.write(old, "keys")
        #expect(vaultCode { try fixture.keys.ensurePartyKeys([50]) } == .generationTooOld)
        #expect(vaultCode { try fixture.keys.refresh(minimumGeneration: 0) } == .generationTooOld)
    }

    @Test(
        "A file copied into the key file's place, bytes over bytes, is refused before anything follows it",
        arguments: [true, false]
    )
    func writtenOver(isOlder: Bool) throws {
        let fixture = try VaultFixture()
        let old = try fixture.directory.bytes("keys")
        if isOlder {
            _ = try fixture.keys.eraseParties([7], reason: .request)
        } else {
            _ = try fixture.keys.rotate()
        }
        // As `cp` does: the same file, other bytes.
        let handle = try FileHandle(
            forWritingTo: URL(fileURLWithPath: fixture.keys.path)
        )
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: Data(old))
        try handle.close()
        let wanted: VaultError.Code = isOlder ? .generationTooOld : .busy
        #expect(vaultCode { try fixture.keys.ensurePartyKeys([50]) } == wanted)
        #expect(vaultCode { _ = try fixture.keys.eraseParties([8], reason: .request) } == wanted)
        #expect(vaultCode { try fixture.keys.refresh(minimumGeneration: 0) } == wanted)
        #expect(try fixture.directory.bytes("keys") == old)
    }

    @Test("Eight tasks on four openings make and erase keys at once: each key is made once")
    func contention() async throws {
        let fixture = try VaultFixture(parties: [])
        var files = [fixture.keys]
        for _ in 0..<3 { files.append(try second(fixture)) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                let file = files[task % files.count]
                group.addTask {
                    for step in 0..<10 {
                        try file.ensurePartyKeys([UInt64(1 + step), UInt64(100 + task)])
                    }
                    _ = try file.eraseParties([UInt64(1_000 + task)], reason: .request)
                }
            }
            try await group.waitForAll()
        }
        let check = try fixture.keys.check()
        #expect(check.parties == 18)
        #expect(check.erasedParties == 8)
        #expect(check.generation == 9)
        #expect(check.tornBytes == 0)
        #expect(try fixture.directory.names == ["keys"])
    }
}
