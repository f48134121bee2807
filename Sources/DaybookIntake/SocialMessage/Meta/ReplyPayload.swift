package import DaybookDomain

/// Answers in the platforms' own JSON: a text with up to three times to choose from.
///
/// Sending is the host's; nothing here opens a connection. Texts beyond a platform's limit are cut
/// between characters, with an ellipsis.
package enum ReplyPayload {
    /// One time on offer.
    package struct Offer: Sendable, Equatable {
        /// What the button says ("Tue 10:30").
        package let title: String
        /// The token that comes back when it is chosen.
        package let token: String

        /// Names an offer.
        package init(title: String, token: String) {
            self.title = title
            self.token = token
        }
    }

    /// Most offers of one answer; WhatsApp's three buttons are the least of the platforms.
    package static let offersMax = 3
    /// Longest button title in characters, on all platforms.
    package static let titleLengthMax = 20

    /// The body of a send request, or `nil` where the channel has no such platform or there are
    /// more than ``offersMax`` offers, or any where it has no buttons.
    ///
    /// - Parameters:
    ///   - recipient: the person's id at the platform, as in ``Contact/sender``.
    ///   - answering: the id of the message that this answers, if it is to be quoted.
    ///   - place: where that message stands, as in ``Contact/recipient``: the forum's topic.
    ///   - thread: the id of the message that began the thread it stands in; empty for none.
    ///   - isLate: whether it goes out after the platform's ordinary window, which Messenger and
    ///     Instagram let a person do by their tag for human agents.
    package static func bytes(
        channel: Channel,
        to recipient: String,
        text: String,
        offers: [Offer] = [],
        answering: String = "",
        at place: String = "",
        thread: String = "",
        isLate: Bool = false
    ) -> [UInt8]? {
        guard offers.count <= (hasButtons(channel) ? offersMax : 0) else { return nil }
        switch channel {
        case .messenger, .instagram:
            return messenger(
                recipient,
                cut(text, to: channel == .messenger ? 2_000 : 1_000),
                offers,
                answering: answering,
                isLate: isLate
            )
        case .whatsapp: return whatsapp(recipient, text, offers, answering: answering)
        case .telegram: return telegram(recipient, cut(text, to: 4_096), offers)
        case .sms: return twilio(recipient, text)
        case .x: return x(recipient, text, offers)
        case .slack: return slack(recipient, text, offers, at: answering, thread: thread)
        case .forum: return discourse(topic: place, text)
        default: return nil
        }
    }

    private static func messenger(
        _ recipient: String,
        _ text: String,
        _ offers: [Offer],
        answering: String,
        isLate: Bool
    ) -> [UInt8] {
        var message: JSONObject = ["text": .string(text)]
        if !offers.isEmpty {
            message["quick_replies"] = .array(
                offers.map { offer in
                    .object([
                        "content_type": .string("text"),
                        "title": .string(cut(offer.title, to: titleLengthMax)),
                        "payload": .string(offer.token),
                    ])
                }
            )
        }
        var root: JSONObject = [
            "recipient": .object(["id": .string(recipient)]),
            "messaging_type": .string(isLate ? "MESSAGE_TAG" : "RESPONSE"),
            "message": .object(message),
        ]
        if isLate { root["tag"] = .string("HUMAN_AGENT") }
        if !answering.isEmpty { root["reply_to"] = .object(["mid": .string(answering)]) }
        return JSONWriter.bytes(of: .object(root))
    }

    private static func whatsapp(
        _ recipient: String,
        _ text: String,
        _ offers: [Offer],
        answering: String
    ) -> [UInt8] {
        var root: JSONObject = [
            "messaging_product": .string("whatsapp"),
            "recipient_type": .string("individual"),
            "to": .string(recipient),
        ]
        if !answering.isEmpty {
            root["context"] = .object(["message_id": .string(answering)])
        }
        if offers.isEmpty {
            root["type"] = .string("text")
            root["text"] = .object(["body": .string(cut(text, to: 4_096))])
        } else {
            root["type"] = .string("interactive")
            root["interactive"] = .object([
                "type": .string("button"),
                "body": .object(["text": .string(cut(text, to: 1_024))]),
                "action": .object(["buttons": .array(offers.map(button))]),
            ])
        }
        return JSONWriter.bytes(of: .object(root))
    }

    private static func button(_ offer: Offer) -> JSONValue {
        .object([
            "type": .string("reply"),
            "reply": .object([
                "id": .string(offer.token),
                "title": .string(cut(offer.title, to: titleLengthMax)),
            ]),
        ])
    }

    private static func telegram(
        _ recipient: String,
        _ text: String,
        _ offers: [Offer]
    ) -> [UInt8] {
        var root: JSONObject = ["chat_id": .string(recipient), "text": .string(text)]
        if !offers.isEmpty {
            let rows = offers.map { offer -> JSONValue in
                .array([
                    .object([
                        "text": .string(cut(offer.title, to: titleLengthMax)),
                        "callback_data": .string(offer.token),
                    ])
                ])
            }
            root["reply_markup"] = .object(["inline_keyboard": .array(rows)])
        }
        return JSONWriter.bytes(of: .object(root))
    }

    /// The text if its UTF-16 length, which platforms count, is within `length`; else its start of
    /// whole characters with an ellipsis.
    static func cut(_ text: String, to length: Int) -> String {
        guard text.utf16.count > length else { return text }
        var result = ""
        var used = 1
        for character in text {
            let more = character.utf16.count
            guard used + more <= length else { break }
            used += more
            result.append(character)
        }
        return result + "…"
    }
}
