@testable import DaybookIntake

/// What each recorded Messenger and Instagram delivery must give, written by hand.
enum MessengerExpectations {
    private static let page = "109000000000001"
    private static let ada = "6100000000000077"
    private static let ben = "6100000000000088"
    private static let day = WebhookFixtures.day

    private static func line(
        _ kind: Contact.Kind,
        _ identity: String,
        at: Int64? = day,
        from: String = ada,
        to: String = page,
        _ fill: (inout ContactLine) -> Void = { _ in }
    ) -> ContactLine {
        var line = ContactLine(
            kind: kind,
            identity: "messenger|\(page)|\(identity)",
            at: at,
            from: from,
            to: to
        )
        fill(&line)
        return line
    }

    static let messenger: [String: [ContactLine]] = [
        "text": [text], "text-redelivered": [text],
        "batch": [
            line(.message, "m_batch-01") {
                $0.id = "m_batch-01"; $0.text = "One"
            },
            line(.message, "m_batch-02", at: day + 1, from: ben) {
                $0.id = "m_batch-02"
                $0.text = "Two"
            },
            line(.message, "", at: day + 2, to: "109000000000002") {
                $0.identity = "messenger|109000000000002|m_batch-01"
                $0.id = "m_batch-01"
                $0.text = "Same mid, other page"
            },
        ],
        "echo-of-app": [
            line(.echo, "m_echo-01", from: page, to: ada) {
                $0.id = "m_echo-01"
                $0.text = "Tuesday 10:30 is free."
                $0.note = "app=480000000000012"
            }
        ],
        "echo-of-person": [
            line(.echo, "m_echo-02", from: page, to: ada) {
                $0.id = "m_echo-02"
                $0.text = "We call you back today."
            }
        ],
        "unsend": [
            line(.unsend, "unsend|m_text-01", at: day + 60_000) { $0.references = ["m_text-01"] }
        ],
        "edit": [
            line(.edit, "edit|m_text-01|1", at: day + 30_000) {
                $0.references = ["m_text-01"]
                $0.text = "Guten Tag, etwas frei am Dienstag?"
            }
        ],
        "react": [
            line(.reaction, "reaction|m_echo-02|\(ada)|\(day)|react") {
                $0.references = ["m_echo-02"]
                $0.text = "❤️"
                $0.note = "react"
            }
        ],
        "unreact": [
            line(.reaction, "reaction|m_echo-02|\(ada)|\(day + 5)|unreact", at: day + 5) {
                $0.references = ["m_echo-02"]
                $0.note = "unreact"
            }
        ],
        "read": [line(.read, "read|\(ada)||\(day - 10)")],
        "delivered": [
            line(.delivered, "delivered|m_out-01") { $0.references = ["m_out-01"] },
            line(.delivered, "delivered|m_out-02") { $0.references = ["m_out-02"] },
        ],
        "delivered-watermark": [
            line(.delivered, "delivered|\(ada)|\(day - 30)", at: day - 30)
        ],
        "postback": [
            line(.choice, "m_post-01") {
                $0.id = "m_post-01"
                $0.text = "Tue 10:30"
                $0.choice = "DB-AAAAAAABFMCJLT7BR3IQ"
            }
        ],
        "postback-without-mid": [
            line(
                .choice,
                "postback|\(ada)|\(day)|"
                    + WebhookFixtures.digest(
                        #"{"title":"Get started","payload":"START","referral":{"ref":"flyer","#
                            + #""source":"SHORTLINK","type":"OPEN_THREAD"}}"#
                    )
            ) {
                $0.text = "Get started"
                $0.choice = "START"
                $0.fields = ["ref=flyer", "source=SHORTLINK", "type=OPEN_THREAD"]
            }
        ],
        "quick-reply": [
            line(.choice, "m_quick-01") {
                $0.id = "m_quick-01"
                $0.text = "Wed 09:00"
                $0.choice = "DB-AAAAAAABFMKJLT7BR3IQ"
            }
        ],
        "attachments": [
            line(.message, "m_att-01") {
                $0.id = "m_att-01"
                $0.attachments = [
                    "image|image/*|https://cdn.example.org/a.jpg?x=1&y=2",
                    "referral.pdf|application/octet-stream|https://cdn.example.org/b.pdf",
                    "other|application/octet-stream|",
                ]
            }
        ],
        "reply-to": [
            line(.message, "m_reply-01") {
                $0.id = "m_reply-01"
                $0.references = ["m_echo-01"]
                $0.text = "That one, please"
            }
        ],
        "referral": [
            line(
                .unrecognised,
                "referral|\(ada)|\(day)|"
                    + WebhookFixtures.digest(
                        #"{"ref":"poster-7","source":"SHORTLINK","type":"OPEN_THREAD"}"#
                    )
            ) {
                $0.fields = ["ref=poster-7", "source=SHORTLINK", "type=OPEN_THREAD"]
                $0.note = "referral /entry/0/messaging/0"
            }
        ],
        "optin": [
            line(
                .unrecognised,
                "optin||\(day)|"
                    + WebhookFixtures.digest(#"{"ref":"checkbox","user_ref":"visitor-31"}"#),
                from: "visitor-31"
            ) {
                $0.fields = ["ref=checkbox"]
                $0.note = "optin /entry/0/messaging/0"
            }
        ],
        "unsupported": [
            line(.unrecognised, "m_unsup-01") {
                $0.id = "m_unsup-01"
                $0.note = "is_unsupported /entry/0/messaging/0"
            }
        ],
        "unknown-kind": [
            line(
                .unrecognised,
                "unrecognised|"
                    + WebhookFixtures.digest(
                        #"{"sender":{"id":"\#(ada)"},"recipient":{"id":"\#(page)"},"#
                            + #""timestamp":\#(day),"#
                            + #""app_roles":{"480000000000012":["primary_receiver"]}}"#
                    )
            ) { $0.note = "app_roles /entry/0/messaging/0" }
        ],
        "numbers-and-seconds": [
            line(.message, "18446744073709551616123") {
                $0.id = "18446744073709551616123"
                $0.text = "Hello"
            }
        ],
        "previous-secret": [
            line(.message, "m_prev-01") {
                $0.id = "m_prev-01"
                $0.text = "Signed before the rotation"
            }
        ],
        "standby": [
            line(.message, "m_stand-01") {
                $0.id = "m_stand-01"
                $0.text = "Is anyone there?"
                $0.note = "standby"
            }
        ],
        "half-emoji": [
            line(.message, "m_half-01") {
                $0.id = "m_half-01"; $0.text = "cut \u{FFFD}"
            }
        ],
        "comments": comments,
        "odd-shapes": oddShapes,
        "nothing": [],
    ]

    private static let text = line(.message, "m_text-01") {
        $0.id = "m_text-01"
        $0.text = "Guten Tag, hätten Sie für Frau Müller nächste Woche etwas frei? 🙏"
    }

    private static let comments: [ContactLine] = [
        line(.mention, "public|555_1", from: ben) {
            $0.name = "Ada Example"
            $0.id = "555_1"
            $0.references = ["555"]
            $0.text = "Do you have time on Friday?"
            $0.note = "public"
        },
        line(.echo, "public|555_2", at: day + 60_000, from: page) {
            $0.name = "Clinic"
            $0.id = "555_2"
            $0.references = ["555_1"]
            $0.text = "Please write to us privately."
            $0.note = "public"
        },
        line(
            .edit,
            "public|555_1|edited|\(day / 1_000 + 90)",
            at: day + 90_000,
            from: ben
        ) {
            $0.name = "Ada Example"
            $0.references = ["555_1"]
            $0.text = "Do you have time on Monday?"
            $0.note = "public"
        },
        line(
            .unsend,
            "public|555_1|remove|\(day / 1_000 + 120)",
            at: day + 120_000,
            from: ben
        ) {
            $0.name = "Ada Example"
            $0.references = ["555_1"]
            $0.note = "public"
        },
        line(
            .unrecognised,
            "unrecognised|"
                + WebhookFixtures.digest(
                    #"{"field":"feed","value":{"item":"photo","verb":"add","photo_id":"9"}}"#
                ),
            at: nil,
            from: ""
        ) { $0.note = "feed /entry/0/changes/4" },
        line(.mention, "public|777_8", from: ben) {
            $0.id = "777_8"
            $0.text = "Thanks to the clinic"
            $0.note = "public"
        },
    ]

    private static let oddShapes: [ContactLine] = [
        line(.unrecognised, "", at: nil, from: "", to: "") {
            $0.identity = "messenger||unrecognised|" + WebhookFixtures.digest("7")
            $0.note = "entry /entry/0"
        },
        line(
            .unrecognised,
            "unrecognised|" + WebhookFixtures.digest(#"{"id":"109000000000001"}"#),
            at: nil,
            from: ""
        ) { $0.note = "entry /entry/1" },
        line(
            .unrecognised,
            "unrecognised|"
                + WebhookFixtures.digest(
                    #"{"sender":{"id":"\#(ada)"},"recipient":{"id":"\#(page)"},"#
                        + #""timestamp":\#(day)}"#
                )
        ) { $0.note = "event /entry/2/messaging/0" },
        line(
            .unrecognised,
            "unrecognised|"
                + WebhookFixtures.digest(
                    #"{"sender":{"id":"\#(ada)"},"recipient":{"id":"\#(page)"},"#
                        + #""timestamp":\#(day),"message":{"text":"no mid"}}"#
                )
        ) { $0.note = "message /entry/2/messaging/1" },
        line(.unrecognised, "m_odd-01", at: nil, from: "") {
            $0.id = "m_odd-01"
            $0.text = "from nobody"
            $0.note = "sender /entry/2/messaging/2"
        },
    ]
}
