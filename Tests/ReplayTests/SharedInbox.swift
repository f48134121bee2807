import Daybook
import DaybookTesting

/// Two days in which staff share an inbox: conversations are taken in hand and given on, noted in,
/// answered through claims; two people turn out to be one, one takes their consent back, and one is
/// reminded.
///
/// It made the golden log `inbox-unsealed`.
struct SharedInbox: DeskCourse {
    var stage: Stage

    /// Plays all of it.
    mutating func play() async throws {
        try await submit(
            .configure(book.difference(to: Repository.bytes("schemas/examples/clinic.json")))
        )
        let first = try await write("first", from: "petra")
        let second = try await write("second", from: "otto")
        try await submit(.claim(conversation: first), by: "anna")
        try await submit(.claim(conversation: first), by: "bert")
        _ = try await book.assign(first, to: "bert", actor: "anna", id: id())
        try await submit(.release(conversation: first), by: "bert")
        _ = try await book.note(
            in: first,
            text: PHI("Called back, nobody answered."),
            actor: "anna",
            id: id()
        )
        try await answer(first)
        try await answer(second)
        let parties = try [first, second].map { try book.conversation($0)?.party ?? 0 }
        try await relate(parties[0], parties[1])
        try await agree(parties[0], first)
        try await remind(parties[1])
    }

    private mutating func answer(_ conversation: UInt64) async throws {
        let reply = try await submit(
            .respond(conversation: conversation, sent: false, ifHead: 0)
        ).first
        try await submit(.claimReply(reply: reply, seconds: 120))
        try await submit(.claimReply(reply: reply, seconds: 120), by: "bert")
        try await submit(.reportReply(reply: reply, outcome: .sent))
    }

    private mutating func relate(_ one: UInt64, _ other: UInt64) async throws {
        for (change, evidence) in [
            (PartyRelation.Change.link, Reason.calledBack), (.unlink, .mistaken),
            (.merge, .documentShown), (.split, .mistaken),
        ] {
            try await submit(.relate(PartyRelation(change, one, other, evidence: evidence)))
        }
    }

    private mutating func agree(_ party: UInt64, _ conversation: UInt64) async throws {
        try await submit(.recordConsent(party: party, channel: .email, wording: 2))
        try await submit(.withdrawConsent(party: party, channel: .email))
        try await submit(.respond(conversation: conversation, sent: false, ifHead: 0))
        try await submit(
            .recordPreference(party: party, channel: .sms, language: LanguageTag("de"))
        )
    }

    private mutating func remind(_ party: UInt64) async throws {
        let now = clock.now
        let week = now.minute..<now.minute.advanced(by: 7 * 1_440)
        let slots = try book.freeSlots(service: 1, in: week, asOf: now, count: 40)
        guard let one = slots.first, let other = slots.last else { return }
        let request = TimeRequest(service: 1, start: one.start, party: party)
        let visit = try await submit(.book(request)).first
        let void = try await submit(.remind(appointment: visit, channel: .email)).first
        try await submit(.reschedule(subject: visit, start: other.start, resource: 0))
        try await submit(.claimReply(reply: void, seconds: 60))
        let reminder = try await submit(.remind(appointment: visit, channel: .email)).first
        try await submit(.claimReply(reply: reminder, seconds: 60))
        try await submit(.reportReply(reply: reminder, outcome: .sent))
    }

    /// The number of the conversation that a mail opens.
    private mutating func write(_ name: String, from sender: String) async throws -> UInt64 {
        clock.advance(seconds: 900)
        let lines = [
            "From: \(sender)@example.org", "To: praxis@example.com", "Subject: A time",
            "Message-ID: <\(name)@example.org>", "Date: Mon, 02 Mar 2026 10:00:00 +0000", "",
            "Anything next week?", "",
        ]
        let mail = RawMessage(
            channel: .email,
            body: Array(lines.joined(separator: "\r\n").utf8),
            receivedAt: clock.now
        )
        let adapter = EmailAdapter(addresses: ["praxis@example.com"])
        return try await book.receive(mail, with: adapter).first?.message?.subject ?? 0
    }
}
