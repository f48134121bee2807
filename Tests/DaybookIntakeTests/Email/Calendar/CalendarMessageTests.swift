import DaybookDomain
import Testing

@testable import DaybookIntake

/// Calendars in mail: content lines by bytes, and what each method becomes.
@Suite("Calendars in mail")
struct CalendarMessageTests {
    private static func bytes(_ lines: [String]) -> [UInt8] {
        Array(lines.map { $0 + "\r\n" }.joined().utf8)
    }

    private static func event(_ method: String, _ lines: [String]) -> [UInt8] {
        bytes(
            ["BEGIN:VCALENDAR", "METHOD:\(method)", "BEGIN:VEVENT"] + lines
                + ["END:VEVENT", "END:VCALENDAR"]
        )
    }

    @Test("A fold may stand anywhere, also inside a character")
    func folds() throws {
        let line = Array("SUMMARY;X-A=\"a:b;c\";X-B=d,e:Müller 🙏".utf8)
        let whole = try ContentLines.read(line)
        #expect(whole.count == 1)
        #expect(whole.first?.name == Array("SUMMARY".utf8))
        #expect(whole.first?.parameter("X-A") == Array("a:b;c".utf8))
        #expect(whole.first?.parameter("X-B") == Array("d,e".utf8))
        for place in 1..<line.count {
            for fold in [[0x0D, 0x0A, 0x20], [0x0A, 0x09]] as [[UInt8]] {
                let folded = Array(line[..<place]) + fold + Array(line[place...])
                #expect(try ContentLines.read(folded) == whole, "fold at \(place)")
            }
        }
    }

    @Test("Escapes of text are undone")
    func escapes() {
        #expect(
            ContentLines.text(Array(#"a\, b\; c\\ d\n e\N f\"#.utf8)) == "a, b; c\\ d\n e\n f\\"
        )
    }

    @Test("What is said of the event is read, and of alarms inside it nothing")
    func fields() throws {
        let calendar = try CalendarMessage(
            Self.event(
                "reply",
                [
                    "UID:a-1@x", "SEQUENCE:3", "DTSTART:20261204T140000Z",
                    "ORGANIZER;CN=\"Praxis\":mailto:Praxis@Lindenhof.example",
                    "ATTENDEE;PARTSTAT=declined;CN=J:MAILTO:Joerg@mail.example",
                    "ATTENDEE:urn:x", "COMMENT:Kann nicht\\, leider",
                    "RECURRENCE-ID:20261204T140000Z",
                    "BEGIN:VALARM", "UID:not-this", "END:VALARM",
                ]
            )
        )
        #expect(calendar.method == .reply)
        #expect(calendar.uid == "a-1@x")
        #expect(calendar.sequence == 3)
        #expect(calendar.start == "20261204T140000Z")
        #expect(calendar.organizer == "praxis@lindenhof.example")
        #expect(calendar.attendees == [.init(address: "joerg@mail.example", status: "DECLINED")])
        #expect(calendar.comment == "Kann nicht, leider")
        #expect(calendar.isOfSeries)
    }

    @Test("What is no calendar with a method, or beyond a limit, is refused by code")
    func refusals() {
        func code(_ bytes: [UInt8]) -> CalendarUnreadable? {
            do throws(CalendarUnreadable) {
                _ = try CalendarMessage(bytes)
                return nil
            } catch {
                return error
            }
        }
        #expect(code([]) == .malformed)
        #expect(code(Array("hello".utf8)) == .malformed)
        #expect(code(Self.event("REPLY", ["SUMMARY:x"])) == .malformed)
        #expect(code(Self.event("PUBLISH", ["UID:x"])) == .unknownMethod)
        #expect(code(Self.bytes(["BEGIN:VEVENT", "UID:x", "END:VEVENT"])) == .malformed)
        #expect(
            code(Self.event("REPLY", ["UID:" + String(repeating: "x", count: 9_000)])) == .tooLarge
        )
        #expect(code([UInt8](repeating: 0x41, count: CalendarLimits.bytesMax + 1)) == .tooLarge)
        let deep = [String](repeating: "BEGIN:X", count: CalendarLimits.depthMax + 1)
        #expect(code(Self.bytes(deep)) == .tooLarge)
        let many = (0...CalendarLimits.attendeesMax).map { "ATTENDEE:mailto:a\($0)@x.example" }
        #expect(code(Self.event("REPLY", ["UID:x"] + many)) == .tooLarge)
        #expect(code(Self.event("REPLY", ["UID:x", "SEQUENCE:99999999999999999999"])) == nil)
    }

