import Daybook
import DaybookTesting

/// A day of a clinic that answers on its own form alone: messages and comments are invited there by
/// one-time links, which are used, used again and run out; a channel opens to colleagues first; and
/// people say what messages were.
///
/// It made the golden log `redirects-unsealed`.
struct CourseOfRedirects: DeskCourse {
    var stage: Stage

    /// What a platform's reader makes of a message or comment.
    private struct Said: ChannelAdapter {
        let kind: Contact.Kind
        let sender: String

        func read(_ message: borrowing RawMessage) throws(Unreadable) -> Reading {
            var contact = Contact(kind, identity: message.body)
            contact.sender = sender
            contact.messageID = String(decoding: message.body, as: UTF8.self)
            contact.text = "Is there a time?"
            contact.freshText = contact.text
            return Reading([contact])
        }
    }

    /// Plays all of it.
    mutating func play() async throws {
        try await configure(audience: "staff")
        let asked = try await say(.message, "m1", from: "51")
        try await submit(.respond(conversation: asked, sent: false, ifHead: 0))
        try await submit(.invite(conversation: asked, seconds: 600))
        let party = try book.conversation(asked)?.party ?? 0
        try await submit(.recordColleague(party: party, isColleague: true))
        try await submit(.respond(conversation: asked, sent: false, ifHead: 0))
        let invited = try await submit(.invite(conversation: asked, seconds: 600))
        try await submit(.recordColleague(party: party, isColleague: false))
        try await configure(audience: "30%")
        try await configure(audience: "all")
        let link = try book.oneTimeLink(invited.first)?.token ?? ""
        try await fill(link, id: "first")
        try await fill(link, id: "second")
        let late = try await submit(.mintLink(conversation: asked, seconds: 60)).first
        clock.advance(seconds: 60)
        try await submit(.redeemLink(link: late))
        let brought = try await submit(.mintLink(conversation: asked, seconds: 600)).first
        try await submit(.redeemLink(link: brought))
        let comment = try await say(.mention, "c1", from: "51")
        try await submit(.respond(conversation: comment, sent: false, ifHead: 0))
        try await submit(.mintLink(conversation: comment, seconds: 600))
        let reply = try await submit(.invite(conversation: comment, seconds: 600)).first
        try await submit(.reportReply(reply: reply, outcome: .sent))
        for (message, intent) in [
            (asked, ReadingCorrection.Intent.move), (comment, .question), (comment, .spam),
        ] {
            try await submit(
                .correctReading(ReadingCorrection(message: message, intent: intent, service: 1))
            )
        }
    }

    /// The sample clinic, with its Instagram open so far.
    private mutating func configure(audience: String) async throws {
        let text = try Repository.text("schemas/examples/clinic.json").replacing(
            "\"instagram\": {",
            with: "\"instagram\": { \"audience\": \"\(audience)\", \"warning\": \"Not private.\","
        )
        try await submit(.configure(book.difference(to: Array(text.utf8))))
    }

    /// Somebody's message or comment; its conversation.
    private mutating func say(
        _ kind: Contact.Kind,
        _ id: String,
        from sender: String
    ) async throws -> UInt64 {
        clock.advance(seconds: 300)
        let message = RawMessage(
            channel: .instagram,
            body: Array(id.utf8),
            receivedAt: clock.now
        )
        let received = try await book.receive(message, with: Said(kind: kind, sender: sender))
        return received.first?.message?.subject ?? 0
    }

    /// The clinic's form, reached by a link.
    private mutating func fill(_ link: String, id: String) async throws {
        clock.advance(seconds: 60)
        let form = RawMessage(
            channel: .form,
            body: Array(
                "name=Ada&email=ada%40example.org&message=Hello&link=\(link)&submission-id=\(id)"
                    .utf8
            ),
            headers: [.init(name: "Content-Type", value: "application/x-www-form-urlencoded")],
            receivedAt: clock.now
        )
        _ = try await book.receive(form, with: try book.formAdapter())
    }
}
