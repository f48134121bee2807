import DaybookIntake
import Foundation
import Testing

@Suite("A key file is opened only where nobody else could have touched it")
struct KeyFileOpeningTests {
    @Test("A new file has mode 0600 and everything a vault needs")
    func newFile() throws {
        let fixture = try VaultFixture()
        let attributes = try FileManager.default.attributesOfItem(
            atPath: fixture.directory.file("keys")
        )
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let check = try fixture.keys.check()
        #expect(check.bookIdentity == VaultFixture.book)
        #expect(check.generation == 1 && check.epoch == 1)
        #expect(check.parties == 3 && check.classes == 4)
        #expect(check.erasedParties == 0 && check.expiredClasses == 0 && check.tornBytes == 0)
    }

    @Test("Nothing that exists is overwritten")
    func exists() throws {
        let fixture = try VaultFixture()
        let before = try fixture.directory.bytes("keys")
        #expect(
            vaultCode {
                _ = try KeyFile.create(
                    fixture.directory.file("keys"),
                    bookIdentity: VaultFixture.book
                )
            } == .exists
        )
        #expect(vaultCode { _ = try fixture.keys.backup(to: fixture.keys.path) } == .exists)
        #expect(try fixture.directory.bytes("keys") == before)
    }

    @Test("A missing file, a directory, a link and a path of nothing are refused by name")
    func otherThings() throws {
        let fixture = try VaultFixture()
        let directory = fixture.directory
        try FileManager.default.createSymbolicLink(
            atPath: directory.file("link"),
            withDestinationPath: directory.file("keys")
        )
        func code(_ path: String) -> VaultError.Code? {
            vaultCode { _ = try KeyFile.open(path, bookIdentity: VaultFixture.book) }
        }
        #expect(code(directory.file("absent")) == .missing)
        #expect(code(directory.file("link")) == .symbolicLink)
        #expect(code("") == .invalid)
        #expect(code("keys\u{0}") == .invalid)
        // A directory can't be opened for writing at all; read-only, its kind is what refuses it.
        #expect(code(directory.path) == .system)
        #expect(vaultCode { _ = try KeyFile.check(directory.path) } == .notRegular)
    }

    @Test(
        "A mode that lets others in is refused, and the message says so",
        arguments: [0o604, 0o620, 0o640, 0o601, 0o660, 0o777]
    )
    func modes(_ mode: Int) throws {
        let fixture = try VaultFixture()
        try FileManager.default.setAttributes(
            [.posixPermissions: mode],
            ofItemAtPath: fixture.keys.path
        )
        #expect(
            vaultCode { _ = try KeyFile.open(fixture.keys.path, bookIdentity: VaultFixture.book) }
                == .modeTooOpen
        )
        #expect(vaultCode { _ = try KeyFile.check(fixture.keys.path) } == .modeTooOpen)
    }

    @Test("A file of another owner is refused", .enabled(if: NSUserName() == "root"))
    func owner() throws {
        let fixture = try VaultFixture()
        try FileManager.default.setAttributes(
            [.ownerAccountID: 65_534],
            ofItemAtPath: fixture.keys.path
        )
        #expect(
            vaultCode { _ = try KeyFile.open(fixture.keys.path, bookIdentity: VaultFixture.book) }
                == .notOwner
        )
    }

    @Test("A directory in which anybody may replace the file is refused")
    func openDirectory() throws {
        let fixture = try VaultFixture()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o777],
            ofItemAtPath: fixture.directory.path
        )
        #expect(
            vaultCode { _ = try KeyFile.open(fixture.keys.path, bookIdentity: VaultFixture.book) }
                == .directoryTooOpen
        )
    }

    @Test("The keys of another book and keys older than the last erasure are refused")
    func otherBook() throws {
        let fixture = try VaultFixture()
        let path = fixture.keys.path
        let other = [UInt8](repeating: 9, count: 16)
        #expect(vaultCode { _ = try KeyFile.open(path, bookIdentity: other) } == .otherBook)
        #expect(vaultCode { _ = try KeyFile.check(path, bookIdentity: other) } == .otherBook)
        #expect(vaultCode { _ = try Vault(keys: fixture.keys, bookIdentity: other) } == .otherBook)
        #expect(
            vaultCode {
                _ = try KeyFile.open(path, bookIdentity: VaultFixture.book, minimumGeneration: 2)
            } == .generationTooOld
        )
    }

    @Test("One seed makes one file, byte for byte, through creation, new keys and an erasure")
    func seeded() throws {
        func make(_ seed: UInt64) throws -> [UInt8] {
            let fixture = try VaultFixture(seed: seed)
            try fixture.keys.ensurePartyKeys([20, 21])
            _ = try fixture.keys.eraseParties([8, 20, 9], reason: .request)
            return try fixture.directory.bytes("keys")
        }
        #expect(try make(5) == make(5))
        #expect(try make(5) != make(6))
    }

    @Test("Two files made without a seed share no key")
    func unseeded() throws {
        let directory = try VaultDirectory()
        for name in ["one", "two"] {
            _ = try KeyFile.create(directory.file(name), bookIdentity: VaultFixture.book)
        }
        let one = try directory.bytes("one")
        let two = try directory.bytes("two")
        #expect(one.count == two.count)
        #expect(position(of: Array(one[48..<56]), in: two) == nil)
    }

    @Test("A key that was made is there after reopening, and is the same")
    func durable() throws {
        let fixture = try VaultFixture()
        let record = try fixture.sealText("Schmerzen seit Montag")
        let reopened = try KeyFile.open(fixture.keys.path, bookIdentity: VaultFixture.book)
        let vault = try Vault(keys: reopened, bookIdentity: VaultFixture.book)
        #expect(try VaultFixture.text(vault, record) == "Schmerzen seit Montag")
        #expect(vault.mintToken() != 0)
        #expect(try vault.headPublicKey() == fixture.vault.headPublicKey())
    }

    @Test("Making keys twice makes each once; a batch grows the file by 80 bytes a key")
    func ensureTwice() throws {
        let fixture = try VaultFixture(parties: [])
        let before = try fixture.directory.bytes("keys").count
        try fixture.keys.ensurePartyKeys([3, 4, 3, 5])
        try fixture.keys.ensurePartyKeys([5, 4])
        #expect(try fixture.directory.bytes("keys").count == before + 3 * 80)
        #expect(try fixture.keys.check().parties == 3)
    }

    @Test("A backup opens as the keys it was made from and is refused after an erasure")
    func backup() throws {
        let fixture = try VaultFixture()
        let record = try fixture.sealText("bleibt lesbar")
        let copy = fixture.directory.file("copy")
        #expect(try fixture.keys.backup(to: copy) == fixture.keys.check())
        let restored = try KeyFile.open(copy, bookIdentity: VaultFixture.book)
        let vault = try Vault(keys: restored, bookIdentity: VaultFixture.book)
        #expect(try VaultFixture.text(vault, record) == "bleibt lesbar")
        let erasure = try fixture.keys.eraseParties([7], reason: .request)
        #expect(
            vaultCode {
                _ = try KeyFile.open(
                    copy,
                    bookIdentity: VaultFixture.book,
                    minimumGeneration: erasure.generation
                )
            } == .generationTooOld
        )
    }
}
