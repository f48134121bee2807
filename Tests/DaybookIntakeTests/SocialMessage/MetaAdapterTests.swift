import DaybookDomain
import Testing

@testable import DaybookIntake

/// Every recorded delivery gives exactly its expected contacts, or its refusal.
@Suite("Meta deliveries")
struct MetaAdapterTests {
    static func names(_ channel: Channel) -> [(Channel, String)] {
        ((try? WebhookFixtures.all(channel)) ?? []).map { (channel, $0.name) }
    }

    static let refusals: [String: Unreadable.Code] = [
        "forged": .signatureWrong, "upper-case-signature": .signatureWrong,
        "unsigned": .signatureMissing, "malformed": .malformed, "other-object": .notConfigured,
        "handshake": .signatureMissing,
    ]

    @Test(
        "A recorded delivery is read as written down",
        arguments: names(.messenger) + names(.instagram) + names(.whatsapp)
    )
    func recordedDelivery(_ channel: Channel, _ name: String) throws {
        let outcome = Outcome(
            try WebhookFixtures.adapter(channel),
            try WebhookFixtures.delivery(channel, name).message
        )
        let table =
            switch channel {
            case .messenger: MessengerExpectations.messenger
            case .instagram: InstagramExpectations.all
            default: WhatsAppExpectations.all
            }
        if channel == .messenger, let code = MetaAdapterTests.refusals[name] {
            #expect(outcome.code == code)
        } else {
            let expected = try #require(table[name])
            #expect(outcome == .contacts(expected))
        }
    }

    @Test("Every expectation has its recorded delivery")
    func everyExpectationIsMet() throws {
        func sorted(_ channel: Channel) throws -> [String] {
            try WebhookFixtures.all(channel).map(\.name).sorted()
        }
        let messenger =
            Array(MessengerExpectations.messenger.keys) + Array(MetaAdapterTests.refusals.keys)
        #expect(try sorted(.messenger) == messenger.sorted())
        #expect(try sorted(.instagram) == InstagramExpectations.all.keys.sorted())
        #expect(try sorted(.whatsapp) == WhatsAppExpectations.all.keys.sorted())
    }

    @Test("Text is fresh text too: chats quote nothing")
    func freshTextIsText() throws {
        for (_, delivery) in try WebhookFixtures.all(.whatsapp) {
            let reading = try WebhookFixtures.adapter(.whatsapp).read(delivery.message)
            reading.contacts.exposed { (contacts: borrowing [Contact]) in
                for index in 0..<contacts.count {
                    #expect(contacts[index].freshText == contacts[index].text)
                }
            }
        }
    }

    @Test("An event's identity does not depend on where in a batch it stands")
    func identityIsStable() throws {
        let event =
            #"{"sender":{"id":"1"},"recipient":{"id":"2"},"timestamp":1772438400000,"#
            + #""take_thread_control":{"previous_owner_app_id":"9"}}"#
        func identities(_ events: String) throws -> [String] {
            let body = #"{"object":"page","entry":[{"id":"2","messaging":[\#(events)]}]}"#
            let reading = try WebhookFixtures.adapter(.messenger).read(
                WebhookFixtures.signed(.messenger, Array(body.utf8))
            )
            return reading.lines().map(\.identity)
        }
        let alone = try identities(event)
        let second = try identities(
            #"{"sender":{"id":"1"},"message":{"mid":"m","text":"x"}}, "# + event
        )
        #expect(alone == [second[1]])
    }

    @Test("Accounts that aren't the clinic's are set aside, not read")
    func accountsAreBound() throws {
        let adapter = MetaAdapter(
            channel: .messenger,
            secrets: try WebhookFixtures.secrets(),
            accounts: ["109000000000002"]
        )
        let reading = try adapter.read(WebhookFixtures.delivery(.messenger, "batch").message)
        let lines = reading.lines()
        #expect(lines.map(\.kind) == [.unrecognised, .message])
        #expect(lines[0].note == "account /entry/0")
        #expect(lines[0].text.isEmpty)
    }

