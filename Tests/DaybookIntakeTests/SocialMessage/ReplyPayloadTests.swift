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

    @Test("Meta's platforms let the clinic write freely for a day, the others set no end")
    func windows() {
        let message = Instant(milliseconds: 1_772_438_400_000)
        for channel in Channel.allCases {
            let closing = ReplyWindow.closing(after: message, on: channel)
            switch channel {
            case .messenger, .instagram, .whatsapp:
                #expect(closing?.milliseconds == 1_772_524_800_000)
            default: #expect(closing == nil)
            }
        }
    }
}
