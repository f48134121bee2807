import DaybookIntake
import Foundation
import Testing

@Suite("One content goes alone, and keys are wrapped anew")
struct KeyFileContentsTests {
    private static let commands = (0..<4).map { [UInt8](repeating: UInt8(10 + $0), count: 16) }

    /// Four contents of party 7, each of a command of its own.
    private func sealed(_ fixture: VaultFixture) throws -> [[UInt8]] {
        try Self.commands.enumerated().map { index, command in
            try fixture.seal([UInt8(index)], command: command)
        }
    }

    private func place(_ record: [UInt8], _ index: Int) -> Vault.Place {
        Vault.Place(
            record: Array(record.prefix(Vault.placeByteCount)),
            context: SealContext(commandID: Self.commands[index], part: 0)
        )
    }

    private func opens(_ vault: Vault, _ record: [UInt8], _ index: Int) -> VaultError.Code? {
        let context = SealContext(commandID: Self.commands[index], part: 0)
        return vaultCode { _ = try vault.open(record, party: 7, context: context) }
    }

    /// Keeps some of the four and destroys the others.
    private func keep(_ kept: [Int], _ records: [[UInt8]], _ vault: Vault) throws -> Erasure {
        try vault.keepOnly(
            [7: kept.map { place(records[$0], $0) }],
            destroying: (0..<4).filter { !kept.contains($0) }.map {
                SealContext(commandID: Self.commands[$0], part: 0)
            },
            asOf: vault.keys.generation
        )
    }

    @Test(
        "what is kept opens and nothing else, also after reopening",
        arguments: [[], [0], [1, 3], [0, 1, 2, 3]] as [[Int]]
    )
    func keeping(_ kept: [Int]) throws {
        let fixture = try VaultFixture()
        let records = try sealed(fixture)
        let other = try fixture.sealText("acht", party: 8)
        #expect(try keep(kept, records, fixture.vault).generation == 2)
        let reopened = try Vault(
            keys: KeyFile.open(fixture.keys.path, bookIdentity: VaultFixture.book),
            bookIdentity: VaultFixture.book
        )
        for vault in [fixture.vault, reopened] {
            for (index, record) in records.enumerated() {
                #expect(opens(vault, record, index) == (kept.contains(index) ? nil : .wrongKey))
            }
            #expect(try VaultFixture.text(vault, other, party: 8) == "acht")
        }
        #expect(try fixture.keys.check().generation == 2)
    }

    @Test("round after round fewer stay open, and new contents open")
    func rounds() throws {
        let fixture = try VaultFixture()
        let records = try sealed(fixture)
        for count in (0..<4).reversed() {
            _ = try keep(Array(0..<count), records, fixture.vault)
            for (index, record) in records.enumerated() {
                #expect(opens(fixture.vault, record, index) == (index < count ? nil : .wrongKey))
            }
            let new = try fixture.sealText("neu \(count)")
            #expect(try VaultFixture.text(fixture.vault, new) == "neu \(count)")
        }
    }

    @Test("no run of eight bytes of the party's old key is left, nor of the key that wrapped it")
    func rawBytes() throws {
        let fixture = try VaultFixture()
        let records = try sealed(fixture)
        let before = try fixture.directory.bytes("keys")
        let start = try #require(position(of: [2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7], in: before))
        _ = try keep([2], records, fixture.vault)
        let after = try fixture.directory.bytes("keys")
        for secret in [Array(before[48..<80]), Array(before[(start + 12)..<(start + 72)])] {
            for offset in 0...(secret.count - 8) {
                #expect(position(of: Array(secret[offset..<(offset + 8)]), in: after) == nil)
            }
        }
        #expect(after[8] == 2, "contents with keys of their own make it version 2")
    }

    @Test("an erasure ends what was kept too")
    func erased() throws {
        let fixture = try VaultFixture()
        let records = try sealed(fixture)
        _ = try keep([0, 1], records, fixture.vault)
        _ = try fixture.keys.eraseParties([7], reason: .request)
        #expect(opens(fixture.vault, records[0], 0) == .erased)
        #expect(try keep([0], records, fixture.vault).destroyed == 0, "there is no key to replace")
    }

    @Test("keys that changed since they were looked at are not replaced")
    func stale() throws {
        let fixture = try VaultFixture()
        let records = try sealed(fixture)
        let before = try fixture.directory.bytes("keys")
        #expect(
            vaultCode {
                _ = try fixture.keys.replacePartyKeys([7], dropping: [], asOf: 2) { _, _ in [] }
            } == .busy
        )
        #expect(try fixture.directory.bytes("keys") == before)
        #expect(opens(fixture.vault, records[0], 0) == nil)
    }

    @Test("rotated keys are the same keys under another, of the next epoch")
    func rotated() throws {
        let fixture = try VaultFixture()
        let records = try sealed(fixture)
        _ = try keep([0, 2], records, fixture.vault)
        let before = try fixture.directory.bytes("keys")
        let rotation = try fixture.keys.rotate()
        #expect(rotation == Erasure(generation: 2, epoch: 3, destroyed: 0))
        let after = try fixture.directory.bytes("keys")
        #expect(after.count == before.count)
        for offset in stride(from: 48, to: 72, by: 8) {
            #expect(position(of: Array(before[offset..<(offset + 8)]), in: after) == nil)
        }
        for (index, record) in records.enumerated() {
            #expect(
                opens(fixture.vault, record, index) == (index % 2 == 0 ? nil : .wrongKey)
            )
        }
        #expect(try fixture.directory.names == ["keys"])
    }

    @Test("a backup from before erasures is restored without the erased, at the log's generation")
    func restored() throws {
        let fixture = try VaultFixture()
        let seven = try fixture.sealText("sieben", party: 7)
        let eight = try fixture.sealText("acht", party: 8)
        _ = try fixture.keys.backup(to: fixture.directory.file("copy"))
        _ = try fixture.keys.eraseParties([7], reason: .order)
        let path = fixture.directory.file("restored")
        let check = try KeyFile.restore(
            from: fixture.directory.file("copy"),
            to: path,
            bookIdentity: VaultFixture.book,
            erasing: [7: .order, 99: .request],
            minimumGeneration: 5
        )
        #expect(check.generation == 5)
        #expect(check.erasedParties == 2)
        let keys = try KeyFile.open(
            path,
            bookIdentity: VaultFixture.book,
            minimumGeneration: 5
        )
        #expect(try keys.erasedParties() == [7: .order, 99: .request])
        let vault = try Vault(keys: keys, bookIdentity: VaultFixture.book)
        #expect(vaultCode { _ = try VaultFixture.text(vault, seven) } == .erased)
        #expect(try VaultFixture.text(vault, eight, party: 8) == "acht")
        #expect(
            vaultCode {
                _ = try KeyFile.restore(
                    from: fixture.directory.file("copy"),
                    to: path,
                    bookIdentity: VaultFixture.book,
                    erasing: [:],
                    minimumGeneration: 0
                )
            } == .exists
        )
    }
}
