import DaybookDomain
import DaybookTesting
import Testing

@testable import DaybookIntake

/// Every adapter that ships keeps the contract that integrators hold theirs against.
@Suite("Adapters keep the channel contract")
struct AdapterContractTests {
    private static let seed: UInt64 = 0xC0_47AC7

    private func expectKept(_ contract: ChannelContract<some ChannelAdapter>) throws {
        let violations = try contract.violations(seed: Self.seed)
        #expect(violations == [], "seed \(Self.seed)")
    }

    @Test(
        "mail",
        arguments: [
            ("gmail-web-reply", "example"), ("outlook-365-attachments", "example"),
            ("gmail-app-german", "example"), ("imip-reply", "ines"), ("bounce", "mailer-daemon"),
            ("forwarded-rfc822", "example"), ("iso-2022-jp", "example"),
        ]
    )
    func mail(_ name: String, _ personal: String) throws {
        let sample = ChannelSample(
            name,
            channel: .email,
            body: try MailFixture(name).bytes,
            receivedAt: ContractSamples.day,
            personalWords: [personal]
        )
        try expectKept(ChannelContract(clinic, samples: [sample], places: 250))
    }

    @Test(
        "Messenger, Instagram and WhatsApp",
        arguments: [Channel.messenger, .instagram, .whatsapp]
    )
    func meta(_ channel: Channel) throws {
        let names: [String]
        switch channel {
        case .messenger: names = ["text", "batch", "quick-reply", "edit", "delivered"]
        case .instagram: names = ["text", "story-reply", "comment"]
        default: names = ["text", "button-reply", "flow-answers", "statuses"]
        }
        let file = "webhook/\(channel.name).jsonl"
        try expectKept(
            ChannelContract(
                try WebhookFixtures.adapter(channel),
                samples: try ContractSamples.recorded(file, names, personal: ["Ada", "Tuesday"]),
                signing: ContractSamples.meta,
                bytesMax: SocialLimits.bodyBytesMax,
                places: 400
            )
        )
    }

    @Test("Telegram")
    func telegram() throws {
        let samples = OtherPlatformsTests.telegram.enumerated().map { number, update in
            ContractSamples.sample(
                .telegram,
                "update \(number)",
                update.0,
                [("X-Telegram-Bot-Api-Secret-Token", "another-test-secret")],
                personal: ["Example", "flyer", "Tuesday"]
            )
        }
        try expectKept(
            ChannelContract(
                TelegramAdapter(bot: "77", secrets: try OtherPlatforms.secrets()),
                samples: samples,
                bytesMax: SocialLimits.bodyBytesMax
            )
        )
    }

    @Test("Twilio")
    func twilio() throws {
        let samples = [
            ContractSamples.sample(
                .sms,
                "message",
                "MessageSid=SM1&From=%2B491510000007&To=%2B49300000001&Body=Gr%C3%BC%C3%9Fe+Ada"
                    + "&NumMedia=1&MediaUrl0=https%3A%2F%2Fapi.example.org%2Fm&SmsStatus=received",
                personal: ["491510000007", "Ada"]
            ),
            ContractSamples.sample(
                .sms,
                "report",
                "MessageSid=SM2&From=%2B49300000001&To=%2B491510000007&MessageStatus=undelivered"
                    + "&ErrorCode=30003",
                personal: ["491510000007"]
            ),
        ]
        let recorded = try ContractSamples.recorded(
            "webhook/sms.jsonl",
            ["events"],
            personal: ["4930901830", "Freitag"]
        )
        try expectKept(
            ChannelContract(
                TwilioAdapter(
                    addresses: [ContractSamples.twilioAddress],
                    secrets: try OtherPlatforms.secrets()
                ),
                samples: samples + recorded,
                signing: ContractSamples.twilio,
                bytesMax: SocialLimits.bodyBytesMax
            )
        )
    }

    @Test("Slack")
    func slack() throws {
        let samples = SlackAndForumTests.slack.enumerated().map { number, event in
            ContractSamples.sample(.slack, "event \(number)", event.0, personal: ["Free today"])
        }
        try expectKept(
            ChannelContract(
                SlackAdapter(secrets: try OtherPlatforms.secrets()),
                samples: samples,
                signing: ContractSamples.slack,
                bytesMax: SocialLimits.bodyBytesMax
            )
        )
    }

    @Test("X")
    func x() throws {
        let samples = XAdapterTests.deliveries.enumerated().map { number, delivery in
            ContractSamples.sample(.x, "delivery \(number)", delivery.0, personal: ["Hello"])
        }
        try expectKept(
            ChannelContract(
                XAdapter(secrets: try OtherPlatforms.secrets()),
                samples: samples,
                signing: ContractSamples.x,
                bytesMax: SocialLimits.bodyBytesMax,
                places: 400
            )
        )
    }

    @Test("the patient forum (Discourse)")
    func forum() throws {
        func post(_ id: Int, _ kind: String, _ raw: String) -> String {
            #"{"post":{"id":\#(id),"user_id":31,"username":"ada","topic_id":7,"version":1,"#
                + #""topic_title":"Knee after surgery","topic_archetype":"\#(kind)","#
                + #""created_at":"2026-03-02T07:59:00.000Z","updated_at":"2026-03-02T08:00:00Z","#
                + #""raw":"\#(raw)"}}"#
        }
        let events = [
            ("post_created", post(901, "private_message", "My knee hurts since Monday")),
            ("post_created", post(902, "regular", "My knee is better")),
            ("post_edited", post(901, "private_message", "My knee hurts since Sunday")),
            ("post_destroyed", post(902, "regular", "My knee is better")),
        ]
        let samples = events.enumerated().map { number, event in
            ContractSamples.sample(
                .forum,
                "\(event.0) \(number)",
                event.1,
                [("X-Discourse-Event", event.0)],
                personal: ["knee", "ada"]
            )
        }
        try expectKept(
            ChannelContract(
                DiscourseAdapter(secrets: try OtherPlatforms.secrets(), staff: ["nurse"]),
                samples: samples,
                signing: ContractSamples.discourse,
                bytesMax: SocialLimits.bodyBytesMax
            )
        )
    }

    private static func mint() throws -> TokenMint {
        let keys = LiveSecrets(current: Array("test-token-key-0123456789abcdef".utf8))
        return TokenMint(book: Array("book-for-tests".utf8), keys: try #require(keys))
    }

    @Test("the web form")
    func form() throws {
        let names = ["plain", "plus-and-broken-percent", "slot", "slot-expired"]
        try expectKept(
            ChannelContract(
                FormAdapter(mint: try Self.mint()),
                samples: try ContractSamples.recorded(
                    "form/form.jsonl",
                    names,
                    personal: ["juergen", "example.org"]
                ),
                bytesMax: FormLimits.bodyBytesMax
            )
        )
    }

    @Test("ask-a-nurse, a form with fields of its own")
    func nurse() throws {
        let samples = [("whenever", "sub-1"), ("worse", "sub-2")].map { urgency, id in
            ContractSamples.sample(
                .nurse,
                urgency,
                "name=Ada+Example&phone=030+1234567&question=The+scar+is+hot&since=Sunday"
                    + "&urgency=\(urgency)&submission-id=\(id)",
                personal: ["Example", "scar", "1234567"]
            )
        }
        try expectKept(
            ChannelContract(
                FormAdapter(channel: .nurse, mint: try Self.mint()),
                samples: samples,
                bytesMax: FormLimits.bodyBytesMax
            )
        )
    }
}
