package import DaybookDomain

extension ReplyPayload {
    /// Whether times on offer can be buttons there; elsewhere the text names each with its token.
    package static func hasButtons(_ channel: Channel) -> Bool {
        switch channel {
        case .messenger, .instagram, .whatsapp, .telegram, .x, .slack: true
        default: false
        }
    }

    /// A text message: the form that Twilio's Messages resource takes, to which the host adds whose
    /// number it comes from.
    static func twilio(_ recipient: String, _ text: String) -> [UInt8] {
        // The longest that Twilio splits into one message's parts.
        let pairs = [("To", recipient), ("Body", cut(text, to: 1_600))]
        return Array(
            pairs.map { $0.0 + "=" + escaped($0.1) }.joined(separator: "&").utf8
        )
    }

    /// Everything but letters, digits and `-._~` as `%` and two digits, as every form parser reads.
    private static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let marks = Set("-._~".utf8)
        var output: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: output.append(byte)
            case _ where marks.contains(byte): output.append(byte)
            default: output += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// A direct message on X, as the event that is created there, with options for the times.
    static func x(_ recipient: String, _ text: String, _ offers: [Offer]) -> [UInt8] {
        var data: JSONObject = ["text": .string(cut(text, to: 10_000))]
        if !offers.isEmpty {
            data["quick_reply"] = .object([
                "type": .string("options"),
                "options": .array(
                    offers.map { offer in
                        .object([
                            "label": .string(cut(offer.title, to: 36)),
                            "metadata": .string(offer.token),
                        ])
                    }
                ),
            ])
        }
        return JSONWriter.bytes(
            of: .object([
                "event": .object([
                    "type": .string("message_create"),
                    "message_create": .object([
                        "target": .object(["recipient_id": .string(recipient)]),
                        "message_data": .object(data),
                    ]),
                ])
            ])
        )
    }

    /// A message in Slack, in the conversation and thread of the one it answers, with buttons for
    /// the times.
    ///
    /// - Parameters:
    ///   - place: The channel and time of the message answered, `:` between them; without both, as
    ///     of a typed command, Slack makes a direct message of the user's own id.
    ///   - thread: The same of the message that began the thread; empty for none. Slack asks for
    ///     that one's time, and not for that of an answer in it.
    static func slack(
        _ recipient: String,
        _ text: String,
        _ offers: [Offer],
        at place: String,
        thread: String
    ) -> [UInt8] {
        let text = cut(text, to: 3_000)
        var root: JSONObject = [
            "channel": .string(slackPlace(place)?.channel ?? recipient), "text": .string(text),
        ]
        if let beginning = slackPlace(thread) { root["thread_ts"] = .string(beginning.time) }
        guard !offers.isEmpty else { return JSONWriter.bytes(of: .object(root)) }
        func plain(_ text: String) -> JSONValue {
            .object(["type": .string("plain_text"), "text": .string(text)])
        }
        let buttons = offers.enumerated().map { index, offer -> JSONValue in
            .object([
                "type": .string("button"), "action_id": .string("time-\(index)"),
                "text": plain(cut(offer.title, to: titleLengthMax)),
                "value": .string(offer.token),
            ])
        }
        root["blocks"] = .array([
            .object(["type": .string("section"), "text": plain(text)]),
            .object(["type": .string("actions"), "elements": .array(buttons)]),
        ])
        return JSONWriter.bytes(of: .object(root))
    }

    private static func slackPlace(_ place: String) -> (channel: String, time: String)? {
        let parts = place.split(separator: ":", maxSplits: 1)
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }

    /// A post in the forum's topic; a private topic keeps it between patient and staff.
    static func discourse(topic: String, _ text: String) -> [UInt8] {
        // Shorter than Discourse's own limit for a post.
        JSONWriter.bytes(
            of: .object(["topic_id": .string(topic), "raw": .string(cut(text, to: 30_000))])
        )
    }

    /// The answer to something said in public: on Meta's platforms as a private message to whoever
    /// wrote that comment, elsewhere in the same thread for everybody to read.
    ///
    /// - Parameters:
    ///   - message: The id of what is answered.
    ///   - place: Where it stands: the forum's topic.
    ///   - thread: The id of the message that began the thread it stands in; empty for none.
    package static func publicBytes(
        channel: Channel,
        answering message: String,
        at place: String,
        thread: String = "",
        text: String
    ) -> [UInt8]? {
        switch channel {
        case .messenger, .instagram:
            return JSONWriter.bytes(
                of: .object([
                    "recipient": .object(["comment_id": .string(message)]),
                    "message": .object(["text": .string(cut(text, to: 1_000))]),
                ])
            )
        case .x:
            return JSONWriter.bytes(
                of: .object([
                    "text": .string(cut(text, to: 280)),
                    "reply": .object(["in_reply_to_tweet_id": .string(message)]),
                ])
            )
        case .slack:
            return slack("", text, [], at: message, thread: thread.isEmpty ? message : thread)
        case .telegram:
            let parts = message.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let chat = parts.first else { return nil }
            return JSONWriter.bytes(
                of: .object([
                    "chat_id": .string(String(chat)), "text": .string(cut(text, to: 4_096)),
                    "reply_parameters": .object(["message_id": .string(String(parts[1]))]),
                ])
            )
        case .forum: return discourse(topic: place, text)
        default: return nil
        }
    }
}
