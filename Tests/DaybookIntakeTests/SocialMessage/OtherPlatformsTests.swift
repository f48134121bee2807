import DaybookDomain
import Testing

@testable import DaybookIntake

/// Telegram and Twilio, kind by kind, and what all of them have in common.
@Suite("Other platforms")
struct OtherPlatformsTests {
    private static let day = OtherPlatforms.day

    static let telegram: [(String, ContactLine)] = [
        (
            #"{"update_id":9,"message":{"message_id":4,"from":{"id":51,"is_bot":false,"#
                + #""first_name":"Ada","last_name":"Example","language_code":"de"},"#
                + #""chat":{"id":51,"type":"private"},"date":1772438400,"text":"/start flyer","#
                + #""reply_to_message":{"message_id":2,"chat":{"id":51}}}}"#,
            ContactLine(
                kind: .message,
                identity: "telegram|77|9",
                from: "51",
                name: "Ada Example",
                to: "77",
                id: "51:4",
                references: ["51:2"],
                text: "/start flyer",
                fields: ["ref=flyer"],
                language: "de",
                claimed: day
            )
        ),
        (
            #"{"update_id":10,"edited_message":{"message_id":4,"from":{"id":51},"#
                + #""chat":{"id":51,"type":"private"},"date":1772438400,"#
                + #""edit_date":1772438460,"text":"Tuesday"}}"#,
            ContactLine(
                kind: .edit,
                identity: "telegram|77|10",
                from: "51",
                to: "77",
                references: ["51:4"],
                text: "Tuesday",
                claimed: day + 60_000
            )
        ),
        (
            #"{"update_id":11,"callback_query":{"id":"5150","from":{"id":51},"data":"DB-X","#
                + #""message":{"message_id":6,"chat":{"id":51}}}}"#,
            ContactLine(
                kind: .choice,
                identity: "telegram|77|11",
                from: "51",
                to: "77",
                id: "5150",
                references: ["51:6"],
                choice: "DB-X"
            )
        ),
        (
            #"{"update_id":12,"message":{"message_id":7,"from":{"id":51},"#
                + #""chat":{"id":-9,"type":"group"},"date":1772438400,"caption":"Look","#
                + #""photo":[{"file_id":"small"},{"file_id":"large"}],"#
                + #""document":{"file_id":"d","file_name":"a.pdf","mime_type":"application/PDF"}}}"#,
            ContactLine(
                kind: .mention,
                identity: "telegram|77|12",
                from: "51",
                to: "77",
                id: "-9:7",
                text: "Look",
                attachments: [
                    "a.pdf|application/pdf|telegram-file:d",
                    "photo|image/jpeg|telegram-file:large",
                ],
                claimed: day
            )
        ),
        (
            #"{"update_id":13,"message_reaction":{"chat":{"id":51},"message_id":6,"#
                + #""user":{"id":51},"date":1772438400,"old_reaction":[],"#
                + #""new_reaction":[{"type":"emoji","emoji":"👍"}]}}"#,
            ContactLine(
                kind: .reaction,
                identity: "telegram|77|13",
                from: "51",
                to: "77",
                references: ["51:6"],
                text: "👍",
                claimed: day,
                note: "react"
            )
        ),
        (
            #"{"update_id":14,"my_chat_member":{}}"#,
            ContactLine(
                kind: .unrecognised,
                identity: "telegram|77|14",
                to: "77",
                note: "my_chat_member /my_chat_member"
            )
        ),
    ]

    @Test("Telegram updates are read as written down", arguments: telegram)
    func telegramUpdate(_ body: String, _ expected: ContactLine) throws {
        let adapter = TelegramAdapter(bot: "77", secrets: try OtherPlatforms.secrets())
        let outcome = Outcome(adapter, OtherPlatforms.telegram(body))
        #expect(outcome == .contacts([expected]))
    }

    @Test("Telegram's secret must be the agreed one, whole")
    func telegramSecret() throws {
        let adapter = TelegramAdapter(bot: "77", secrets: try OtherPlatforms.secrets())
        let body = #"{"update_id":1}"#
        for token in ["", "another-test-secre", "another-test-secret2", "Another-test-secret"] {
            let outcome = Outcome(adapter, OtherPlatforms.telegram(body, token: token))
            #expect(outcome.code == .signatureWrong)
        }
        let none = Outcome(adapter, OtherPlatforms.message(.telegram, body, []))
        #expect(none.code == .signatureMissing)
        #expect(Outcome(adapter, OtherPlatforms.telegram("{}")).code == .malformed)
    }

