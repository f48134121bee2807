import Crypto
import DaybookDomain
import DaybookIntake
import Testing

@Suite("Parties, commands and conversations are found by keyed hashes")
struct VaultIdentifierTests {
    /// Claimed milliseconds, and those that the id begins with.
    private static let claims: [(Int64, UInt64)] = [
        (1_700_000_000_000, 1_700_000_000_000), (0, 0), (-5, 0), (Int64.min, 0),
        (Int64.max, 0xFFFF_FFFF_FFFF), (0xFFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF),
    ]

    @Test(
        "Spellings of one address have one hash",
        arguments: [
            ("email", "Anna@Example.org", " anna@example.ORG\t"),
            ("tel", "+49 (0)30 123-456", "49030123456"),
            ("telegram", "12", "12 "),
            ("tel", "PRAXIS", " PRAXIS"),
        ]
    )
    func normalisation(_ family: String, _ one: String, _ two: String) throws {
        let vault = try VaultFixture().vault
        let hash = try vault.addressHash(family: family, address: one)
        #expect(hash.count == 32)
        #expect(try vault.addressHash(family: family, address: two) == hash)
    }

    @Test("Other addresses, families and books have other hashes")
    func separation() throws {
        let vault = try VaultFixture().vault
        var hashes: Set<[UInt8]> = []
        for (family, address) in [
            ("email", "a@b.c"), ("telegram", "a@b.c"), ("emaila", "@b.c"), ("telegram", "A@b.c"),
            ("tel", "PRAXIS"), ("tel", "KLINIK"), ("tel", "030 123456"), ("tel", "123456"),
        ] {
            hashes.insert(try vault.addressHash(family: family, address: address))
        }
        hashes.insert(
            try VaultFixture(seed: 2).vault.addressHash(family: "email", address: "a@b.c")
        )
        #expect(hashes.count == 9)
    }

    @Test(
        "A form's address counts as what it looks like",
        arguments: [
            ("a@b.c", Channel.form, "email"), ("+49 30 123456", .form, "tel"),
            ("12", .form, "form"), ("Anna", .chat, "chat"), ("a@b.c", .email, "email"),
            ("4915112345678", .whatsapp, "tel"), ("+4915112345678", .sms, "tel"),
            ("4915112345678", .messenger, "messenger"), ("x@y", .slack, "slack"),
        ]
    )
    func families(_ address: String, _ channel: Channel, _ family: String) {
        #expect(AddressFamily.of(address, channel: channel) == family)
    }

    @Test(
        "A command id is a version 8 UUID that begins with the claimed time",
        arguments: claims
    )
    func commandID(_ claimed: Int64, _ expected: UInt64) throws {
        let vault = try VaultFixture().vault
        let id = try vault.commandID(
            claimed: Instant(milliseconds: claimed),
            channel: .email,
            identity: [1, 2, 3]
        )
        #expect(id.count == 16)
        #expect(id[6] >> 4 == 8)
        #expect(id[8] >> 6 == 2)
        #expect(id.prefix(6).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } == expected)
    }

    @Test(
        "The same message has the same id at each delivery; another identity or channel has another"
    )
    func stability() throws {
        let vault = try VaultFixture().vault
        let time = Instant(milliseconds: 1_000)
        let first = try vault.commandID(claimed: time, channel: .email, identity: [1])
        #expect(try vault.commandID(claimed: time, channel: .email, identity: [1]) == first)
        #expect(try vault.commandID(claimed: time, channel: .email, identity: [2]) != first)
        #expect(try vault.commandID(claimed: time, channel: .sms, identity: [1]) != first)
        let timeless = try vault.commandID(claimed: nil, channel: .email, identity: [1])
        #expect(try vault.commandID(claimed: nil, channel: .email, identity: [1]) == timeless)
    }

    @Test("A fingerprint tells its parts apart")
    func fingerprint() throws {
        let vault = try VaultFixture().vault
        let lists: [[[UInt8]]] = [[], [[]], [[1, 2]], [[1], [2]], [[], [1, 2]], [[1, 2], []]]
        let prints = try lists.map { list in
            var parts = HashedParts()
            for part in list { parts.add(part) }
            return try vault.fingerprint(of: parts)
        }
        #expect(Set(prints).count == lists.count)
        #expect(prints.allSatisfy { $0.count == 16 })
        #expect(try vault.fingerprint([1], [2]) == prints[3])
    }

    @Test("Codes of one purpose are of no use for another")
    func purposes() throws {
        let vault = try VaultFixture().vault
        let bytes: [UInt8] = [1, 2, 3]
        let codes = [
            try vault.offerMAC(bytes), try vault.formMAC(bytes), try vault.messageIDMAC(bytes),
            try vault.fingerprint(bytes),
        ]
        #expect(Set(codes).count == 4)
        #expect(codes.allSatisfy { $0.count == 16 })
        #expect(Vault.equal(codes[0], try vault.offerMAC(bytes)))
        #expect(!Vault.equal(codes[0], codes[1]))
        #expect(!Vault.equal(codes[0], Array(codes[0].dropLast())))
    }

    @Test("Tokens are never zero, even from a source that gives only zeros")
    func tokens() throws {
        let fixture = try VaultFixture()
        let tokens = (0..<1_000).map { _ in fixture.vault.mintToken() }
        #expect(Set(tokens).count == 1_000 && !tokens.contains(0))
        let broken = try Vault(
            keys: fixture.keys,
            bookIdentity: VaultFixture.book,
            random: RandomBytes { [UInt8](repeating: 0, count: $0) }
        )
        #expect(broken.mintToken() != 0)
    }

    @Test("A head's signature verifies with the book's public key and for no other bytes")
    func headSignature() throws {
        let vault = try VaultFixture().vault
        let key = try Curve25519.Signing.PublicKey(rawRepresentation: vault.headPublicKey())
        let signature = try vault.signHead([1, 2, 3])
        #expect(key.isValidSignature(signature, for: [1, 2, 3] as [UInt8]))
        #expect(!key.isValidSignature(signature, for: [1, 2, 4] as [UInt8]))
    }

    @Test("A key prints nothing of itself")
    func redaction() throws {
        let key = try #require(SecretKey(bytes: [UInt8](repeating: 0xAB, count: 32)))
        #expect("\(key)" == "SecretKey(redacted)")
        var dumped = ""
        dump(key, to: &dumped)
        #expect(!dumped.lowercased().contains("ab") && !dumped.contains("171"))
        #expect(SecretKey(bytes: [1]) == nil)
    }
}
