package import DaybookDomain

/// An appointment as the patient's own calendar takes it: one event (RFC 5545) with a method (RFC
/// 5546). It says where and when, not what for.
package struct CalendarInvite: Sendable {
    /// Names the appointment for ever.
    package var uid: String
    /// How often it was changed.
    package var sequence: Int
    /// When this was written.
    package var stamp: Instant
    package var start: Instant
    package var end: Instant
    /// What the calendar shows: neutral words.
    package var summary: String
    package var location: String
    /// The clinic's address and name.
    package var organizer: String
    package var organizerName: String
    /// The patient's address.
    package var attendee: String
    package var isCancelled: Bool

    package init(uid: String, sequence: Int, stamp: Instant, start: Instant, end: Instant) {
        self.uid = uid
        self.sequence = sequence
        self.stamp = stamp
        self.start = start
        self.end = end
        summary = ""
        location = ""
        organizer = ""
        organizerName = ""
        attendee = ""
        isCancelled = false
    }

    /// `REQUEST` for an appointment that stands, `CANCEL` for one that is off.
    package var method: CalendarMethod { isCancelled ? .cancel : .request }

    /// The calendar's bytes: CRLF, folded at ``OutgoingLimits/calendarLineBytesMax``. O(length).
    package var bytes: [UInt8] {
        var output: [UInt8] = []
        func line(_ text: String) { CalendarInvite.fold(text, into: &output) }
        line("BEGIN:VCALENDAR")
        line("PRODID:-//Daybook//Appointments//EN")
        line("VERSION:2.0")
        line("CALSCALE:GREGORIAN")
        line("METHOD:\(method.rawValue)")
        line("BEGIN:VEVENT")
        line("UID:" + CalendarInvite.escaped(uid))
        line("SEQUENCE:\(max(0, sequence))")
        line("DTSTAMP:" + CalendarInvite.text(stamp))
        line("DTSTART:" + CalendarInvite.text(start))
        line("DTEND:" + CalendarInvite.text(end))
        line("SUMMARY:" + CalendarInvite.escaped(summary))
        if !location.isEmpty { line("LOCATION:" + CalendarInvite.escaped(location)) }
        line("STATUS:" + (isCancelled ? "CANCELLED" : "CONFIRMED"))
        line("CLASS:PRIVATE")
        line(
            "ORGANIZER;CN=\(CalendarInvite.quoted(organizerName)):mailto:"
                + CalendarInvite.address(organizer)
        )
        line(
            "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=\(isCancelled ? "DECLINED" : "NEEDS-ACTION")"
                + ";RSVP=\(isCancelled ? "FALSE" : "TRUE"):mailto:"
                + CalendarInvite.address(attendee)
        )
        line("END:VEVENT")
        line("END:VCALENDAR")
        return output
    }

    /// Lines of at most 75 octets, never cut within a character.
    static func fold(_ text: String, into output: inout [UInt8]) {
        var width = 0
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if width + bytes.count > OutgoingLimits.calendarLineBytesMax {
                output += [Octets.cr, Octets.lf, Octets.space]
                width = 1
            }
            output += bytes
            width += bytes.count
        }
        output += [Octets.cr, Octets.lf]
    }

    /// "20261204T140000Z".
    private static func text(_ instant: Instant) -> String {
        let time = WallTime(wallSeconds: instant.seconds)
        let parts = time.date.parts
        let minute = Int(time.minuteOfDay)
        let second = Int(instant.seconds - time.wallSeconds)
        return MailWriter.padded(parts.year, 4) + MailWriter.padded(parts.month, 2)
            + MailWriter.padded(parts.day, 2) + "T" + MailWriter.padded(minute / 60, 2)
            + MailWriter.padded(minute % 60, 2) + MailWriter.padded(second, 2) + "Z"
    }

    /// A TEXT value (RFC 5545, section 3.3.11), without controls.
    private static func escaped(_ text: String) -> String {
        var output: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case Octets.backslash, Octets.comma, Octets.semicolon:
                output += [Octets.backslash, byte]
            case Octets.lf: output += [Octets.backslash, 0x6E]
            case 0..<0x20, 0x7F: continue
            default: output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// A parameter's value in quotes, which can hold no quote (RFC 5545, section 3.2).
    private static func quoted(_ text: String) -> String {
        let bytes = text.utf8.filter { $0 >= 0x20 && $0 != 0x7F && $0 != Octets.quote }
        return "\"" + String(decoding: bytes, as: UTF8.self) + "\""
    }

    private static func address(_ text: String) -> String {
        String(decoding: text.utf8.filter { $0 > 0x20 && $0 != 0x7F }, as: UTF8.self)
    }
}
