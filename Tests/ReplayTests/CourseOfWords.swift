import Daybook
import DaybookTesting

/// Two days of a clinic that writes by rule: messages are acknowledged in two languages, once a
/// sender and day; what is acknowledged still waits until a person answers; one acknowledgement
/// can't be sent, and one is never claimed because its sender wants silence.
///
/// It made the golden log `words-unsealed`.
struct CourseOfWords: DeskCourse {
    var stage: Stage

    /// Plays all of it.
    mutating func play() async throws {
        let file = try Repository.bytes("schemas/examples/clinic-words.json")
        try await submit(.configure(book.difference(to: file)))
        let first = try await write("first", from: "petra")
        try await send(on: first)
        try await write("second", from: "petra")
        let other = try await write("third", from: "otto")
        try await submit(
            .recordPreference(
                party: book.conversation(other)?.party ?? 0,
                channel: .email,
                language: LanguageTag("en")
            )
        )
        for entry in try book.outbox() {
            try await submit(.reportReply(reply: entry.reply, outcome: .failed))
        }
        try await submit(.respond(conversation: first, sent: true, ifHead: 0))
        let changed = String(decoding: file, as: UTF8.self)
            .replacing("You will hear from us", with: "We answer")
        try await submit(.configure(book.difference(to: Array(changed.utf8))))
        clock.advance(seconds: 86_400)
        let third = try await write("fourth", from: "otto")
        try await send(on: third)
        let last = try await write("fifth", from: "petra")
        let party = try book.conversation(last)?.party ?? 0
        try await submit(.withdrawConsent(party: party, channel: .email))
        for entry in try book.outbox() {
            try await submit(.claimReply(reply: entry.reply, seconds: 60))
        }
    }

    /// Sends what waits: acknowledgements answer nothing.
    private mutating func send(on conversation: UInt64) async throws {
        for entry in try book.outbox() where entry.conversation == conversation {
            try await submit(.claimReply(reply: entry.reply, seconds: 60))
            try await submit(.reportReply(reply: entry.reply, outcome: .sent))
            try await submit(.reportReply(reply: entry.reply, outcome: .delivered))
        }
    }

    /// The number of the conversation that a mail opens.
    @discardableResult
    private mutating func write(_ name: String, from sender: String) async throws -> UInt64 {
        clock.advance(seconds: 900)
        let lines = [
            "From: \(sender)@example.org", "To: praxis@birke.example", "Subject: A time",
            "Message-ID: <\(name)@example.org>", "Date: Mon, 02 Mar 2026 10:00:00 +0000", "",
            "Anything next week?", "",
        ]
        let mail = RawMessage(
            channel: .email,
            body: Array(lines.joined(separator: "\r\n").utf8),
            receivedAt: clock.now
        )
        let adapter = try book.mailAdapter()
        return try await book.receive(mail, with: adapter).first?.message?.subject ?? 0
    }
}
