import DaybookDomain
import DaybookIntake
import Testing

@Suite("A summary says what may be known outside the seal, and nothing more")
struct ContactSummaryTests {
    private func contact() -> Contact {
        var contact = Contact(.message, identity: Array("<m1@x> praxis@example.org".utf8))
        contact.claimedAt = Instant(milliseconds: 1_700_000_000_000)
        contact.sender = "canary.sender@example.org"
        contact.senderName = "Canary Name"
        contact.recipient = "praxis@example.org"
        contact.messageID = "canary-1@example.org"
        contact.references = ["canary-0@example.org", "", "older@example.org"]
        contact.subject = "Canary subject"
        contact.text = "Canary text"
        contact.freshText = "Canary text"
        contact.fields = [(name: "reason", value: "Canary field")]
        contact.attachments = [
            Attachment(name: "canary.pdf", mediaType: "application/pdf", length: 3, digest: [1])
        ]
        contact.language = "de"
        contact.choice = "s1.abc-DEF_9="
        contact.note = "auto-reply"
        return contact
    }

    private func summary(_ contact: Contact, _ vault: Vault, _ channel: Channel = .email) throws
        -> ContactSummary
    {
        try #require(try vault.summaries(of: Reading([contact]), channel: channel).first)
    }

    @Test("Kinds, times, counts and hashes are there")
    func contents() throws {
        let vault = try VaultFixture().vault
        let summary = try summary(contact(), vault)
        #expect(summary.kind == .message)
        #expect(summary.claimedAt == Instant(milliseconds: 1_700_000_000_000))
        #expect(summary.signedAt == nil)
        #expect(summary.hasText && summary.isLanguageKnown)
        #expect(summary.note == "auto-reply" && summary.choice == "s1.abc-DEF_9=")
        #expect(summary.attachmentCount == 1)
        #expect(
            try summary.addressHash
                == vault.addressHash(family: "email", address: "Canary.Sender@example.org")
        )
        #expect(
            try summary.messageKey == vault.referenceKey("canary-1@example.org", channel: .email)
        )
        #expect(
            try summary.referenceKeys == [
                vault.referenceKey("canary-0@example.org", channel: .email),
                vault.referenceKey("older@example.org", channel: .email),
            ]
        )
        #expect(
            try summary.commandID
                == vault.commandID(
                    claimed: summary.claimedAt,
                    channel: .email,
                    identity: contact().identity
                )
        )
    }

    @Test(
        "A token that was typed where others press a button is a choice in words, beside nothing else",
        arguments: [
            (Channel.sms, Contact.Kind.message, true), (.whatsapp, .message, true),
            (.forum, .message, true), (.chat, .message, true), (.sms, .edit, false),
            (.x, .mention, false), (.email, .message, false), (.form, .message, true),
        ]
    )
    func typed(_ channel: Channel, _ kind: Contact.Kind, _ isChoice: Bool) throws {
        let vault = try VaultFixture().vault
        for token in ["DB-AAAAAAAAG4BESMYK6I5A", "DR-AAAAOW6NCUAAGDQICJHR2XP2"] {
            var contact = contact()
            contact.kind = kind
            contact.choice = ""
            contact.freshText = "\(token)\nThanks"
            let summary = try summary(contact, vault, channel)
            #expect(summary.written == (isChoice ? .token(token) : nil))
            #expect(summary.kind == kind)
            contact.freshText = "Is \(token) the right one?"
            #expect(try self.summary(contact, vault, channel).written == nil)
        }
    }

    @Test("No word of the message is in it")
    func canaries() throws {
        var hostile = contact()
        hostile.note = "Canary note, by mistake of an adapter"
        hostile.choice = "Canary choice with spaces"
        let summary = try summary(hostile, VaultFixture().vault)
        var dumped = ""
        dump(summary, to: &dumped)
        #expect(!dumped.lowercased().contains("canary"))
        #expect(!dumped.contains("example.org"))
        #expect(summary.note == "unlisted" && summary.choice.isEmpty)
    }

    @Test("Of more codes than a note holds the first ones are kept")
    func manyCodes() throws {
        let codes = (0..<20).map { "field-\($0)=invalid-email" }
        var coded = contact()
        coded.note = codes.joined(separator: ",")
        let note = try summary(coded, VaultFixture().vault).note
        #expect(note == codes.prefix(11).joined(separator: ","))
        coded.note = String(repeating: "a", count: VaultLimits.noteBytesMax + 1)
        #expect(try summary(coded, VaultFixture().vault).note == "unlisted")
    }

    @Test(
        "Words beside a code are no place",
        arguments: ["optin entry", "a /b c", "/a Ada", "a  /b"]
    )
    func noCodes(_ note: String) throws {
        var coded = contact()
        coded.note = note
        #expect(try summary(coded, VaultFixture().vault).note == "unlisted")
    }

    @Test(
        "Codes of an adapter are passed on",
        arguments: ["too-deep", "score=20,honeypot", "optin /entry/0/messaging/2"]
    )
    func codes(_ note: String) throws {
        var coded = contact()
        coded.note = note
        #expect(try summary(coded, VaultFixture().vault).note == note)
    }

    @Test("An answer is found by the key of the message it answers")
    func threading() throws {
        let vault = try VaultFixture().vault
        var answer = contact()
        answer.messageID = "canary-2@example.org"
        answer.references = ["canary-1@example.org"]
        let first = try summary(contact(), vault)
        let second = try summary(answer, vault)
        #expect(second.referenceKeys.first == first.messageKey)
        #expect(second.messageKey != first.messageKey)
    }

    @Test("Delivered again, it is the same; what an adapter makes of it does not count")
    func redelivery() throws {
        let vault = try VaultFixture().vault
        let first = try summary(contact(), vault)
        var better = contact()
        better.freshText = "text"
        better.language = ""
        better.note = ""
        let again = try summary(better, vault)
        #expect(again.commandID == first.commandID && again.fingerprint == first.fingerprint)
    }

    @Test("Other words under the same id have another fingerprint")
    func otherContent() throws {
        let vault = try VaultFixture().vault
        let first = try summary(contact(), vault)
        let changes: [(inout Contact) -> Void] = [
            { $0.text += "!" }, { $0.subject = "" }, { $0.choice = "s2" },
            { $0.sender = "b@example.org" }, { $0.fields[0].value = "" },
            { $0.attachments[0].digest = [2] },
        ]
        for change in changes {
            var other = contact()
            change(&other)
            let summary = try summary(other, vault)
            #expect(summary.commandID == first.commandID)
            #expect(summary.fingerprint != first.fingerprint)
        }
    }

    @Test("Nobody's message has no address, and an empty one no text")
    func empty() throws {
        let summary = try summary(Contact(.quarantined, identity: [1]), VaultFixture().vault)
        #expect(summary.addressHash == nil && summary.messageKey == nil)
        #expect(!summary.hasText && !summary.isLanguageKnown && summary.note.isEmpty)
        #expect(summary.referenceKeys.isEmpty && summary.attachmentCount == 0)
    }

    @Test("A thousand references are looked at no further than the limit")
    func bounded() throws {
        var many = contact()
        many.references = (0..<1_000).map { "r\($0)" }
        #expect(
            try summary(many, VaultFixture().vault).referenceKeys.count
                == VaultLimits.referenceKeysMax
        )
    }
}
