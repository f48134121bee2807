import Daybook
import DaybookTesting

/// A day of a clinic with two mailboxes and a form: mails come to both, a form is answered by mail,
/// and the patient's mail goes on with it.
///
/// It made the golden log `mailboxes-unsealed`.
struct CourseOfMailboxes: DeskCourse {
    var stage: Stage

    private static let boxes = ["praxis@lindenhof.example", "termine@lindenhof.example"]

    /// Plays all of it.
    mutating func play() async throws {
        let text = try Repository.text("schemas/examples/clinic.json")
        try await submit(.configure(book.difference(to: Array(text.utf8))))
        let asked = try await deliver("1", to: 0, from: "ada@example.org")
        _ = try await deliver("1", to: 1, from: "ada@example.org")
        let form = try await fill("form-1", "email=eve%40example.org")
        let called = try await fill(
            "form-2",
            "email=kim%40example.org&phone=%2B4930901820&contactBy=phone"
        )
        for conversation in [asked, form, called] {
            let reply = try await respond(to: conversation)
            try await submit(.claimReply(reply: reply, seconds: 60))
            try await submit(.reportReply(reply: reply, outcome: .sent))
        }
        let queued = try book.history(of: form).last { $0.kind == .replyQueued }?.sequence ?? 0
        let id = try await messageID(of: queued)
        for box in 0...1 {
            _ = try await deliver("2", to: box, from: "eve@example.org", answering: id)
        }
        _ = try await respond(to: form)
    }

    /// A person's answer, queued; its number.
    private mutating func respond(to conversation: UInt64) async throws -> UInt64 {
        clock.advance(seconds: 30)
        return try await book.respond(
            to: conversation,
            text: PHI("At ten."),
            actor: "anna",
            id: id()
        ).first
    }

    /// A mail as the server puts it into one of the mailboxes; its conversation.
    private mutating func deliver(
        _ id: String,
        to box: Int,
        from sender: String,
        answering: String? = nil
    ) async throws -> UInt64 {
        clock.advance(seconds: 60)
        var lines = [
            "Delivered-To: \(Self.boxes[box])", "From: \(sender)",
            "To: \(Self.boxes.joined(separator: ", "))", "Message-ID: <\(id)@example.org>",
        ]
        if let answering { lines.append("In-Reply-To: \(answering)") }
        let mail = RawMessage(
            channel: .email,
            body: Array((lines + ["", "Is there a time?", ""]).joined(separator: "\r\n").utf8),
            receivedAt: clock.now
        )
        return try await book.receive(mail, with: try book.mailAdapter()).first?.message?.subject
            ?? 0
    }

    /// The clinic's form, filled in; its conversation.
    private mutating func fill(_ id: String, _ contact: String) async throws -> UInt64 {
        clock.advance(seconds: 60)
        let form = RawMessage(
            channel: .form,
            body: Array("name=Eve&\(contact)&message=Hello&submission-id=\(id)".utf8),
            headers: [.init(name: "Content-Type", value: "application/x-www-form-urlencoded")],
            receivedAt: clock.now
        )
        return try await book.receive(form, with: try book.formAdapter()).first?.message?.subject
            ?? 0
    }

    private func messageID(of reply: UInt64) async throws -> String {
        try await book.mail(of: reply, sender: "anna").withBytes { bytes in
            let field = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
                .first { $0.hasPrefix("Message-ID: ") }
            return String(field?.dropFirst("Message-ID: ".count) ?? "")
        }
    }
}