    private static func mail(_ method: String, _ event: [String], machine: Bool = false) -> Contact
    {
        let calendar = String(
            decoding: self.event(method, ["UID:a-1@x", "SEQUENCE:1"] + event),
            as: UTF8.self
        )
        let header = [
            "From: Joerg <joerg@mail.example>", "To: desk@clinic.example", "Subject: Re: Termin",
            "Message-ID: <1@mail.example>", machine ? "Auto-Submitted: auto-generated" : "X-Y: z",
            "Content-Type: text/calendar; charset=utf-8", "",
        ]
        return contact(header.joined(separator: "\r\n") + "\r\n" + calendar)
    }

    static let cases: [(String, [String], Contact.Kind, String)] = [
        (
            "REPLY", ["ATTENDEE;PARTSTAT=ACCEPTED:mailto:joerg@mail.example"], .reaction,
            "imip-reply-accepted"
        ),
        (
            "REPLY",
            [
                "ATTENDEE;PARTSTAT=ACCEPTED:mailto:joerg@mail.example",
                "COMMENT:May I bring my son?",
            ],
            .message, "imip-reply-accepted"
        ),
        (
            "REPLY", ["ATTENDEE;PARTSTAT=DECLINED:mailto:joerg@mail.example"], .message,
            "imip-reply-declined"
        ),
        (
            "REPLY", ["ATTENDEE;PARTSTAT=ACCEPTED:mailto:eve@mail.example"], .message,
            "imip-other-attendee"
        ),
        (
            "COUNTER", ["ATTENDEE;PARTSTAT=TENTATIVE:mailto:joerg@mail.example"], .message,
            "imip-counter"
        ),
        ("CANCEL", ["ORGANIZER:mailto:joerg@mail.example"], .message, "imip-cancel"),
        ("CANCEL", ["ORGANIZER:mailto:eve@mail.example"], .message, "imip-other-attendee"),
        (
            "CANCEL", ["ORGANIZER:mailto:desk@x", "ATTENDEE:mailto:joerg@mail.example"], .message,
            "imip-cancel"
        ),
        ("REQUEST", ["ORGANIZER:mailto:joerg@mail.example"], .message, "imip-request"),
    ]

    @Test("Each method becomes what it asks for, and none books", arguments: cases)
    func methods(_ method: String, _ event: [String], _ kind: Contact.Kind, _ note: String) {
        for machine in [false, true] {
            let read = Self.mail(method, event, machine: machine)
            #expect(read.kind == kind)
            #expect(read.note == note)
            #expect(read.choice == "")
            #expect(read.references.contains("a-1@x"))
        }
    }

    @Test("A published calendar and one that can't be read leave the mail what it is")
    func others() {
        let published = Self.mail("PUBLISH", [])
        #expect(published.kind == .message && published.note == "")
        let machine = Self.mail("PUBLISH", [], machine: true)
        #expect(machine.kind == .machine)
        #expect(
            contact("Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR").note == "imip-malformed"
        )
    }

    @Test("Any damage leaves a mail that is read, the same each time")
    func damage() {
        let seed: UInt64 = 0xCA_1E
        var random = SeededBytes(seed: seed)
        let whole = Self.event(
            "REPLY",
            ["UID:a-1@x", "ATTENDEE;CN=\"A, B\";PARTSTAT=ACCEPTED:mailto:joerg@mail.example"]
        )
        for round in 0..<2_000 {
            let bytes = random.mutated(whole)
            let first = try? CalendarMessage(bytes)
            #expect(first == (try? CalendarMessage(bytes)), "seed \(seed), round \(round)")
            #expect((first?.attendees.count ?? 0) <= CalendarLimits.attendeesMax)
        }
    }
}
