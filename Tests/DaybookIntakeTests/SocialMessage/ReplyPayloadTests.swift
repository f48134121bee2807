import DaybookDomain
import Testing

@testable import DaybookIntake

/// Answers in the platforms' own JSON, within their limits.
@Suite("Replies")
struct ReplyPayloadTests {
    private let offers = [
        ReplyPayload.Offer(title: "Tue 10:30", token: "DB-A"),
        ReplyPayload.Offer(title: "Wednesday morning at nine", token: "DB-B"),
    ]

    private func text(_ bytes: [UInt8]?) -> String? {
        bytes.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("Messenger and Instagram take quick replies", arguments: [true, false])
    func messenger(_ isMessenger: Bool) {
        let bytes = ReplyPayload.bytes(
            channel: isMessenger ? .messenger : .instagram,
            to: "61",
            text: "Which?",
            offers: offers,
            answering: "m_1"
        )
        #expect(
            text(bytes)
                == #"{"recipient":{"id":"61"},"messaging_type":"RESPONSE","message":{"#
                + #""text":"Which?","quick_replies":["#
                + #"{"content_type":"text","title":"Tue 10:30","payload":"DB-A"},"#
                + #"{"content_type":"text","title":"Wednesday morning a…","payload":"DB-B"}]},"#
                + #""reply_to":{"mid":"m_1"}}"#
        )
    }

