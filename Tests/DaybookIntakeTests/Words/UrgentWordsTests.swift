import DaybookDomain
import Testing

@testable import DaybookIntake

/// Urgent words raise priority, in four languages, and a "not" before them takes it back.
@Suite("Urgent words")
struct UrgentWordsTests {
    @Test(
        "stand in a text, whatever the case, accents and apostrophes",
        arguments: [
            "This is URGENT please", "I have chest pain since noon", "He can’t breathe well",
            "he can't breathe", "Es ist dringend", "Brustschmerzen seit heute",
            "Sie ist bewußtlos", "unerträgliche Schmerzen", "Es una urgencia, por favor",
            "me cuesta respirar", "J'ai mal à la poitrine", "c’est une urgence",
            "je n’arrive pas à respirer", "an emergency!",
        ]
    )
    func found(_ text: String) {
        #expect(UrgentWords.stand(in: text))
    }

    @Test(
        "do not stand where they are negated or only part of another word",
        arguments: [
            "", "It is not urgent", "nothing urgent", "nicht dringend", "kein Notfall",
            "no es urgente", "pas urgent", "rien d'urgent", "insurgent", "Notfallnummer?",
            "I would like a check-up on Tuesday", "breathe in", "Wann hätten Sie Zeit?",
            "My chest. Pain is gone? no",
        ]
    )
    func absent(_ text: String) {
        #expect(!UrgentWords.stand(in: text))
    }

    private func summary(_ kind: Contact.Kind, _ set: (inout Contact) -> Void) throws
        -> ContactSummary
    {
        var contact = Contact(kind, identity: [1])
        set(&contact)
        let fixture = try VaultFixture()
        let summaries = try fixture.vault.summaries(of: Reading([contact]), channel: .nurse)
        return try #require(summaries.first)
    }

    @Test("count in a person's own words only")
    func ownWords() throws {
        #expect(try summary(.message) { $0.freshText = "urgent" }.isUrgent)
        #expect(try summary(.message) { $0.subject = "Dringend!" }.isUrgent)
        // A quotation of the clinic's own wording is not the patient's.
        #expect(
            try !summary(.message) {
                $0.text = "Thanks\n> In an emergency call 112"
                $0.freshText = "Thanks"
            }.isUrgent
        )
        #expect(try !summary(.machine) { $0.freshText = "urgent" }.isUrgent)
        #expect(try !summary(.echo) { $0.freshText = "urgent" }.isUrgent)
    }

    @Test(
        "ask-a-nurse has a rule of its own",
        arguments: [("whenever", false), ("this-week", false), ("today", true), ("worse", true)]
    )
    func nurse(_ answer: String, _ isUrgent: Bool) throws {
        let body = "name=Ada&phone=0301234567&question=A+question&urgency=\(answer)"
        let adapter = FormAdapter(channel: .nurse)
        let reading = try adapter.read(
            RawMessage(
                channel: .nurse,
                body: Array(body.utf8),
                receivedAt: Instant(milliseconds: 0)
            )
        )
        let fixture = try VaultFixture()
        let summary = try #require(
            try fixture.vault.summaries(of: reading, channel: .nurse).first
        )
        #expect(summary.isUrgent == isUrgent)
        #expect(!summary.note.contains("urgency"))
    }

    @Test("an answer that the nurse's form does not have is said, and not urgent")
    func unknownAnswer() throws {
        let report = try FormAdapter(channel: .nurse).report(
            on: RawMessage(
                channel: .nurse,
                body: Array("name=Ada&phone=0301234567&question=Q&urgency=yes".utf8),
                receivedAt: Instant(milliseconds: 0)
            )
        )
        #expect(report.problems.map(\.code) == [.notAChoice])
    }
}
