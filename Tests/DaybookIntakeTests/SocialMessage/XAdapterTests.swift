import DaybookDomain
import Testing

@testable import DaybookIntake

/// Direct messages and mentions on X.
@Suite("X")
struct XAdapterTests {
    private static let day = OtherPlatforms.day

    static let deliveries: [(String, [ContactLine])] = [
        (
            #"{"for_user_id":"9","direct_message_events":[{"type":"message_create","id":"1","#
                + #""created_timestamp":"1772438400123","message_create":{"target":{"#
                + #""recipient_id":"9"},"sender_id":"5","message_data":{"text":"Hello","#
                + #""attachment":{"type":"media","media":{"type":"photo","#
                + #""media_url_https":"https://x.example/1"}}}}}],"#
                + #""users":{"5":{"name":"Ada"}}}"#,
            [
                ContactLine(
                    kind: .message,
                    identity: "x|9|1",
                    at: day + 123,
                    from: "5",
                    name: "Ada",
                    to: "9",
                    id: "1",
                    text: "Hello",
                    attachments: ["photo|application/octet-stream|https://x.example/1"]
                )
            ]
        ),
        (
            #"{"for_user_id":"9","direct_message_events":["#
                + #"{"type":"message_create","id":2,"created_timestamp":"1772438400000","#
                + #""message_create":{"target":{"recipient_id":"9"},"sender_id":"5","#
                + #""message_data":{"text":"Tue","quick_reply_response":{"metadata":"DB-X"}}}},"#
                + #"{"type":"message_create","id":3,"created_timestamp":"1772438400000","#
                + #""message_create":{"target":{"recipient_id":"5"},"sender_id":"9","#
                + #""message_data":{"text":"Fine"}}}]}"#,
            [
                ContactLine(
                    kind: .choice,
                    identity: "x|9|2",
                    at: day,
                    from: "5",
                    to: "9",
                    id: "2",
                    text: "Tue",
                    choice: "DB-X"
                ),
                ContactLine(
                    kind: .echo,
                    identity: "x|9|3",
                    at: day,
                    from: "9",
                    to: "5",
                    id: "3",
                    text: "Fine"
                ),
            ]
        ),
        (
            #"{"for_user_id":"9","tweet_create_events":[{"id_str":"4","text":"@clinic hi","#
                + #""timestamp_ms":"1772438400000","in_reply_to_status_id_str":"3","#
                + #""user":{"id_str":"5","name":"Ada"}}],"favorite_events":[]}"#,
            [
                ContactLine(
                    kind: .mention,
                    identity: "x|9|post|4",
                    at: day,
                    from: "5",
                    name: "Ada",
                    to: "9",
                    id: "4",
                    references: ["3"],
                    text: "@clinic hi",
                    note: "public"
                ),
                ContactLine(
                    kind: .unrecognised,
                    identity: "x|9|unrecognised|" + WebhookFixtures.digest("[]"),
                    to: "9",
                    note: "favorite_events /favorite_events"
                ),
            ]
        ),
    ]

    @Test("A delivery is read as written down", arguments: deliveries)
    func delivery(_ body: String, _ expected: [ContactLine]) throws {
        let adapter = XAdapter(secrets: try OtherPlatforms.secrets())
        #expect(Outcome(adapter, OtherPlatforms.x(body)) == .contacts(expected))
        let forger = XAdapter(secrets: try OtherPlatforms.secrets("other"))
        #expect(Outcome(forger, OtherPlatforms.x(body)).code == .signatureWrong)
    }

    @Test("The hourly question is answered with the token's HMAC")
    func question() throws {
        let adapter = XAdapter(secrets: try OtherPlatforms.secrets("Jefe"))
        // RFC 4231, test case 2, in base64.
        let query = "nonce=1&crc_token=what+do+ya+want+for+nothing%3F"
        let answer = try adapter.answer(query: Array(query.utf8))
        let code = "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM="
        #expect(String(decoding: answer, as: UTF8.self) == #"{"response_token":"sha256=\#(code)"}"#)
        for wrong in ["", "crc_token=", "x=1"] {
            #expect(throws: Unreadable.self) { try adapter.answer(query: Array(wrong.utf8)) }
        }
    }
}
