import DaybookDomain
import Testing

@testable import DaybookIntake

/// The signatures that platforms publish as samples verify, and nothing one bit away does.
@Suite("Published signatures")
struct PublishedSignatureTests {
    /// A published sample: what arrives, and the reader that must accept it.
    struct Sample: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let body: String
        let signature: String
        let header: String
        let read: @Sendable (_ body: [UInt8], _ signature: String) throws -> Outcome
    }

    static let twilio = Sample(
        testDescription: "Twilio",
        body: "CallSid=CA1234567890ABCDE&Caller=%2B12349013030&Digits=1234"
            + "&From=%2B12349013030&To=%2B18005551212",
        signature: "0/KCTR6DLpKmkAf8muzZqo1nDgQ=",
        header: "X-Twilio-Signature"
    ) { body, signature in
        let adapter = TwilioAdapter(
            addresses: ["https://mycompany.com/myapp.php?foo=1&bar=2"],
            secrets: try OtherPlatforms.secrets("12345")
        )
        return Outcome(
            adapter,
            RawMessage(
                channel: .sms,
                body: body,
                headers: [.init(name: "X-Twilio-Signature", value: signature)],
                receivedAt: Instant(milliseconds: 0)
            )
        )
    }

    static let twilioJSON = Sample(
        testDescription: "Twilio's JSON",
        body: #"{"property": "value", "boolean": true}"#,
        signature: "a9nBmqA0ju/hNViExpshrM61xv4=",
        header: "X-Twilio-Signature",
        read: twilio.read
    )

    static let slack = Sample(
        testDescription: "Slack",
        body: "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
            + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA"
            + "&user_name=roadrunner&command=%2Fwebhook-collect&text="
            + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J"
            + "%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
            + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
        signature: "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
        header: "X-Slack-Signature"
    ) { body, signature in
        let adapter = SlackAdapter(
            secrets: try OtherPlatforms.secrets("8f742231b10e8888abcd99yyyzzz85a5")
        )
        return Outcome(
            adapter,
            RawMessage(
                channel: .slack,
                body: body,
                headers: [
                    .init(name: "X-Slack-Signature", value: signature),
                    .init(name: "X-Slack-Request-Timestamp", value: "1531420618"),
                ],
                receivedAt: Instant(seconds: 1_531_420_620)
            )
        )
    }

    static let standard = Sample(
        testDescription: "Standard Webhooks",
        body: #"{"test": 2432232314}"#,
        signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        header: "webhook-signature"
    ) { body, signature in
        let secret = try #require(
            StandardWebhookSignature.secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        )
        let secrets = try #require(LiveSecrets(current: secret))
        let message = RawMessage(
            channel: .chat,
            body: body,
            headers: [
                .init(name: "webhook-id", value: "msg_p5jXN8AQM9LWM0D4loKWxJek"),
                .init(name: "webhook-timestamp", value: "1614265330"),
                .init(name: "webhook-signature", value: signature),
            ],
            receivedAt: Instant(seconds: 1_614_265_330)
        )
        do {
            let id = try StandardWebhookSignature(secrets: secrets).verify(message)
            #expect(id == "msg_p5jXN8AQM9LWM0D4loKWxJek")
            return .contacts([])
        } catch let error as Unreadable {
            return .refused(error)
        }
    }

    @Test("A published sample verifies", arguments: [twilio, twilioJSON, slack, standard])
    func verifies(_ sample: Sample) throws {
        let outcome = try sample.read(Array(sample.body.utf8), sample.signature)
        #expect(outcome.code == nil)
    }

    @Test(
        "Any single bit of its body changed is refused",
        arguments: [twilio, twilioJSON, slack, standard]
    )
    func bodyBits(_ sample: Sample) throws {
        let body = Array(sample.body.utf8)
        for index in body.indices {
            for bit in 0..<8 {
                var changed = body
                changed[index] ^= 1 << UInt8(bit)
                // Twilio signs decoded pairs, so another spelling of the same pairs is the same.
                let spelled = URLEncodedFields.decode(changed[...], countMax: 99)
                if sample.testDescription == "Twilio",
                    spelled == URLEncodedFields.decode(body[...], countMax: 99)
                {
                    continue
                }
                let outcome = try sample.read(changed, sample.signature)
                #expect(outcome.code == .signatureWrong)
            }
        }
    }

    @Test(
        "Any single bit of its signature changed is refused",
        arguments: [twilio, twilioJSON, slack, standard]
    )
    func signatureBits(_ sample: Sample) throws {
        let bytes = Array(sample.signature.utf8)
        for index in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[index] ^= 1 << UInt8(bit)
                let text = String(decoding: changed, as: UTF8.self)
                let outcome = try sample.read(Array(sample.body.utf8), text)
                #expect(outcome.code == .signatureWrong)
            }
        }
    }

    @Test(
        "Decoded and written again by a parser of another mind, its body is refused",
        arguments: [
            (standard, #"{"test":2432232314}"#), (standard, #"{ "test": 2432232314 }"#),
            (twilioJSON, #"{"property":"value","boolean":true}"#),
            (twilioJSON, #"{"boolean": true, "property": "value"}"#),
            (twilioJSON, #"{"property": "value", "boolean": true} "#),
            (slack, slack.body.replacing("%2F", with: "%2f")),
            (slack, slack.body.replacing("&text=&", with: "&text&")),
            (slack, slack.body.split(separator: "&").sorted().joined(separator: "&")),
            // Twilio signs the pairs, so only another pair is another body.
            (twilio, twilio.body.replacing("%2B", with: "+")),
        ]
    )
    func reserialised(_ sample: Sample, _ body: String) throws {
        #expect(body != sample.body)
        #expect(try sample.read(Array(body.utf8), sample.signature).code == .signatureWrong)
    }

    @Test("What we sign ourselves verifies, also among other signatures")
    func ourOwn() throws {
        let signer = StandardWebhookSignature(secrets: try OtherPlatforms.secrets())
        let body = Array("{}".utf8)
        var headers = signer.headers(
            id: "msg_1",
            at: Instant(milliseconds: OtherPlatforms.day),
            body: body
        )
        headers[2] = .init(
            name: headers[2].name,
            value: "v1a,AAAA v1,AAAA " + headers[2].value
        )
        for (seconds, isNear) in [
            (0, true), (300, true), (301, false), (-300, true), (-301, false),
        ] {
            let message = RawMessage(
                channel: .chat,
                body: body,
                headers: headers,
                receivedAt: Instant(milliseconds: OtherPlatforms.day + Int64(seconds) * 1_000)
            )
            if isNear {
                #expect(try signer.verify(message) == "msg_1")
            } else {
                #expect(throws: Unreadable.self) { try signer.verify(message) }
            }
        }
    }

    @Test(
        "Secrets in another form than whsec_ and 24 to 64 bytes are none",
        arguments: ["", "whsec_", "whsec_AAAA", "whsec_!", String(repeating: "A", count: 88)]
    )
    func wrongSecrets(_ text: String) {
        #expect(StandardWebhookSignature.secret(text) == nil)
    }

    @Test(
        "An address is tried with and without its usual port",
        arguments: [
            ("https://a.example/x?y", ["https://a.example/x?y", "https://a.example:443/x?y"]),
            ("https://a.example:443/x", ["https://a.example:443/x", "https://a.example/x"]),
            ("http://a.example", ["http://a.example", "http://a.example:80"]),
            ("https://a.example:8443/x", ["https://a.example:8443/x"]), ("ftp://x", ["ftp://x"]),
        ]
    )
    func spellings(_ address: String, _ expected: [String]) {
        #expect(TwilioAdapter.spellings(address) == expected)
    }
}
