import DaybookDomain
import DaybookIntake
import Synchronization
import Testing

@Suite("What comes in together is sealed under keys asked for once")
struct SealerTests {
    private static let body = Array("Subject: x\r\n\r\nguten Tag".utf8)

    private func reading(_ text: String) -> Reading {
        var contact = Contact(.message, identity: [1])
        contact.text = text
        contact.freshText = text
        return Reading([contact])
    }

    private func sealNext(
        _ text: String,
        party: UInt64,
        by sealer: inout Sealer
    ) throws -> SealedParts {
        try sealer.sealNext(
            contactAt: 0,
            of: reading(text),
            raw: RawMessage(
                channel: .email,
                body: Self.body,
                receivedAt: Instant(milliseconds: 5)
            ),
            party: party,
            commandID: VaultFixture.command
        )
    }

    private func seal(_ text: String, party: UInt64, _ vault: Vault) throws -> SealedParts {
        var sealer = try Sealer(vault, contacts: [(party, .message)])
        return try sealNext(text, party: party, by: &sealer)
    }

    /// Another process with the same keys.
    private func another(_ fixture: VaultFixture) throws -> Vault {
        try Vault(
            keys: KeyFile.open(fixture.keys.path, bookIdentity: VaultFixture.book),
            bookIdentity: VaultFixture.book
        )
    }

