import DaybookDomain
import DaybookFormats
import Testing

@testable import DaybookIntake

/// What the clinic sends is read back as what was meant, by our own reader, and keeps the limits.
@Suite("Outgoing mail")
struct MailWriterTests {
    private static func draft(_ fill: (inout MailDraft) -> Void = { _ in }) -> MailDraft {
        var draft = MailDraft(
            from: "praxis@lindenhof.example",
            to: "joerg@mail.example",
            messageID: "DM.AAAA@lindenhof.example",
            date: Instant(milliseconds: 1_796_110_205_000)
        )
        draft.fromName = "Praxis Lindenhof"
        draft.subject = "Re: Termin"
        draft.text = "Guten Tag\n"
        draft.offsetMinutes = 60
        fill(&draft)
        return draft
    }

    private static let patient = EmailAdapter(addresses: ["joerg@mail.example"])

    private static func read(_ draft: MailDraft) -> Contact {
        contact(MailWriter.bytes(draft), by: patient)
    }

    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        bytes.split(separator: Octets.lf, omittingEmptySubsequences: false)
    }

    @Test("A plain mail is these bytes")
    func bytes() {
        let text = String(decoding: MailWriter.bytes(Self.draft()), as: UTF8.self)
        let expected = """
            Date: Tue, 1 Dec 2026 08:30:05 +0100
            From: "Praxis Lindenhof" <praxis@lindenhof.example>
            To: joerg@mail.example
            Subject: Re: Termin
            Message-ID: <DM.AAAA@lindenhof.example>
            X-Daybook-Loop: 1
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Guten Tag

            """
        #expect(
            text
                == expected.split(separator: "\n", omittingEmptySubsequences: false)
                .joined(separator: "\r\n")
        )
    }

    @Test("An answer names what it answers, and an automatic one says that it is")
    func threading() {
        let read = Self.read(
            Self.draft {
                $0.inReplyTo = "b@x.example"
                $0.references = (0..<40).map { "ref-\($0)@x.example" } + ["b@x.example"]
                $0.origin = .ruleInAnswer
            }
        )
        #expect(read.references.first == "b@x.example")
        #expect(read.references.last == "ref-0@x.example")
        #expect(read.references.count == OutgoingLimits.referencesMax)
        // Our own mark of a loop is read first.
        #expect(read.kind == .machine && read.note == "loop")
    }

    @Test(
        "No value begins a field of its own",
        arguments: ["x\r\nBcc: evil@x.example", "x\nBcc: evil@x.example", "x\rBcc: evil@x.example"]
    )
    func injection(_ hostile: String) {
        let bytes = MailWriter.bytes(
            Self.draft {
                $0.subject = hostile
                $0.fromName = hostile
                $0.toName = hostile
                $0.to = "joerg@mail.example" + hostile
                $0.inReplyTo = hostile
                $0.references = [hostile]
            }
        )
        for line in Self.lines(bytes) {
            #expect(!Octets.stands(Array("bcc:".utf8), in: Array(line), at: 0, before: line.count))
        }
    }

    @Test("Any subject, names and text are read back, in ASCII lines of bounded length")
    func roundTrip() {
        let seed: UInt64 = 0x3A_11
        var random = SeededBytes(seed: seed)
        let alphabet = Array("abc XYZ,;:<>\"\\()=?_ äöüßéñ€日本語🙏.-'")
        func text(_ lengthMax: Int) -> String {
            let length = random.below(lengthMax) + 1
            let characters = (0..<length).map { _ in alphabet[random.below(alphabet.count)] }
            return String(characters).split(separator: " ").joined(separator: " ")
        }
        for round in 0..<400 {
            let draft = Self.draft {
                $0.subject = text(200)
                $0.fromName = text(60)
                $0.text = (["Hallo"] + (0...random.below(6)).map { _ in text(300) }).joined(
                    separator: "\n"
                )
            }
            let bytes = MailWriter.bytes(draft)
            let read = contact(bytes, by: Self.patient)
            let trail = "seed \(seed), round \(round)"
            #expect(read.subject == draft.subject, "\(trail)")
            #expect(read.senderName == draft.fromName, "\(trail)")
            #expect(read.sender == draft.from, "\(trail)")
            #expect(read.text == draft.text, "\(trail)")
            for line in Self.lines(bytes) {
                #expect(line.count <= OutgoingLimits.lineBytesMax + 1, "\(trail)")
                #expect(line.allSatisfy { $0 < 0x80 }, "\(trail)")
                #expect(line.isEmpty || line.last == Octets.cr, "\(trail)")
            }
        }
    }

    @Test("A calendar goes along as an alternative, and the text stays to be read")
    func calendar() throws {
        var invite = CalendarInvite(
            uid: "DA.AAAA@lindenhof.example",
            sequence: 2,
            stamp: Instant(milliseconds: 1_796_110_205_000),
            start: Instant(milliseconds: 1_796_112_000_000),
            end: Instant(milliseconds: 1_796_113_200_000)
        )
        invite.summary =
            "Termin: Lindenhof, Mitte; \\ und sehr viel mehr Wörter bis über die 75 hinaus"
        invite.organizer = "praxis@lindenhof.example"
        invite.organizerName = "Praxis \"Lindenhof\""
        invite.attendee = "joerg@mail.example"
        let bytes = MailWriter.bytes(
            Self.draft { $0.calendars = [(.request, invite.bytes)] }
        )
        var allowance = HeaderBlock.Allowance()
        let header = HeaderBlock(
            bytes,
            from: 0,
            to: bytes.count,
            stoppingAt: BoundaryStack(),
            allowance: &allowance
        )
        let parts = try MIMEReader.parts(bytes, header, allowance)
        #expect(parts.map(\.mediaType) == ["multipart/alternative", "text/plain", "text/calendar"])
        let part = try #require(parts.last)
        let calendar = try CalendarMessage(part.encoding.decode(bytes, part.body))
        #expect(calendar.method == .request)
        #expect(calendar.uid == invite.uid)
        #expect(calendar.sequence == 2)
        #expect(calendar.organizer == "praxis@lindenhof.example")
        #expect(
            calendar.attendees == [.init(address: "joerg@mail.example", status: "NEEDS-ACTION")]
        )
        let summary = try ContentLines.read(invite.bytes).first { $0.name == Array("SUMMARY".utf8) }
        #expect(ContentLines.text(try #require(summary).value) == invite.summary)
        for line in Self.lines(invite.bytes) { #expect(line.count <= 76) }
    }

    @Test("An id of ours is known again, and no other")
    func identifiers() throws {
        let vault = try VaultFixture().vault
        let other = try VaultFixture(seed: 9).vault
        let id = try #require(OwnIdentifier(.mail, subject: 29, detail: 54))
        let text = try id.text(by: vault, domain: "lindenhof.example")
        #expect(try OwnIdentifier(text, .mail, by: vault) == id)
        #expect(try OwnIdentifier(text.lowercased(), .mail, by: vault) == id)
        #expect(try OwnIdentifier(text, .appointment, by: vault) == nil)
        #expect(try OwnIdentifier(text, .mail, by: other) == nil)
        for place in text.utf8.indices.prefix(39) {
            var bytes = Array(text.utf8)
            let index = text.utf8.distance(from: text.utf8.startIndex, to: place)
            bytes[index] = bytes[index] == 0x42 ? 0x43 : 0x42
            let changed = String(decoding: bytes, as: UTF8.self)
            #expect(try OwnIdentifier(changed, .mail, by: vault) == nil, "letter \(index)")
        }
        #expect(OwnIdentifier(.mail, subject: 1 << 48, detail: 0) == nil)
    }

    @Test(
        "An answer's subject has one Re:",
        arguments: [("Termin", "Re: Termin"), ("AW: Termin", "AW: Termin"), ("", "Re:")]
    )
    func subject(_ subject: String, _ answer: String) {
        #expect(MailWords.answering(subject) == answer)
    }

    @Test(
        "The language of an answer is that of the text, where it is plain",
        arguments: [
            (
                "Could you please find a time for my son, I would like the morning",
                .english
            ),
            ("Ich hätte gern einen Termin für meine Tochter, bitte", .german),
            ("Quisiera una cita para mi hija, por favor", .spanish),
            ("Je voudrais un rendez-vous pour mon fils, merci", .french),
            ("Geht es am Donnerstag um 10 Uhr?", .german), ("Termin?", .german),
            ("Is it possible on Monday?", .english), ("¿Puede ser el lunes?", .spanish),
            ("Mardi à 10 heures ?", .french), ("une cita", nil), ("ok", nil), ("2", nil),
            ("", nil), ("la", nil), ("Привет", nil),
        ] as [(String, TimeLanguage?)]
    )
    func language(_ text: String, _ language: TimeLanguage?) {
        #expect(MailWords.language(of: text) == language)
    }

    @Test("What somebody prefers comes first, then what their channel says, at last the clinic's")
    func answerLanguage() {
        var contact = Contact(.message, identity: [1])
        contact.freshText = "Geht es am Donnerstag?"
        let german = AnswerLanguage(preferred: nil, clinic: "fr")
        #expect(german.tag(answering: contact) == "de")
        contact.language = "es-MX"
        #expect(german.tag(answering: contact) == "es")
        let preferring = AnswerLanguage(preferred: "en", clinic: "fr")
        #expect(preferring.tag(answering: contact) == "en")
        contact.language = ""
        contact.freshText = "2"
        #expect(german.tag(answering: contact) == "fr")
        contact.subject = "Re: Termin"
        #expect(german.tag(answering: contact) == "de")
    }
}
