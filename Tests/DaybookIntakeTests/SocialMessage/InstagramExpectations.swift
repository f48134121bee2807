@testable import DaybookIntake

/// What each recorded Instagram delivery must give, written by hand.
enum InstagramExpectations {
    private static let account = "17841400000000001"
    private static let ada = "900000000000011"
    private static let day = WebhookFixtures.day

    private static func line(
        _ kind: Contact.Kind,
        _ identity: String,
        at: Int64? = day,
        from: String = ada,
        _ fill: (inout ContactLine) -> Void = { _ in }
    ) -> ContactLine {
        var line = ContactLine(
            kind: kind,
            identity: "instagram|\(account)|\(identity)",
            at: at,
            from: from,
            to: account
        )
        fill(&line)
        return line
    }

    static let all: [String: [ContactLine]] = [
        "text": [
            line(.message, "aWdfZAG1faXRlbToxOjE") {
                $0.id = "aWdfZAG1faXRlbToxOjE"
                $0.text = "¿Tienen cita el próximo lunes?"
            }
        ],
        "story-reply": [
            line(.message, "aWdfZAG1faXRlbToxOjI") {
                $0.id = "aWdfZAG1faXRlbToxOjI"
                $0.text = "How much is this?"
            }
        ],
        "story-mention": [
            line(.message, "aWdfZAG1faXRlbToxOjM") {
                $0.id = "aWdfZAG1faXRlbToxOjM"
                $0.attachments = [
                    "story_mention|application/octet-stream|https://cdn.example.org/m"
                ]
            }
        ],
        "seen": [line(.read, "read|\(ada)|aWdfb3V0OjE|") { $0.references = ["aWdfb3V0OjE"] }],
        "unsend": [
            line(.unsend, "unsend|aWdfZAG1faXRlbToxOjE", at: day + 9_000) {
                $0.references = ["aWdfZAG1faXRlbToxOjE"]
            }
        ],
        "quick-reply": [
            line(.choice, "aWdfZAG1faXRlbToxOjQ") {
                $0.id = "aWdfZAG1faXRlbToxOjQ"
                $0.text = "Thu 14:00"
                $0.choice = "DB-AAAAAAABFMSJLT7BR3IQ"
            }
        ],
        "edit-in-changes": [
            line(.edit, "edit|aWdfZAG1faXRlbToxOjI|2") {
                $0.references = ["aWdfZAG1faXRlbToxOjI"]
                $0.text = "How much is that?"
            }
        ],
        "comment": [
            line(.mention, "public|18000000000000001", at: nil) {
                $0.name = "ada.example"
                $0.id = "18000000000000001"
                $0.references = ["18100000000000001"]
                $0.text = "Do you take new patients?"
                $0.note = "public"
            },
            line(.mention, "public|18000000000000002", at: nil, from: "") {
                $0.id = "18000000000000002"
                $0.note = "public"
            },
            line(
                .unrecognised,
                "unrecognised|"
                    + WebhookFixtures.digest(
                        #"{"field":"story_insights","value":{"media_id":"1","impressions":3}}"#
                    ),
                at: nil,
                from: ""
            ) { $0.note = "story_insights /entry/0/changes/2" },
        ],
    ]
}
