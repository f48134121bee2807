import Daybook
import DaybookTesting

/// What a clinic does with what it keeps: read for a purpose, held for a court, kept for a time, taken
/// back, erased; keys that are copied, rotated and attested destroyed.
///
/// It made the golden logs `custody` and `custody-unsealed`.
struct CourseOfCustody {
    let book: Book
    let clock: ManualClock
    private let directory: String

    static let start = "2026-06-01T08:00:05Z"
    private static let petra = "petra@example.org"
    private static let otto = "otto@example.org"
    private static let vera = "vera@example.org"

    init(_ book: Book, _ temporary: TemporaryBook) {
        self.book = book
        clock = temporary.clock
        directory = temporary.directory
    }

    /// Plays all of it.
    func play() async throws {
        try await book.configure(
            try Repository.bytes("schemas/examples/clinic-small.json"),
            actor: "anna"
        )
        try await book.keep(.message, days: 3_653, actor: "anna")
        try await book.keep(.original, days: 90, actor: "anna")
        let petra = try await receive("p1", from: Self.petra, "My knee hurts.")
        let otto = try await receive("o1", from: Self.otto, "My foot hurts.")
        let vera = try await receive("v1", from: Self.vera, "A check-up, please.")
        _ = try await book.respond(
            to: petra.sequence,
            text: PHI("Tuesday at ten?"),
            sent: true,
            actor: "anna"
        )
        for fact in [petra, otto, vera] {
            _ = try await book.reveal(fact.sequence, purpose: .treatment, reader: "anna")
        }
        _ = try await book.backupKeys(to: directory + "/first.keys", actor: "anna")
        try await keep(petra, otto, vera)
        try await eraseSome(petra, otto, vera)
    }

    private func keep(_ petra: Fact, _ otto: Fact, _ vera: Fact) async throws {
        clock.advance(seconds: 86_400)
        let hold = try await book.placeLegalHold(
            on: petra.party,
            reason: .complaint,
            actor: "ben"
        )
        _ = try await book.erase(petra.party, reason: .request, actor: "anna")
        try await book.placeLegalHold(on: vera.party, reason: .litigation, actor: "ben")
        _ = try await book.rotateKeys(actor: "ben")
        _ = try await receive("o2", from: Self.otto, "Both feet hurt.")
        try await unsend("o1", from: Self.otto)
        // Originals are over by then; the one of the person on hold stays.
        clock.advance(seconds: 86_400 * 100)
        try await book.applyRetention(actor: "ben")
        try await book.releaseLegalHold(hold.first, actor: "ben")
    }

    private func eraseSome(_ petra: Fact, _ otto: Fact, _ vera: Fact) async throws {
        clock.advance(seconds: 3_600)
        try await book.erase(petra.party, reason: .request, actor: "anna")
        try await book.attestKeyBackupsDestroyed(actor: "ben")
        _ = try await book.backupKeys(to: directory + "/second.keys", actor: "anna")
        _ = try await receive("p2", from: Self.petra, "Hello again.")
        try await book.erase(otto.party, reason: .storedInError, actor: "anna")
        _ = try await book.reveal(vera.sequence, purpose: .legal, reader: "ben")
    }

    private func receive(
        _ name: String,
        from sender: String,
        _ text: String
    ) async throws -> Fact {
        clock.advance(seconds: 300)
        let lines = [
            "From: \(sender)", "To: praxis@example.com", "Subject: A time",
            "Message-ID: <\(name)@example.org>", "Date: Mon, 01 Jun 2026 10:00:00 +0200", "", text,
            "",
        ]
        let mail = RawMessage(
            channel: .email,
            body: Array(lines.joined(separator: "\r\n").utf8),
            receivedAt: clock.now
        )
        return try await received(mail, EmailAdapter(addresses: ["praxis@example.com"]))
    }

    private func unsend(_ name: String, from sender: String) async throws {
        clock.advance(seconds: 60)
        var contact = Contact(.unsend, identity: Array("unsend \(name)".utf8))
        contact.sender = sender
        contact.messageID = "\(name)@example.org"
        let raw = RawMessage(channel: .email, body: [1], receivedAt: clock.now)
        _ = try await received(raw, Told(contact: contact))
    }

    private func received(
        _ message: borrowing RawMessage,
        _ adapter: some ChannelAdapter
    ) async throws -> Fact {
        guard let fact = try await book.receive(message, with: adapter).first?.message else {
            throw BookError(.internal, code: "scenario", "nothing came of a message")
        }
        return fact
    }

    /// A reader that finds in every message what it was told.
    private struct Told: ChannelAdapter {
        let contact: Contact

        func read(_ message: borrowing RawMessage) throws(Unreadable) -> Reading {
            Reading([contact])
        }
    }
}
