import DaybookDomain
import Testing

@testable import DaybookIntake

/// Slack and Discourse, kind by kind.
@Suite("Slack and the forum")
struct SlackAndForumTests {
    private static let day = OtherPlatforms.day

    static let slack: [(String, [ContactLine])] = [
        (
            #"{"type":"event_callback","team_id":"T1","event_id":"Ev1","event":{"type":"message","#
                + #""channel_type":"im","channel":"D1","user":"U1","text":"Free today?","#
                + #""ts":"1772438400.123456","thread_ts":"1772438300.000001"}}"#,
            [
                ContactLine(
                    kind: .message,
                    identity: "slack|T1|Ev1",
                    at: day + 123,
                    from: "U1",
                    to: "T1",
                    id: "D1:1772438400.123456",
                    references: ["D1:1772438300.000001"],
                    text: "Free today?"
                )
            ]
        ),
        (
            #"{"type":"event_callback","team_id":"T1","event_id":"Ev2","event":{"type":"message","#
                + #""channel":"C1","bot_id":"B1","subtype":"bot_message","text":"Offer","#
                + #""ts":"1772438400.000000"}}"#,
            [
                ContactLine(
                    kind: .echo,
                    identity: "slack|T1|Ev2",
                    at: day,
                    from: "B1",
                    to: "T1",
                    id: "C1:1772438400.000000",
                    text: "Offer"
                )
            ]
        ),
        (
            #"{"type":"event_callback","team_id":"T1","event_id":"Ev3","event":{"type":"message","#
                + #""channel":"D1","subtype":"message_changed","ts":"1772438400.5","#
                + #""message":{"user":"U1","text":"Tomorrow?","ts":"1772438300.000001"}}}"#,
            [
                ContactLine(
                    kind: .edit,
                    identity: "slack|T1|Ev3",
                    at: day,
                    from: "U1",
                    to: "T1",
                    references: ["D1:1772438300.000001"],
                    text: "Tomorrow?"
                )
            ]
        ),
        (
            #"{"type":"event_callback","team_id":"T1","event_id":"Ev4","event":{"#
                + #""type":"reaction_added","user":"U1","reaction":"eyes","#
                + #""item":{"channel":"D1","ts":"1772438300.000001"}}}"#,
            [
                ContactLine(
                    kind: .reaction,
                    identity: "slack|T1|Ev4",
                    from: "U1",
                    to: "T1",
                    references: ["D1:1772438300.000001"],
                    text: "eyes",
                    note: "react"
                )
            ]
        ),
        (
            "payload=%7B%22type%22%3A%22block_actions%22%2C%22team%22%3A%7B%22id%22%3A%22T1%22%7D"
                + "%2C%22user%22%3A%7B%22id%22%3A%22U1%22%7D%2C%22actions%22%3A%5B%7B"
                + "%22action_id%22%3A%22offer%22%2C%22value%22%3A%22DB-X%22%2C"
                + "%22action_ts%22%3A%221772438400.250000%22%7D%5D%7D",
            [
                ContactLine(
                    kind: .choice,
                    identity: "slack|T1|action|U1|1772438400.250000|offer",
                    at: day + 250,
                    from: "U1",
                    to: "T1",
                    choice: "DB-X"
                )
            ]
        ),
        (
            "team_id=T1&user_id=U1&command=%2Fdaybook&text=next+free&trigger_id=1.2.3",
            [
                ContactLine(
                    kind: .message,
                    identity: "slack|T1|command|1.2.3",
                    from: "U1",
                    to: "T1",
                    id: "1.2.3",
                    text: "next free",
                    note: "command"
                )
            ]
        ),
        (#"{"type":"url_verification","challenge":"abc"}"#, []),
    ]

    @Test("Slack requests are read as written down", arguments: slack)
    func slackRequest(_ body: String, _ expected: [ContactLine]) throws {
        let adapter = SlackAdapter(secrets: try OtherPlatforms.secrets())
        #expect(Outcome(adapter, OtherPlatforms.slack(body)) == .contacts(expected))
    }

    @Test("Slack's question is answered, an old request refused")
    func slackHandshake() throws {
        let adapter = SlackAdapter(secrets: try OtherPlatforms.secrets())
        let body = #"{"type":"url_verification","challenge":"abc"}"#
        #expect(try adapter.challenge(OtherPlatforms.slack(body)) == "abc")
        #expect(try adapter.challenge(OtherPlatforms.slack(#"{"type":"x"}"#)) == nil)
        let old = OtherPlatforms.slack(body, at: OtherPlatforms.day - 301_000)
        #expect(Outcome(adapter, old).code == .signatureWrong)
    }

    private static let post =
        #""id":31,"topic_id":8,"user_id":5,"username":"ada","topic_title":"Knee","#
        + #""created_at":"2026-03-02T08:00:00.123Z","updated_at":"2026-03-02T09:00:00+01:00","#
        + #""version":2,"raw":"Can I run?""#

    static let discourse: [(String, String, ContactLine)] = [
        (
            "post_created", #"{"post":{\#(post),"topic_archetype":"private_message"}}"#,
            ContactLine(
                kind: .message,
                identity: "forum|31",
                at: day + 123,
                from: "5",
                name: "ada",
                to: "8",
                id: "31",
                references: ["topic:8"],
                text: "Can I run?"
            )
        ),
        (
            "post_created", #"{"post":{\#(post),"topic_archetype":"regular"}}"#,
            ContactLine(
                kind: .mention,
                identity: "forum|31",
                at: day + 123,
                from: "5",
                name: "ada",
                to: "8",
                id: "31",
                references: ["topic:8"],
                text: "Can I run?"
            )
        ),
        (
            "post_edited", #"{"post":{\#(post)}}"#,
            ContactLine(
                kind: .edit,
                identity: "forum|edit|31|2",
                at: day,
                from: "5",
                name: "ada",
                to: "8",
                references: ["31"],
                text: "Can I run?"
            )
        ),
        (
            "post_destroyed", #"{"post":{\#(post)}}"#,
            ContactLine(
                kind: .unsend,
                identity: "forum|unsend|31",
                at: day + 123,
                from: "5",
                name: "ada",
                to: "8",
                references: ["31"],
                text: "Can I run?"
            )
        ),
        (
            "topic_created", #"{"topic":{"id":8}}"#,
            ContactLine(
                kind: .unrecognised,
                identity: "forum|unrecognised|"
                    + WebhookFixtures.digest(#"{"topic":{"id":8}}"#),
                note: "topic_created /"
            )
        ),
    ]

    @Test("Forum events are read as written down", arguments: discourse)
    func forumEvent(_ event: String, _ body: String, _ expected: ContactLine) throws {
        let adapter = DiscourseAdapter(secrets: try OtherPlatforms.secrets())
        let message = OtherPlatforms.discourse(body, event: event)
        #expect(Outcome(adapter, message) == .contacts([expected]))
        let staff = DiscourseAdapter(secrets: try OtherPlatforms.secrets(), staff: ["ada"])
        let again = OtherPlatforms.discourse(body, event: event)
        if event == "post_created", case .contacts(let lines) = Outcome(staff, again) {
            #expect(lines.map(\.kind) == [.echo])
        }
    }

    @Test("A forum's ping carries nothing, a forged event is refused")
    func forumPing() throws {
        let adapter = DiscourseAdapter(secrets: try OtherPlatforms.secrets())
        let ping = OtherPlatforms.discourse(#"{"ping":"OK"}"#, event: "ping")
        #expect(Outcome(adapter, ping) == .contacts([]))
        let forger = DiscourseAdapter(secrets: try OtherPlatforms.secrets("other"))
        let event = OtherPlatforms.discourse("{}", event: "ping")
        #expect(Outcome(forger, event).code == .signatureWrong)
    }
}
