import DaybookIntake
import Testing

@Suite("A sealed record opens at its own place, with its own keys, unchanged, or not at all")
struct SealingTests {
    private let place = SealContext(commandID: VaultFixture.command, part: 0)

    /// Seals what was opened again, so that contents are compared without being seen: the same
    /// bytes make records of the same length and, with the same random bytes, the same record.
    private func resealed(_ opened: consuming PHI<[UInt8]>, _ fixture: VaultFixture) throws
        -> [UInt8]
    {
        try Vault(keys: fixture.keys, bookIdentity: VaultFixture.book, random: .seeded(4))
            .seal(opened, party: 7, retention: .message, context: place)
    }

    @Test("What is sealed opens again", arguments: [0, 1, 15, 16, 17, 2_048, 100_000])
    func roundTrip(_ count: Int) throws {
        let fixture = try VaultFixture()
        var generator = VaultGenerator(seed: UInt64(count))
        let plain = generator.bytes(count)
        let record = try fixture.seal(plain)
        #expect(record.count == count + 100)
        let opened = try resealed(
            try fixture.vault.open(record, party: 7, context: place),
            fixture
        )
        #expect(try opened == resealed(PHI(plain), fixture))
        if count > 15 { #expect(position(of: Array(plain.prefix(8)), in: record) == nil) }
    }

    @Test("The same content sealed twice is two records without a common run")
    func fresh() throws {
        let fixture = try VaultFixture()
        let plain = [UInt8](repeating: 65, count: 256)
        let one = try fixture.seal(plain)
        let two = try fixture.seal(plain)
        for start in stride(from: 12, to: one.count - 8, by: 8) {
            #expect(position(of: Array(one[start..<(start + 8)]), in: two) == nil)
        }
    }

    @Test("A record moved to another command, part, party or book is refused")
    func moved() throws {
        let fixture = try VaultFixture()
        let record = try fixture.seal([1, 2, 3], party: 7)
        func code(_ vault: Vault, _ party: UInt64, _ command: [UInt8], _ part: UInt8)
            -> VaultError.Code?
        {
            vaultCode {
                _ = try vault.open(
                    record,
                    party: party,
                    context: SealContext(commandID: command, part: part)
                )
            }
        }
        let command = VaultFixture.command
        #expect(code(fixture.vault, 7, command, 0) == nil)
        #expect(code(fixture.vault, 7, command.reversed(), 0) == .wrongKey)
        #expect(code(fixture.vault, 7, command, 1) == .moved)
        #expect(code(fixture.vault, 8, command, 0) == .moved)
        #expect(code(fixture.vault, 7, [], 0) == .invalid)
        // The same random bytes for another book: every key is the same but for the book's name.
        let directory = try VaultDirectory()
        let otherBook = [UInt8](repeating: 3, count: 16)
        let keys = try KeyFile.create(
            directory.file("keys"),
            bookIdentity: otherBook,
            random: .seeded(1)
        )
        try keys.ensurePartyKeys([7, 8, 9])
        let other = try Vault(keys: keys, bookIdentity: otherBook)
        #expect(code(other, 7, command, 0) == .wrongKey)
        // Other keys of the same book.
        let reseeded = try VaultFixture(seed: 2)
        #expect(code(reseeded.vault, 7, command, 0) == .wrongKey)
    }

    @Test("A record whose header was rewritten for another party, class or part is refused")
    func rewrittenHeader() throws {
        let fixture = try VaultFixture()
        var record = try fixture.seal([1, 2, 3], party: 7)
        record[11] = 8
        #expect(
            vaultCode { _ = try fixture.vault.open(record, party: 8, context: place) }
                == .wrongKey
        )
        record[11] = 7
        record[2] = RetentionClass.note.rawValue
        #expect(
            vaultCode { _ = try fixture.vault.open(record, party: 7, context: place) }
                == .wrongKey
        )
    }

    @Test("Every flipped bit of a record is refused")
    func bitFlips() throws {
        let fixture = try VaultFixture()
        let record = try fixture.seal(Array("Knieschmerzen".utf8))
        for bit in 0..<(record.count * 8) {
            var flipped = record
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            let code = vaultCode {
                _ = try fixture.vault.open(flipped, party: 7, context: place)
            }
            let expected: VaultError.Code =
                switch bit / 8 {
                case 0: .unknownVersion
                case 1: .damaged
                case 2: [.keyMissing, .wrongKey].first { $0 == code } ?? .wrongKey
                case 3..<12: .moved
                case 12..<72: .wrongKey
                default: .damaged
                }
            #expect(code == expected, "bit \(bit)")
        }
    }

    @Test("A record cut at any byte is refused")
    func truncation() throws {
        let fixture = try VaultFixture()
        let record = try fixture.seal(Array("Knieschmerzen".utf8))
        for length in 0..<record.count {
            let cut = Array(record[..<length])
            #expect(
                vaultCode { _ = try fixture.vault.open(cut, party: 7, context: place) }
                    == .damaged
            )
        }
    }

    @Test(
        "Nobody's content is sealed under the book's own key; a party without a key is not guessed"
    )
    func partyZero() throws {
        let fixture = try VaultFixture()
        let record = try fixture.seal([9], party: 0, retention: .quarantine)
        #expect(vaultCode { _ = try fixture.vault.open(record, party: 0, context: place) } == nil)
        #expect(vaultCode { _ = try fixture.seal([9], party: 12_345) } == .keyMissing)
    }

    @Test("A class without a key gets one when it is first sealed for")
    func newClass() throws {
        let fixture = try VaultFixture()
        let record = try fixture.seal([1], retention: RetentionClass(rawValue: 200))
        let reopened = try KeyFile.open(fixture.keys.path, bookIdentity: VaultFixture.book)
        let vault = try Vault(keys: reopened, bookIdentity: VaultFixture.book)
        #expect(vaultCode { _ = try vault.open(record, party: 7, context: place) } == nil)
    }

    @Test("Wrapped for another party, the content opens for that one and not for the first")
    func rewrapping() throws {
        let fixture = try VaultFixture()
        let record = try fixture.sealText("für beide gleich", party: 7)
        let moved = try fixture.vault.rewrap(
            record,
            from: 7,
            to: 8,
            retention: .note,
            context: place
        )
        #expect(moved.count == record.count)
        #expect(try VaultFixture.text(fixture.vault, moved, party: 8) == "für beide gleich")
        #expect(vaultCode { _ = try VaultFixture.text(fixture.vault, moved) } == .moved)
        _ = try fixture.keys.eraseParties([7], reason: .request)
        #expect(try VaultFixture.text(fixture.vault, moved, party: 8) == "für beide gleich")
    }

    @Test("More than the limit is refused before anything is done")
    func tooLarge() throws {
        let fixture = try VaultFixture()
        let plain = [UInt8](repeating: 0, count: VaultLimits.contentBytesMax + 1)
        #expect(vaultCode { _ = try fixture.seal(plain) } == .tooLarge)
    }

    @Test("The longest content makes a record of 32 MiB, which is what the log takes")
    func longest() throws {
        let fixture = try VaultFixture()
        let plain = [UInt8](repeating: 7, count: VaultLimits.contentBytesMax)
        #expect(try fixture.seal(plain).count == 32 << 20)
    }
}
