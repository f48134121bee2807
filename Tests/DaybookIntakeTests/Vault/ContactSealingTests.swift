import DaybookDomain
import DaybookIntake
import Testing

/// Whether two contacts are the same in every field: written out, apart from the codec's own list.
private func same(_ left: borrowing Contact, _ right: Contact) -> Bool {
    guard left.kind == right.kind, left.identity == right.identity,
        left.signedAt == right.signedAt, left.claimedAt == right.claimedAt,
        left.fields.count == right.fields.count, left.attachments == right.attachments
    else { return false }
    let texts: [(String, String)] = [
        (left.sender, right.sender), (left.senderName, right.senderName),
        (left.recipient, right.recipient), (left.messageID, right.messageID),
        (left.subject, right.subject), (left.text, right.text),
        (left.freshText, right.freshText), (left.choice, right.choice),
        (left.language, right.language), (left.note, right.note),
    ]
    // By their bytes: two spellings of "é" are equal strings and different messages.
    let pairs =
        texts + zip(left.references, right.references).map { ($0, $1) }
        + zip(left.fields, right.fields).flatMap { [($0.name, $1.name), ($0.value, $1.value)] }
    return left.references.count == right.references.count
        && pairs.allSatisfy { $0.utf8.elementsEqual($1.utf8) }
}

private func anyContact(_ generator: inout VaultGenerator) -> Contact {
    let kind = Contact.Kind.allCases.randomElement(using: &generator) ?? .message
    var contact = Contact(
        kind,
        identity: generator.bytes(Int.random(in: 0...40, using: &generator))
    )
    if Bool.random(using: &generator) {
        contact.signedAt = Instant(milliseconds: Int64.random(in: .min ... .max, using: &generator))
    }
    if Bool.random(using: &generator) {
        contact.claimedAt = Instant(milliseconds: Int64.random(in: 0...1 << 42, using: &generator))
    }
    contact.sender = generator.string()
    contact.senderName = generator.string()
    contact.recipient = generator.string()
    contact.messageID = generator.string()
    contact.subject = generator.string()
    contact.text = (0..<Int.random(in: 0...40, using: &generator))
        .map { _ in generator.string() }.joined()
    contact.freshText = Bool.random(using: &generator) ? contact.text : generator.string()
    contact.choice = generator.string()
    contact.language = generator.string()
    contact.note = generator.string()
    for _ in 0..<Int.random(in: 0...4, using: &generator) {
        contact.references.append(generator.string())
        contact.fields.append((name: generator.string(), value: generator.string()))
        contact.attachments.append(
            Attachment(
                name: generator.string(),
                mediaType: generator.string(),
                length: Int.random(in: -1...1 << 40, using: &generator),
                digest: generator.bytes(Bool.random(using: &generator) ? 32 : 0),
                link: generator.string()
            )
        )
    }
    return contact
}

@Suite("A contact comes out of its seal as it went in")
struct ContactSealingTests {
    private func open(_ fixture: VaultFixture, _ record: [UInt8]) throws -> RevealedContent {
        RevealedContent(
            try fixture.vault.openContact(record, party: 7, commandID: VaultFixture.command)
        )
    }

    @Test("Every field survives", arguments: [UInt64(1), 2, 3, 4, 5, 6, 7, 8])
    func roundTrip(_ seed: UInt64) throws {
        let fixture = try VaultFixture()
        var generator = VaultGenerator(seed: seed)
        for _ in 0..<50 {
            let contact = anyContact(&generator)
            let record = try fixture.vault.sealContact(
                at: 0,
                of: Reading([contact]),
                party: 7,
                retention: .message,
                commandID: VaultFixture.command
            )
            let isSame = try open(fixture, record).withContact { same($0, contact) }
            #expect(isSame, "seed \(seed)")
        }
    }

    @Test("Every kind survives", arguments: Contact.Kind.allCases)
    func kinds(_ kind: Contact.Kind) throws {
        let fixture = try VaultFixture()
        let record = try fixture.vault.sealContact(
            at: 0,
            of: Reading([Contact(kind, identity: [])]),
            party: 7,
            retention: .message,
            commandID: VaultFixture.command
        )
        #expect(try open(fixture, record).withContact { $0.kind } == kind)
    }