    @Test("each for its own party and no other, the first time and again")
    func parties() throws {
        let fixture = try VaultFixture()
        let tokens: [UInt64] = [7, 8, 9, 0]
        for round in 0..<2 {
            var sealer = try Sealer(
                fixture.vault,
                contacts: tokens.map { ($0, RetentionClass.message) }
            )
            for token in tokens {
                let parts = try sealNext(
                    "\(token) \(round)",
                    party: token,
                    by: &sealer
                )
                for vault in [fixture.vault, try another(fixture)] {
                    let text = try VaultFixture.text(vault, parts.contact, party: token)
                    #expect(text == "\(token) \(round)")
                }
                let original = try fixture.vault.openRaw(
                    try #require(parts.raw),
                    party: token,
                    commandID: VaultFixture.command
                )
                #expect(original.body == Self.body)
                #expect(
                    vaultCode { _ = try VaultFixture.text(fixture.vault, parts.contact, party: 1) }
                        == .moved
                )
            }
        }
    }

    @Test("the contact is of its class and the original of its own, which go one without the other")
    func classes() throws {
        let fixture = try VaultFixture()
        let parts = try seal("x", party: 7, fixture.vault)
        _ = try fixture.keys.expire([.original], reason: .retentionOver, minimumGeneration: 0)
        #expect(try VaultFixture.text(fixture.vault, parts.contact) == "x")
        let original = try #require(parts.raw)
        let opened = vaultCode {
            _ = try fixture.vault.openRaw(original, party: 7, commandID: VaultFixture.command)
        }
        #expect(opened == .expired)
        #expect(vaultCode { _ = try seal("y", party: 7, fixture.vault) } == .expired)
    }

    @Test("whom this process or another erased is not sealed for, however often before")
    func erased() throws {
        let fixture = try VaultFixture()
        let other = try another(fixture)
        for _ in 0..<2 {
            _ = try seal("7", party: 7, fixture.vault)
            _ = try seal("8", party: 8, fixture.vault)
        }
        _ = try fixture.keys.eraseParties([7], reason: .request, minimumGeneration: 0)
        #expect(vaultCode { _ = try seal("7", party: 7, fixture.vault) } == .erased)
        _ = try seal("8", party: 8, fixture.vault)
        _ = try other.keys.eraseParties([8], reason: .request, minimumGeneration: 0)
        #expect(vaultCode { _ = try seal("8", party: 8, fixture.vault) } == .erased)
        let both = vaultCode {
            _ = try Sealer(fixture.vault, contacts: [(9, .message), (8, .message)])
        }
        #expect(both == .erased)
        #expect(vaultCode { _ = try seal("9", party: 9, fixture.vault) } == nil)
    }

    @Test("whose key was replaced is sealed for under the new one")
    func replaced() throws {
        let fixture = try VaultFixture()
        let before = try seal("before", party: 7, fixture.vault)
        _ = try another(fixture).keepOnly([7: []], destroying: [], asOf: 1)
        let after = try seal("after", party: 7, fixture.vault)
        for vault in [fixture.vault, try another(fixture)] {
            #expect(try VaultFixture.text(vault, after.contact) == "after")
            #expect(vaultCode { _ = try VaultFixture.text(vault, before.contact) } == .wrongKey)
        }
    }

    @Test("more parties than are remembered are sealed for all the same")
    func many() throws {
        let tokens = (1...UInt64(VaultLimits.wrappingOwnersMax + 500)).map { $0 }
        let fixture = try VaultFixture(parties: tokens)
        let contacts = tokens.map { (party: $0, retention: RetentionClass.message) }
        _ = try Sealer(fixture.vault, contacts: Array(contacts.prefix(600)))
        for some in [contacts[...], contacts.suffix(600)] {
            var sealer = try Sealer(fixture.vault, contacts: Array(some))
            for (token, _) in some {
                let parts = try sealNext("\(token)", party: token, by: &sealer)
                guard token % 1_000 == 0 || token == tokens.last else { continue }
                let text = try VaultFixture.text(fixture.vault, parts.contact, party: token)
                #expect(text == "\(token)")
            }
        }
    }

    /// What a source of random bytes gave.
    private final class Drawn: Sendable {
        let bytes = Mutex<[UInt8]>([])

        var source: RandomBytes {
            RandomBytes { count in
                let drawn = RandomBytes.system(count)
                self.bytes.withLock { $0 += drawn }
                return drawn
            }
        }
    }

    @Test("each part under a key and nonces of its own, which are drawn for it alone")
    func random() throws {
        let fixture = try VaultFixture()
        let drawn = Drawn()
        let vault = try Vault(
            keys: fixture.keys,
            bookIdentity: VaultFixture.book,
            random: drawn.source
        )
        var sealer = try Sealer(vault, contacts: (0..<50).map { _ in (7, RetentionClass.message) })
        var records: [[UInt8]] = []
        for _ in 0..<50 {
            let parts = try sealNext("the same", party: 7, by: &sealer)
            records += [parts.contact, try #require(parts.raw)]
        }
        // For each part the key of its content, and the nonces of that key and of the content.
        let bytes = drawn.bytes.withLock { $0 }
        #expect(bytes.count == records.count * 56)
        for (number, record) in records.enumerated() {
            let own = Array(bytes[(number * 56)..<(number * 56 + 56)])
            #expect(Array(record[12..<24]) == Array(own[32..<44]), "the nonce of key \(number)")
            #expect(Array(record[72..<84]) == Array(own[44..<56]), "the nonce of part \(number)")
        }
        #expect(Set(records.map { Array($0[24..<72]) }).count == records.count)
        #expect(code(of: "one more", party: 7, &sealer) == .keyMissing)
    }

    /// Why it can't be sealed; `nil` if it can.
    private func code(
        of text: String,
        party: UInt64,
        _ sealer: inout Sealer
    ) -> VaultError.Code? {
        do {
            _ = try sealNext(text, party: party, by: &sealer)
            return nil
        } catch {
            return (error as? VaultError)?.code
        }
    }

    @Test("for nobody else than it was made for, and in that order")
    func order() throws {
        let fixture = try VaultFixture()
        var sealer = try Sealer(fixture.vault, contacts: [(7, .message), (8, .message)])
        #expect(code(of: "8", party: 8, &sealer) == .keyMissing)
        _ = try sealNext("7", party: 7, by: &sealer)
        _ = try sealNext("8", party: 8, by: &sealer)
    }

    @Test("for nobody without a key")
    func stranger() throws {
        let fixture = try VaultFixture()
        let missing = vaultCode { _ = try Sealer(fixture.vault, contacts: [(77, .message)]) }
        #expect(missing == .keyMissing)
    }
}
