package import DaybookDomain

/// An appointment as the patient's own calendar takes it by mail: one event (RFC 5545) with a
/// method (RFC 5546). It says where and when, not what for.
package struct CalendarInvite: Sendable {
    /// Names the appointment for ever.
    package var uid: String
    /// How often it was changed.
    package var sequence: Int
    /// When its newest state was recorded.
    package var stamp: Instant
    package var start: Instant
    package var end: Instant
    /// What the calendar shows: neutral words.
    package var summary = ""
    package var location = ""
    /// The clinic's address and name.
    package var organizer = ""
    package var organizerName = ""
    /// The patient's address.
    package var attendee = ""
    package var isCancelled = false
    /// What the patient answered for the time as it stands: they are asked unless they did.
    package var response: ParticipantResponse?

    package init(uid: String, sequence: Int, stamp: Instant, start: Instant, end: Instant) {
        self.uid = uid
        self.sequence = sequence
        self.stamp = stamp
        self.start = start
        self.end = end
    }

    /// The calendar: a `REQUEST` for an appointment that stands, a `CANCEL` for one that is off.
    /// O(length).
    package var bytes: [UInt8] {
        var writer = ICalendarWriter()
        writer.line("BEGIN", "VCALENDAR")
        writer.line("PRODID", "-//Daybook//Appointments//EN")
        writer.line("VERSION", "2.0")
        writer.line("METHOD", isCancelled ? "CANCEL" : "REQUEST")
        writer.line("BEGIN", "VEVENT")
        writer.text("UID", uid)
        writer.line("SEQUENCE", String(max(0, sequence)))
        writer.line("DTSTAMP", ICalendarWriter.dateTime(stamp))
        writer.line("DTSTART", ICalendarWriter.dateTime(start))
        writer.line("DTEND", ICalendarWriter.dateTime(end))
        writer.text("SUMMARY", summary)
        if !location.isEmpty { writer.text("LOCATION", location) }
        writer.line("STATUS", isCancelled ? "CANCELLED" : "CONFIRMED")
        writer.line("CLASS", "PRIVATE")
        let name = CalendarInvite.quoted(organizerName)
        writer.line("ORGANIZER;CN=\(name)", "mailto:" + CalendarInvite.address(organizer))
        writer.line(
            "ATTENDEE;ROLE=REQ-PARTICIPANT;" + participation,
            "mailto:" + CalendarInvite.address(attendee)
        )
        writer.line("END", "VEVENT")
        writer.line("END", "VCALENDAR")
        return writer.bytes
    }

    private var participation: String {
        if isCancelled { return "PARTSTAT=DECLINED" }
        switch response {
        case nil, .needsAction: return "PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
        case .accepted: return "PARTSTAT=ACCEPTED"
        case .declined: return "PARTSTAT=DECLINED"
        case .tentative: return "PARTSTAT=TENTATIVE"
        }
    }

    /// A parameter's value in quotes, which can hold no quote (RFC 5545, section 3.2).
    private static func quoted(_ text: String) -> String {
        let bytes = text.utf8.filter { $0 >= 0x20 && $0 != 0x7F && $0 != 0x22 }
        return "\"" + String(decoding: bytes, as: UTF8.self) + "\""
    }

    private static func address(_ text: String) -> String {
        String(decoding: text.utf8.filter { $0 > 0x20 && $0 != 0x7F }, as: UTF8.self)
    }
}