    @Test("Hostile contents are refused or read, and never trap", arguments: [UInt64(1), 2, 3, 4])
    func hostile(_ seed: UInt64) throws {
        let fixture = try VaultFixture()
        var generator = VaultGenerator(seed: seed)
        var refused = 0
        for _ in 0..<500 {
            var plain: [UInt8] = Bool.random(using: &generator) ? [1, 1, 1, 1, 1, 2, 0] : [1, 1]
            for _ in 0..<Int.random(in: 0...6, using: &generator) {
                let length = Int.random(in: 0...20, using: &generator)
                plain += [UInt8.random(in: 0...30, using: &generator)]
                plain += [UInt8(length)] + generator.bytes(length)
            }
            plain += generator.bytes(Int.random(in: 0...4, using: &generator))
            let record = try fixture.seal(plain)
            let code = vaultCode { _ = try open(fixture, record) }
            if code != nil { refused += 1 }
            #expect(code == nil || code == .damaged || code == .unknownVersion, "seed \(seed)")
        }
        #expect(refused > 100)
    }

    @Test(
        "Each way of breaking the form is refused",
        arguments: [
            [], [1], [2, 1], [1, 2], [1, 1], [1, 1, 1, 1, 1], [1, 1, 1, 1, 99, 2, 0],
            [1, 1, 2, 0, 1, 1, 1], [1, 1, 1, 1, 1, 2, 5, 0], [1, 1, 1, 1, 1, 2, 0x80, 0],
            [1, 1, 1, 1, 1, 2, 0, 11, 1, 0xFF], [1, 1, 1, 1, 1, 2, 0, 3, 1, 0],
            [1, 1, 1, 1, 1, 2, 0, 11, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
            [1, 1, 1, 1, 1, 2, 0, 11, 0, 5, 0], [1, 1, 1, 1, 1, 2, 0, 15, 2, 1, 9],
            [1, 1, 1, 1, 1, 2, 0, 16, 3, 3, 1, 0],
        ] as [[UInt8]]
    )
    func malformed(_ plain: [UInt8]) throws {
        let fixture = try VaultFixture()
        let record = try fixture.seal(plain)
        let code = vaultCode { _ = try open(fixture, record) }
        #expect(code == .damaged || code == .unknownVersion)
    }

    @Test("Fields of a later release are passed over")
    func laterFields() throws {
        let fixture = try VaultFixture()
        let record = try fixture.seal([1, 1, 1, 1, 1, 2, 0, 11, 2, 72, 105, 200, 1, 7])
        #expect(try open(fixture, record).withText { $0 } == "Hi")
    }

    @Test("The original survives byte for byte, with its headers")
    func original() throws {
        let fixture = try VaultFixture()
        var generator = VaultGenerator(seed: 3)
        let body = generator.bytes(3_000)
        let raw = RawMessage(
            channel: .whatsapp,
            body: body,
            headers: [
                .init(name: "X-Hub-Signature-256", value: "sha256=é"), .init(name: "", value: ""),
            ],
            receivedAt: Instant(milliseconds: -3)
        )
        var sealer = try Sealer(fixture.vault, contacts: [(0, .quarantine)])
        let parts = try sealer.sealNext(
            contactAt: 0,
            of: Reading([Contact(.quarantined, identity: [1])]),
            raw: raw,
            party: 0,
            commandID: VaultFixture.command
        )
        let record = try #require(parts.raw)
        let opened = try fixture.vault.openRaw(record, party: 0, commandID: VaultFixture.command)
        #expect(opened.body == body && opened.channel == .whatsapp)
        #expect(opened.receivedAt == Instant(milliseconds: -3))
        #expect(opened.headers.map(\.name) == ["X-Hub-Signature-256", ""])
        #expect(opened.header("x-hub-signature-256") == "sha256=é")
    }

    @Test("The original stays with a single contact, and is left out where several share it")
    func batches() throws {
        let fixture = try VaultFixture()
        func parts(_ count: Int) throws -> SealedParts {
            let raw = RawMessage(
                channel: .messenger,
                body: [1],
                receivedAt: Instant(milliseconds: 0)
            )
            var sealer = try Sealer(fixture.vault, contacts: [(7, .message)])
            return try sealer.sealNext(
                contactAt: count - 1,
                of: Reading((0..<count).map { Contact(.message, identity: [UInt8($0)]) }),
                raw: raw,
                party: 7,
                commandID: VaultFixture.command
            )
        }
        #expect(try parts(1).raw != nil)
        #expect(try parts(2).raw == nil)
        #expect(vaultCode { _ = try parts(0) } == .invalid)
    }

    @Test("Lists beyond the limit are refused")
    func limits() throws {
        let fixture = try VaultFixture()
        var contact = Contact(.message, identity: [])
        contact.references = [String](repeating: "r", count: VaultLimits.listEntriesMax + 1)
        #expect(
            vaultCode {
                _ = try fixture.vault.sealContact(
                    at: 0,
                    of: Reading([contact]),
                    party: 7,
                    retention: .message,
                    commandID: VaultFixture.command
                )
            } == .tooLarge
        )
    }
}