    @Test("WhatsApp takes buttons, or a plain text without offers")
    func whatsapp() {
        let asked = ReplyPayload.bytes(
            channel: .whatsapp,
            to: "49",
            text: "Which?",
            offers: [offers[0]],
            answering: "wamid.1"
        )
        #expect(
            text(asked)
                == #"{"messaging_product":"whatsapp","recipient_type":"individual","to":"49","#
                + #""context":{"message_id":"wamid.1"},"type":"interactive","interactive":{"#
                + #""type":"button","body":{"text":"Which?"},"action":{"buttons":["#
                + #"{"type":"reply","reply":{"id":"DB-A","title":"Tue 10:30"}}]}}}"#
        )
        let told = ReplyPayload.bytes(channel: .whatsapp, to: "49", text: "See you")
        #expect(
            text(told)
                == #"{"messaging_product":"whatsapp","recipient_type":"individual","to":"49","#
                + #""type":"text","text":{"body":"See you"}}"#
        )
    }

    @Test("Telegram takes one button a row")
    func telegram() {
        let bytes = ReplyPayload.bytes(
            channel: .telegram,
            to: "5",
            text: "Which?",
            offers: [offers[0]]
        )
        #expect(
            text(bytes)
                == #"{"chat_id":"5","text":"Which?","reply_markup":{"inline_keyboard":["#
                + #"[{"text":"Tue 10:30","callback_data":"DB-A"}]]}}"#
        )
    }

    @Test("X takes options, Slack buttons in the conversation that was written in")
    func optionsAndButtons() {
        let x = ReplyPayload.bytes(channel: .x, to: "300", text: "Which?", offers: [offers[1]])
        #expect(
            text(x)
                == #"{"event":{"type":"message_create","message_create":{"target":{"#
                + #""recipient_id":"300"},"message_data":{"text":"Which?","quick_reply":{"#
                + #""type":"options","options":[{"label":"Wednesday morning at nine","#
                + #""metadata":"DB-B"}]}}}}}"#
        )
        let slack = ReplyPayload.bytes(
            channel: .slack,
            to: "U1",
            text: "Which?",
            offers: [offers[0]],
            answering: "D9:1772438400.000200"
        )
        #expect(
            text(slack)
                == #"{"channel":"D9","text":"Which?","blocks":[{"type":"section","text":{"#
                + #""type":"plain_text","text":"Which?"}},{"type":"actions","elements":[{"#
                + #""type":"button","action_id":"time-0","text":{"type":"plain_text","#
                + #""text":"Tue 10:30"},"value":"DB-A"}]}]}"#
        )
        #expect(
            text(ReplyPayload.bytes(channel: .slack, to: "U1", text: "Yes"))
                == #"{"channel":"U1","text":"Yes"}"#
        )
    }

    @Test("A button that Slack gives back is the choice that was offered")
    func slackButton() throws {
        let payload = try #require(
            ReplyPayload.bytes(
                channel: .slack,
                to: "U1",
                text: "Which?",
                offers: offers,
                answering: "D9:1"
            )
        )
        let button = try #require(
            try JSONReader.parse(payload)["blocks"]?[1]?["elements"]?[1]?.object
        )
        var action = button
        action["action_ts"] = .string("1772438460.000100")
        let pressed = JSONWriter.bytes(
            of: .object([
                "type": .string("block_actions"), "user": .object(["id": .string("U1")]),
                "actions": .array([.object(action)]),
            ])
        )
        let message = OtherPlatforms.slack(String(decoding: pressed, as: UTF8.self))
        guard
            case .contacts(let lines) = Outcome(
                SlackAdapter(secrets: try OtherPlatforms.secrets()),
                message
            )
        else {
            Issue.record("refused")
            return
        }
        #expect(lines.map(\.kind) == [.choice])
        #expect(lines.map(\.choice) == ["DB-B"])
    }

    @Test(
        "In Slack an answer stands where the message does: in its thread, by the message that began it",
        arguments: [
            // In a direct message, outside any thread: beside it.
            (
                #"{"type":"message","channel_type":"im","channel":"D9","user":"U1","ts":"5.1"}"#,
                #"{"channel":"D9","text":"Hi"}"#
            ),
            // The first of a thread says so itself.
            (
                #"{"type":"message","channel_type":"im","channel":"D9","user":"U1","ts":"5.1","#
                    + #""thread_ts":"5.1"}"#,
                #"{"channel":"D9","text":"Hi"}"#
            ),
            (
                #"{"type":"message","channel_type":"im","channel":"D9","user":"U1","ts":"6.2","#
                    + #""thread_ts":"5.1"}"#,
                #"{"channel":"D9","text":"Hi","thread_ts":"5.1"}"#
            ),
            // In a room, in the thread that it is in, or begins.
            (
                #"{"type":"app_mention","channel":"C1","user":"U1","ts":"7.3"}"#,
                #"{"channel":"C1","text":"Hi","thread_ts":"7.3"}"#
            ),
            (
                #"{"type":"app_mention","channel":"C1","user":"U1","ts":"8.4","thread_ts":"7.3"}"#,
                #"{"channel":"C1","text":"Hi","thread_ts":"7.3"}"#
            ),
        ]
    )
    func slackThreads(_ event: String, _ expected: String) throws {
        let body = #"{"type":"event_callback","team_id":"T1","event_id":"E1","event":\#(event)}"#
        #expect(try answer(to: OtherPlatforms.slack(body)) == expected)
    }

    @Test(
        "A button pressed in a thread is answered there, a typed command in a direct message",
        arguments: [
            (
                "block_actions", #""container":{"message_ts":"6.2","thread_ts":"5.1"}"#,
                #"{"channel":"D9","text":"Hi","thread_ts":"5.1"}"#
            ),
            (
                "block_actions",
                #""container":{"message_ts":"6.2"},"message":{"ts":"6.2","thread_ts":"5.1"}"#,
                #"{"channel":"D9","text":"Hi","thread_ts":"5.1"}"#
            ),
            (
                "block_actions", #""container":{"message_ts":"6.2"}"#,
                #"{"channel":"D9","text":"Hi"}"#
            ),
            (
                "command", #""trigger_id":"1.2.3","user_id":"U1","text":"Termin""#,
                #"{"channel":"U1","text":"Hi"}"#
            ),
        ]
    )
    func slackPresses(_ type: String, _ rest: String, _ expected: String) throws {
        let body =
            #"{"type":"\#(type)","team":{"id":"T1"},"user":{"id":"U1"},"channel":{"id":"D9"},"#
            + #""actions":[{"action_id":"time-0","action_ts":"9.5","value":"DB-A"}],\#(rest)}"#
        let contacts = SlackReader.contacts(of: try JSONReader.parse(Array(body.utf8)))
        let revealed = RevealedContent(PHI(try #require(contacts.first)))
        #expect(answer(to: revealed) == expected)
    }

    private func answer(to message: borrowing RawMessage) throws -> String? {
        let adapter = SlackAdapter(secrets: try OtherPlatforms.secrets())
        let contact = try adapter.read(message).contacts.exposed { $0[0] }
        return answer(to: RevealedContent(PHI(contact)))
    }

    private func answer(to revealed: borrowing RevealedContent) -> String? {
        let payload = revealed.answer(
            on: .slack,
            in: AnswerLanguage(preferred: nil, clinic: "en"),
            offers: { _ in [] }
        ) { _ in "Hi" }
        return text(payload?.withBytes { $0 })
    }

    @Test("Text messages are a form, the forum takes a post; neither has buttons")
    func withoutButtons() {
        let sms = ReplyPayload.bytes(channel: .sms, to: "+4930901820", text: "Grüße & mehr\n=1")
        #expect(text(sms) == "To=%2B4930901820&Body=Gr%C3%BC%C3%9Fe%20%26%20mehr%0A%3D1")
        let fields = URLEncodedFields.decode((sms ?? [])[...], countMax: 9)
        #expect(
            fields.map { String(decoding: $0.value, as: UTF8.self) }
                == ["+4930901820", "Grüße & mehr\n=1"]
        )
        let post = ReplyPayload.bytes(channel: .forum, to: "61", text: "Yes", at: "88")
        #expect(text(post) == #"{"topic_id":"88","raw":"Yes"}"#)
        for channel in [Channel.sms, .forum] {
            #expect(!ReplyPayload.hasButtons(channel))
            #expect(
                ReplyPayload.bytes(channel: channel, to: "1", text: "", offers: offers) == nil
            )
        }
    }

    @Test("What was said in public is answered there, or by a private message to that comment")
    func inPublic() {
        func answer(_ channel: Channel, _ id: String) -> String? {
            text(ReplyPayload.publicBytes(channel: channel, answering: id, at: "88", text: "Hi"))
        }
        for channel in [Channel.messenger, .instagram] {
            #expect(
                answer(channel, "555_1")
                    == #"{"recipient":{"comment_id":"555_1"},"message":{"text":"Hi"}}"#
            )
        }
        #expect(
            answer(.x, "9544") == #"{"text":"Hi","reply":{"in_reply_to_tweet_id":"9544"}}"#
        )
        #expect(
            answer(.telegram, "-1007:3")
                == #"{"chat_id":"-1007","text":"Hi","reply_parameters":{"message_id":"3"}}"#
        )
        #expect(answer(.slack, "C1:2.5") == #"{"channel":"C1","text":"Hi","thread_ts":"2.5"}"#)
        #expect(answer(.forum, "4103") == #"{"topic_id":"88","raw":"Hi"}"#)
        #expect(answer(.telegram, "without chat") == nil)
        #expect(answer(.email, "1") == nil)
    }

    @Test("More than three offers, or a channel without such a platform, have no payload")
    func none() {
        let four = [ReplyPayload.Offer](repeating: offers[0], count: 4)
        #expect(ReplyPayload.bytes(channel: .messenger, to: "1", text: "", offers: four) == nil)
        #expect(ReplyPayload.bytes(channel: .email, to: "1", text: "") == nil)
    }

    @Test(
        "Cut texts end between characters, within the limit that platforms count",
        arguments: [
            ("12345678901234567890", "12345678901234567890"),
            ("123456789012345678901", "1234567890123456789…"),
            (String(repeating: "👨‍👩‍👧", count: 3), "👨‍👩‍👧👨‍👩‍👧…"),
            (
                String(repeating: "e\u{301}", count: 11),
                String(repeating: "e\u{301}", count: 9) + "…"
            ),
        ]
    )
    func cut(_ text: String, _ expected: String) {
        let cut = ReplyPayload.cut(text, to: 20)
        #expect(Array(cut.utf8) == Array(expected.utf8))
        #expect(cut.utf16.count <= 20)
    }

    @Test("after the platform's window a person's answer says that a human agent wrote it")
    func humanAgent() {
        for channel in [Channel.messenger, .instagram] {
            let bytes = ReplyPayload.bytes(
                channel: channel,
                to: "61",
                text: "Tuesday?",
                isLate: true
            )
            #expect(
                text(bytes)
                    == #"{"recipient":{"id":"61"},"messaging_type":"MESSAGE_TAG","#
                    + #""message":{"text":"Tuesday?"},"tag":"HUMAN_AGENT"}"#
            )
        }
    }
}
