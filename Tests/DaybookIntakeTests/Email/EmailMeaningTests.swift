import DaybookDomain
import Testing

@testable import DaybookIntake

@Suite("What a mail means is told from what defines it")
struct EmailMeaningTests {
    @Test(
        "mail of machines is marked, mail of people is not",
        arguments: [
            ("Auto-Submitted: no", Contact.Kind.message, ""),
            ("Auto-Submitted: No (a person)", .message, ""),
            ("X-Auto-Response-Suppress: All", .message, ""),
            ("Subject: Automatic reply: I am away", .message, ""),
            ("Precedence: first-class", .message, ""),
            ("Return-Path: <a@example.org>", .message, ""),
            ("Auto-Submitted: auto-replied", .machine, "out-of-office"),
            ("AUTO-SUBMITTED: Auto-Replied; x=y", .machine, "out-of-office"),
            ("Auto-Submitted: auto-generated", .machine, "auto-generated"),
            ("Auto-Submitted: auto-generated\nIn-Reply-To: <1@x>", .machine, "out-of-office"),
            ("X-Autoreply: yes", .machine, "out-of-office"),
            ("Precedence: auto_reply", .machine, "out-of-office"),
            ("Precedence: bulk", .machine, "bulk"),
            ("Precedence: Junk", .machine, "bulk"),
            ("Precedence: list", .machine, "list"),
            ("List-Unsubscribe: <https://example.org>", .machine, "list"),
            ("Return-Path: <>", .machine, "null-sender"),
            ("X-Daybook-Loop: 1", .machine, "loop"),
            (
                "Content-Type: multipart/report; report-type=delivery-status; boundary=x", .bounce,
                "bounce"
            ),
        ]
    )
    func machines(_ field: String, _ kind: Contact.Kind, _ note: String) {
        let read = contact("From: a@example.org\n\(field)\n\n--x\n\nHello\n--x--\n")
        #expect(read.kind == kind)
        #expect(read.note == note)
    }

    @Test("automatic mail from the clinic itself is a loop, its staff's own mail is not")
    func loop() {
        let own = contact("From: desk@clinic.example\nAuto-Submitted: auto-generated\n\nHello\n")
        #expect(own.note == "loop")
        #expect(contact("From: desk@clinic.example\n\nHello\n").kind == .message)
    }

    @Test("the envelope's null sender is a fact, whatever the header says")
    func envelopeSender() {
        let mail = "Return-Path: <a@example.org>\nFrom: a@example.org\n\nHello\n"
        let null = [RawMessage.Header(name: "x-envelope-from", value: "<>")]
        let some = [RawMessage.Header(name: "X-Envelope-From", value: "a@example.org")]
        #expect(contact(mail, headers: null).note == "null-sender")
        #expect(contact("Return-Path: <>\n" + mail, headers: some).kind == .message)
    }

    @Test(
        "a delivery report says what became of our message",
        arguments: [
            ("failed", "bounce"), ("delayed", "delivery-report"), ("relayed", "delivery-report"),
        ]
    )
    func deliveryReport(_ action: String, _ note: String) {
        let read = contact(
            """
            From: mailer-daemon@example.org
            Content-Type: multipart/report; report-type=delivery-status; boundary=x

            --x

            Sorry.
            --x
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.org

            Action: \(action)
            --x
            Content-Type: text/rfc822-headers

            Message-ID: <ours@clinic.example>
            --x--
            """
        )
        #expect(read.kind == .bounce)
        #expect(read.note == note)
        #expect(read.references == ["ours@clinic.example"])
        #expect(read.text == "Sorry.")
    }

    @Test("the recipient is the envelope's, else the clinic's address, else the first")
    func recipient() {
        let mail = "From: a@example.org\nTo: x@example.org, Desk@clinic.example\n"
        let envelope = [
            RawMessage.Header(name: "X-Envelope-To", value: "<Termin@Praxis-Berg.example>")
        ]
        #expect(
            contact(mail + "\nHello\n", headers: envelope).recipient == "termin@praxis-berg.example"
        )
        #expect(contact(mail + "\nHello\n").recipient == "desk@clinic.example")
        let delivered = mail + "Delivered-To: termin@praxis-berg.example\n\nHello\n"
        #expect(contact(delivered).recipient == "termin@praxis-berg.example")
        #expect(contact("From: a@b.example\nTo: x@y.example\n\nHello\n").recipient == "x@y.example")
    }

    @Test("redelivery is the same mail; another body, id or mailbox is another")
    func identity() {
        let mail = "From: a@example.org\nTo: desk@clinic.example\nMessage-ID: <1@x>\n"
        let first = contact(mail + "\nHello\n").identity
        #expect(contact("Received: by x\n" + mail + "X-Spam: 1\n\nHello\n\n").identity == first)
        #expect(contact((mail + "\nHello\n").replacing("\n", with: "\r\n")).identity == first)
        #expect(contact(mail + "\nHello!\n").identity != first)
        #expect(contact(mail.replacing("<1@x>", with: "<2@x>") + "\nHello\n").identity != first)
        let other = [RawMessage.Header(name: "X-Envelope-To", value: "termin@praxis-berg.example")]
        #expect(contact(mail + "\nHello\n", headers: other).identity != first)
    }

    @Test(
        "without a Message-ID, From, Date and Subject tell mails apart",
        arguments: ["From: b@example.org", "Date: Fri, 20 Nov 2026 10:00:01 +0000", "Subject: two"]
    )
    func identityWithoutID(_ field: String) {
        let fields = [
            "From: a@example.org", "Date: Fri, 20 Nov 2026 10:00:00 +0000", "Subject: one",
        ]
        let name = field.prefix { $0 != ":" }
        let changed = fields.map { $0.hasPrefix(name) ? field : $0 }
        let first = contact(fields.joined(separator: "\n") + "\n\nHello\n").identity
        #expect(contact(changed.joined(separator: "\n") + "\n\nHello\n").identity != first)
        #expect(
            contact("X: y\n" + fields.joined(separator: "\n") + "\n\nHello\n").identity == first
        )
    }

    @Test(
        "a line that is exactly one token is a choice",
        arguments: [
            ("DB-ABCDEFGH", "DB-ABCDEFGH"), ("Yes please:\n  DB-ABCD2345  \nThanks", "DB-ABCD2345"),
            ("DB-ABCDEFGH\nDB-ABCDEFGH", "DB-ABCDEFGH"),
            ("DB-ABCDEFGHIJKLMNOPQRST", "DB-ABCDEFGHIJKLMNOPQRST"),
            ("DB-ABCDEFG", ""), ("DB-ABCDEFGHIJKLMNOPQRSTU", ""), ("db-abcdefgh", ""),
            ("DB-ABCDEFG1", ""), ("DB-ABCDEFGH.", ""), ("I take DB-ABCDEFGH", ""),
            ("DB-ABCDEFGH\nDB-ABCDEFGX", ""), ("> DB-ABCDEFGH", ""), ("Hi\n\n> DB-ABCDEFGH", ""),
            ("-- \nDB-ABCDEFGH", ""),
        ]
    )
    func choice(_ text: String, _ token: String) {
        let read = contact("From: a@example.org\n\n\(text)\n")
        #expect(read.choice == token)
        #expect(read.kind == (token.isEmpty ? .message : .choice))
    }

    @Test("a machine makes no choice")
    func machineChoice() {
        let read = contact("From: a@example.org\nAuto-Submitted: auto-replied\n\nDB-ABCDEFGH\n")
        #expect(read.kind == .machine)
        #expect(read.choice.isEmpty)
    }
}