    static let twilio: [([String: String], ContactLine)] = [
        (
            [
                "MessageSid": "SM1", "From": "+491510000007", "To": "+49300000001",
                "Body": "Grüße 🙏", "NumMedia": "1", "MediaUrl0": "https://api.example.org/m",
                "MediaContentType0": "Image/PNG", "SmsStatus": "received",
            ],
            ContactLine(
                kind: .message,
                identity: "sms|SM1",
                from: "+491510000007",
                to: "+49300000001",
                id: "SM1",
                text: "Grüße 🙏",
                attachments: ["|image/png|https://api.example.org/m"]
            )
        ),
        (
            [
                "MessageSid": "SM2", "From": "+49151", "To": "+4930", "Body": "STOP",
                "OptOutType": "STOP",
            ],
            ContactLine(
                kind: .message,
                identity: "sms|SM2",
                from: "+49151",
                to: "+4930",
                id: "SM2",
                text: "STOP",
                note: "opt-out=stop"
            )
        ),
        (
            [
                "MessageSid": "SM3", "From": "+4930", "To": "+49151",
                "MessageStatus": "undelivered",
                "ErrorCode": "30003",
            ],
            ContactLine(
                kind: .failed,
                identity: "sms|SM3|undelivered",
                from: "+49151",
                to: "+4930",
                references: ["SM3"],
                note: "error=30003"
            )
        ),
        (
            ["MessageSid": "SM4", "From": "+4930", "To": "+49151", "MessageStatus": "sent"],
            ContactLine(
                kind: .unrecognised,
                identity: "sms|SM4|sent",
                from: "+49151",
                to: "+4930",
                references: ["SM4"],
                note: "status=sent"
            )
        ),
        (
            [
                "MessageSid": "SM5", "From": "whatsapp:+49151", "To": "whatsapp:+4930",
                "Body": "Tue 10:30", "ButtonPayload": "DB-X", "OriginalRepliedMessageSid": "SM3",
            ],
            ContactLine(
                kind: .choice,
                identity: "sms|SM5",
                from: "whatsapp:+49151",
                to: "whatsapp:+4930",
                id: "SM5",
                references: ["SM3"],
                text: "Tue 10:30",
                choice: "DB-X"
            )
        ),
    ]

    @Test("Twilio requests are read as written down", arguments: twilio)
    func twilioRequest(_ pairs: [String: String], _ expected: ContactLine) throws {
        let adapter = TwilioAdapter(
            addresses: ["https://clinic.example/sms"],
            secrets: try OtherPlatforms.secrets()
        )
        for address in ["https://clinic.example/sms", "https://clinic.example:443/sms"] {
            let outcome = Outcome(adapter, OtherPlatforms.twilio(pairs, address: address))
            #expect(outcome == .contacts([expected]))
        }
        let other = OtherPlatforms.twilio(pairs, address: "https://clinic.example/other")
        #expect(Outcome(adapter, other).code == .signatureWrong)
    }

    @Test(
        "Times of platforms are read in one form",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-03-02T08:00:00Z", 1_772_438_400_000),
            ("2026-03-02T08:00:00.1Z", 1_772_438_400_100),
            ("2026-03-02T08:00:00.123999Z", 1_772_438_400_123),
            ("2026-03-02T09:30:00+01:30", 1_772_438_400_000),
            ("2024-02-29T00:00:00Z", 1_709_164_800_000), ("1969-12-31T23:59:59Z", -1_000),
            ("2000-03-01T00:00:00Z", 951_868_800_000), ("2025-02-29T00:00:00Z", nil),
            ("2026-13-01T00:00:00Z", nil), ("2026-03-02 08:00:00Z", nil),
            ("2026-03-02T08:00:00", nil), ("2026-03-02T24:00:00Z", nil),
            ("2026-03-02T08:00:00.Z", nil), ("2026-03-02T08:00:00+0100", nil),
            ("2026-00-02T08:00:00Z", nil), ("", nil),
        ] as [(String, Int64?)]
    )
    func times(_ text: String, _ milliseconds: Int64?) {
        #expect(ISOTime.instant(text)?.milliseconds == milliseconds)
    }

    @Test("Mutated requests never trap, and read the same twice", arguments: [31, 32] as [UInt64])
    func mutations(_ seed: UInt64) throws {
        var random = SocialSeed(seed)
        let secrets = try OtherPlatforms.secrets()
        let bodies =
            OtherPlatformsTests.telegram.map(\.0) + SlackAndForumTests.slack.map(\.0)
            + SlackAndForumTests.discourse.map(\.1)
        for _ in 0..<1_500 {
            var bytes = Array(bodies[Int.random(in: 0..<bodies.count, using: &random)].utf8)
            for _ in 0..<3 {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] = UInt8.random(in: 0x20...0x7E, using: &random)
            }
            let body = String(decoding: bytes, as: UTF8.self)
            func outcomes() -> [Outcome] {
                [
                    Outcome(
                        TelegramAdapter(bot: "7", secrets: secrets),
                        OtherPlatforms.telegram(body)
                    ),
                    Outcome(SlackAdapter(secrets: secrets), OtherPlatforms.slack(body)),
                    Outcome(
                        DiscourseAdapter(secrets: secrets),
                        OtherPlatforms.discourse(body, event: "post_created")
                    ),
                ]
            }
            #expect(outcomes() == outcomes(), "seed \(seed)")
        }
    }
}
