import DaybookDomain
import Testing

@testable import DaybookFormats

@Suite("A calendar's feed in iCalendar")
struct CalendarFeedTests {
    private func feed(_ name: String = "Dr. Adler, Zimmer 1; links") throws -> CalendarFeed {
        var state = SlotState()
        let clinic = try SampleClinic.clinic()
        let definitions: [Definition] =
            clinic.zones.map { .zone($0) } + clinic.locations.map { .location($0) }
            + clinic.resources.map { .resource($0) }
        for (index, definition) in definitions.enumerated() {
            var fact = Fact(definition.kind)
            fact.sequence = UInt64(index + 1)
            state.apply(fact) { definition.body }
        }
        let now = try #require(Instant(rfc3339: "2026-11-24T07:30:00.250Z"))
        var booked = Fact(.appointmentBooked)
        booked.resource = 1
        booked.start = now.minute.advanced(by: 90)
        booked.length = 30
        booked.bufferAfter = 10
        state.apply(booked) { nil }
        var held = booked
        held.kindCode = Kind.holdPlaced.rawValue
        held.start = now.minute.advanced(by: 180)
        held.recordedAt = now
        held.detail = 600
        state.apply(held) { nil }
        let window = now.minute..<now.minute.advanced(by: 240)
        return CalendarFeed(
            name: name,
            identity: "dr-adler@0123.daybook",
            window: window,
            now: now,
            periods: state.periods(of: 1, in: window, now: now)
        )
    }

    @Test("free/busy time says when, of which type, and nothing else")
    func freeBusy() throws {
        let lines = text(try feed().bytes(.freeBusy)).split(separator: "\r\n").map(String.init)
        #expect(
            lines.prefix(9) == [
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Daybook//Daybook//EN",
                "METHOD:PUBLISH", #"NAME:Dr. Adler\, Zimmer 1\; links"#, "BEGIN:VFREEBUSY",
                "UID:dr-adler@0123.daybook", "DTSTAMP:20261124T073000Z",
                "DTSTART:20261124T073000Z",
            ]
        )
        #expect(lines.contains("DTEND:20261124T113000Z"))
        #expect(lines.contains("FREEBUSY;FBTYPE=BUSY:20261124T090000Z/20261124T094000Z"))
        #expect(lines.contains("FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261124T103000Z/20261124T111000Z"))
        #expect(lines.suffix(2) == ["END:VFREEBUSY", "END:VCALENDAR"])
    }

    @Test("as events each period stands alone, private, under an id of its own")
    func events() throws {
        let lines = text(try feed().bytes(.events)).split(separator: "\r\n").map(String.init)
        #expect(lines.filter { $0 == "BEGIN:VEVENT" }.count == 2)
        #expect(lines.filter { $0 == "SUMMARY:Busy" || $0 == "SUMMARY:Tentative" }.count == 2)
        #expect(lines.filter { $0 == "CLASS:PRIVATE" }.count == 2)
        #expect(Set(lines.filter { $0.hasPrefix("UID:") }).count == 2)
        #expect(!lines.contains { $0.hasPrefix("DESCRIPTION") || $0.hasPrefix("ATTENDEE") })
    }

    @Test("lines are folded at 75 octets between characters, and unfolded are what was written")
    func folding() throws {
        var random = SeededGenerator(seed: 75)
        let letters = ["a", "é", "字", "🩺", ",", "\\", ";", " ", "\n"]
        for round in 0..<400 {
            let count = Int.random(in: 0..<300, using: &random)
            let value = (0..<count).map { _ in
                letters[Int.random(in: 0..<letters.count, using: &random)]
            }.joined()
            var writer = ICalendarWriter()
            writer.text("NAME", value)
            let bytes = writer.bytes
            #expect(bytes.suffix(2) == [0x0D, 0x0A])
            var line: [UInt8] = []
            for byte in bytes {
                guard byte == 0x0A else { line.append(byte); continue }
                #expect(line.last == 0x0D, "round \(round)")
                #expect(line.count - 1 <= 75, "round \(round): \(line.count - 1) octets")
                #expect(String(validating: line, as: UTF8.self) != nil, "round \(round)")
                line = []
            }
            // By bytes: a CRLF is one Character.
            var unfolded: [UInt8] = []
            var index = 0
            while index < bytes.count {
                if bytes[index...].starts(with: [0x0D, 0x0A, 0x20]) { index += 3; continue }
                unfolded.append(bytes[index])
                index += 1
            }
            let expected = value.replacing("\\", with: "\\\\").replacing(",", with: "\\,")
                .replacing(";", with: "\\;").replacing("\n", with: "\\n")
            #expect(unfolded == Array("NAME:\(expected)\r\n".utf8), "round \(round)")
        }
    }

    @Test("a name can't add lines of its own")
    func injection() throws {
        let lines = text(try feed("x\r\nATTENDEE:mailto:a@b.example\u{7}").bytes(.freeBusy))
        #expect(lines.contains(#"NAME:x\nATTENDEE:mailto:a@b.example"#))
        #expect(!lines.split(separator: "\r\n").contains { $0.hasPrefix("ATTENDEE") })
    }

    @Test(
        "date-times are UTC to the second, and never longer than four digits of year",
        arguments: [
            (0, "19700101T000000Z"), (1_795_248_599_999, "20261121T080959Z"),
            (Int64.max, "99991231T235959Z"), (Int64.min, "00000101T000000Z"),
        ]
    )
    func dateTimes(milliseconds: Int64, text: String) {
        #expect(ICalendarWriter.dateTime(Instant(milliseconds: milliseconds)) == text)
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