    @Test("A batch of a reading's size is read, one more is quarantined whole")
    func batchesAreBounded() throws {
        func body(_ count: Int) -> [UInt8] {
            let events = (0..<count).map {
                #"{"sender":{"id":"1"},"timestamp":1,"message":{"mid":"m\#($0)","text":"x"}}"#
            }
            return Array(
                (#"{"object":"page","entry":[{"id":"2","messaging":["#
                    + events.joined(separator: ",") + "]}]}").utf8
            )
        }
        let adapter = try WebhookFixtures.adapter(.messenger)
        let most = try adapter.read(WebhookFixtures.signed(.messenger, body(1_000)))
        #expect(most.count == 1_000)
        let over = try adapter.read(WebhookFixtures.signed(.messenger, body(1_001)))
        let lines = over.lines()
        #expect(lines.map(\.kind) == [.quarantined])
        #expect(lines[0].note == "too-many-contacts")
        #expect(lines[0].identity.hasPrefix("messenger|quarantined|"))
    }

    @Test("Nesting and values beyond the limit are quarantined, length is refused")
    func limits() throws {
        let adapter = try WebhookFixtures.adapter(.messenger)
        func note(_ body: String) throws -> [String] {
            try adapter.read(WebhookFixtures.signed(.messenger, Array(body.utf8))).lines()
                .map { "\($0.kind) \($0.note)" }
        }
        let deep = String(repeating: "[", count: 70)
        #expect(try note(deep) == ["quarantined too-deep"])
        let many = "[" + String(repeating: "1,", count: 60_000) + "1]"
        #expect(try note(many) == ["quarantined too-many-values"])
        let long = [UInt8](repeating: 0x20, count: 1 << 20 + 1)
        let outcome = Outcome(adapter, WebhookFixtures.signed(.messenger, long))
        #expect(outcome.code == .tooLarge)
    }

    @Test("A secret of one channel opens no other")
    func secretsAreBoundToChannels() throws {
        let adapter = try WebhookFixtures.adapter(.instagram)
        let delivery = try WebhookFixtures.delivery(.messenger, "text")
        #expect(Outcome(adapter, delivery.message).code == .notConfigured)
        let mail = MetaAdapter(channel: .email, secrets: try WebhookFixtures.secrets())
        #expect(
            Outcome(mail, WebhookFixtures.signed(.email, Array("{}".utf8))).code
                == .notConfigured
        )
    }

    @Test(
        "Well-formed JSON that is no delivery is malformed",
        arguments: [
            "{}", "[]", "null", "1", #"{"object":"page"}"#, #"{"object":"page","entry":{}}"#,
            #"{"entry":[]}"#,
        ]
    )
    func noDelivery(_ body: String) throws {
        let outcome = Outcome(
            try WebhookFixtures.adapter(.messenger),
            WebhookFixtures.signed(.messenger, Array(body.utf8))
        )
        #expect(outcome.code == .malformed)
    }

    @Test(
        "Times in seconds and milliseconds, as numbers and strings, are one instant",
        arguments: [
            ("1772438400", 1_772_438_400_000), ("1772438400123", 1_772_438_400_123),
            (#""1772438400""#, 1_772_438_400_000), (#""1772438400123""#, 1_772_438_400_123),
            ("99999999999", 99_999_999_999_000), ("100000000000", 100_000_000_000),
            ("0", nil), ("-5", nil), ("1.5", nil), (#""soon""#, nil), ("null", nil),
            ("9223372036854775807", nil), ("140737488355328", nil),
        ] as [(String, Int64?)]
    )
    func times(_ text: String, _ milliseconds: Int64?) throws {
        let value = try JSONReader.parse(Array(text.utf8))
        #expect(ProviderTime.instant(value)?.milliseconds == milliseconds)
    }
}
