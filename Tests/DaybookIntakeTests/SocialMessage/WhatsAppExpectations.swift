@testable import DaybookIntake

/// What each recorded WhatsApp delivery must give, written by hand.
enum WhatsAppExpectations {
    private static let number = "100200300400500"
    private static let zoe = "49151000000007"
    private static let day = WebhookFixtures.day

    private static func line(
        _ kind: Contact.Kind,
        _ id: String,
        _ fill: (inout ContactLine) -> Void = { _ in }
    ) -> ContactLine {
        var line = ContactLine(
            kind: kind,
            identity: "whatsapp|wamid.\(id)",
            at: day,
            from: zoe,
            name: "Zoë Example",
            to: number,
            id: "wamid.\(id)"
        )
        fill(&line)
        return line
    }

    private static func status(_ kind: Contact.Kind, _ id: String, _ word: String, _ note: String)
        -> ContactLine
    {
        ContactLine(
            kind: kind,
            identity: "whatsapp|wamid.\(id)|\(word)",
            at: day,
            from: zoe,
            to: number,
            references: ["wamid.\(id)"],
            note: note
        )
    }

    static let all: [String: [ContactLine]] = [
        "text": [line(.message, "TEXT01") { $0.text = "Hi! Can I come on Thursday at 3?" }],
        "reply-and-forward": [
            line(.message, "TEXT02") {
                $0.references = ["wamid.OUT01"]
                $0.text = "this one"
            }
        ],
        "button-reply": [
            line(.choice, "BUT01") {
                $0.references = ["wamid.OUT02"]
                $0.text = "Tue 10:30"
                $0.choice = "DB-AAAAAAABFMCJLT7BR3IQ"
            }
        ],
        "list-reply": [
            line(.choice, "LIST01") {
                $0.text = "Wed 09:00"
                $0.choice = "DB-AAAAAAABFMKJLT7BR3IQ"
            }
        ],
        "template-button": [
            line(.choice, "BUT02") {
                $0.text = "Confirm"
                $0.choice = "CONFIRM"
            }
        ],
        "flow-answers": [
            line(.choice, "FLOW01") {
                $0.text = "Sent"
                $0.choice = "DS-AAAQAAQ"
                $0.fields = ["slot=DS-AAAQAAQ", "new=true", "age=41"]
            }
        ],
        "image": [
            line(.message, "IMG01") {
                $0.text = "My referral"
                $0.attachments = ["image|image/jpeg|whatsapp-media:7001"]
            }
        ],
        "document": [
            line(.message, "DOC01") {
                $0.attachments = [
                    "Überweisung.pdf|application/pdf|https://lookaside.example.org/7002"
                ]
            }
        ],
        "voice": [
            line(.message, "AUD01") {
                $0.attachments = ["audio|audio/ogg; codecs=opus|whatsapp-media:7003"]
            }
        ],
        "location": [
            line(.message, "LOC01") {
                $0.text = "Home\nExample Street 1"
                $0.fields = ["latitude=52.52", "longitude=13.405"]
            }
        ],
        "contacts": [
            line(.message, "CON01") { $0.attachments = ["Ben Example|text/vcard|"] }
        ],
        "sticker": [
            line(.message, "STI01") {
                $0.attachments = ["sticker|image/webp|whatsapp-media:7004"]
            }
        ],
        "order": [
            line(.message, "ORD01") {
                $0.text = "Two please"
                $0.note = "order"
            }
        ],
        "number-changed": [
            line(.machine, "SYS01") {
                $0.text = "User changed number"
                $0.fields = ["wa_id=49151000000008"]
                $0.note = "system=user_changed_number"
            }
        ],
        "reaction": [
            line(.reaction, "REA01") {
                $0.references = ["wamid.OUT02"]
                $0.text = "👍"
                $0.note = "react"
            },
            line(.reaction, "REA02") {
                $0.references = ["wamid.OUT02"]
                $0.note = "unreact"
            },
        ],
        "unsupported": [
            line(.unrecognised, "UNK01") {
                $0.note = "unsupported /entry/0/changes/0/value/messages/0"
            }
        ],
        "taken-back": [
            line(.unsend, "REV01") { $0.references = ["wamid.TEXT01"] },
            line(.edit, "EDI01") {
                $0.references = ["wamid.TEXT02"]
                $0.text = "that one"
            },
        ],
        "hidden-number": [
            line(.message, "HID01") {
                $0.from = "DE.1349"
                $0.name = "Kim"
                $0.text = "Hello"
            }
        ],
        "statuses": [
            status(.unrecognised, "OUT01", "sent", "sent /entry/0/changes/0/value/statuses/0"),
            status(.delivered, "OUT01", "delivered", ""),
            status(.read, "OUT01", "read", ""),
            status(.failed, "OUT03", "failed", "error=131047"),
        ],
        "errors": [
            ContactLine(
                kind: .unrecognised,
                identity: "whatsapp|200300400500600|unrecognised|"
                    + WebhookFixtures.digest(#"{"code":130429,"title":"Rate limit hit"}"#),
                to: "200300400500600",
                note: "error=130429 /entry/0/changes/0/value/errors/0"
            )
        ],
        "template-status": [
            ContactLine(
                kind: .unrecognised,
                identity: "whatsapp|200300400500600|unrecognised|"
                    + WebhookFixtures.digest(
                        #"{"field":"message_template_status_update","value":{"event":"APPROVED","#
                            + #""message_template_id":12}}"#
                    ),
                to: "200300400500600",
                note: "message_template_status_update /entry/0/changes/0"
            )
        ],
        "answered-in-app": [
            line(.echo, "ECH01") {
                $0.from = number
                $0.name = ""
                $0.to = zoe
                $0.text = "See you then"
            }
        ],
    ]
}
