import DaybookDomain

/// Writes a mail as RFC 5322 and MIME have it: ASCII but for addresses that need SMTPUTF8, lines of
/// bounded length, and no way for a value to become a field of its own.
struct MailWriter {
    private var output: [UInt8] = []

    /// The bytes of a mail. O(length).
    static func bytes(_ draft: borrowing MailDraft) -> [UInt8] {
        var writer = MailWriter()
        writer.writeHeader(draft)
        writer.writeBody(draft)
        return writer.output
    }

    private mutating func writeHeader(_ draft: borrowing MailDraft) {
        field("Date", [MailWriter.date(draft.date, offsetMinutes: draft.offsetMinutes)])
        field("From", MailWriter.mailbox(draft.fromName, draft.from))
        field("To", MailWriter.mailbox(draft.toName, draft.to))
        let subject = MailWriter.cut(draft.subject, to: OutgoingLimits.subjectBytesMax)
        field("Subject", HeaderEncoder.words(subject))
        field("Message-ID", ["<\(draft.messageID)>"])
        if !draft.inReplyTo.isEmpty { field("In-Reply-To", ["<\(draft.inReplyTo)>"]) }
        let references = MailWriter.bounded(draft.references)
        if !references.isEmpty { field("References", references.map { "<\($0)>" }) }
        switch draft.origin {
        case .person: break
        case .ruleInAnswer: field("Auto-Submitted", ["auto-replied"])
        case .ruleUnasked: field("Auto-Submitted", ["auto-generated"])
        }
        // What other mailers understand; RFC 3834 has its own field above.
        if draft.origin != .person { field("X-Auto-Response-Suppress", ["All"]) }
        field("X-Daybook-Loop", ["1"])
        if !draft.language.isEmpty { field("Content-Language", [draft.language]) }
        field("MIME-Version", ["1.0"])
    }

    private mutating func writeBody(_ draft: borrowing MailDraft) {
        let text = MailWriter.cut(draft.text, to: OutgoingLimits.textBytesMax)
        let calendars = draft.calendars.prefix(OutgoingLimits.calendarsMax)
        guard let first = calendars.first else { return part("text/plain", text) }
        // `=_` can't occur in quoted-printable (RFC 2045, section 6.7).
        let boundary = "=_daybook_" + draft.messageID.prefix { $0 != "@" }
        guard calendars.count > 1 else {
            return alternatives(text, first, boundary)
        }
        // The first appointment is the alternative to the text, as with one; those after it stand
        // beside both.
        field("Content-Type", ["multipart/mixed;", "boundary=\"\(boundary)_all\""])
        line("")
        line("--\(boundary)_all")
        alternatives(text, first, boundary)
        for calendar in calendars.dropFirst() {
            line("--\(boundary)_all")
            part(calendar)
        }
        line("--\(boundary)_all--")
    }

    /// The same said twice: in words, and for a calendar.
    private mutating func alternatives(
        _ text: String,
        _ calendar: (method: CalendarMethod, bytes: [UInt8]),
        _ boundary: String
    ) {
        field("Content-Type", ["multipart/alternative;", "boundary=\"\(boundary)\""])
        line("")
        line("--" + boundary)
        part("text/plain", text)
        line("--" + boundary)
        part(calendar)
        line("--" + boundary + "--")
    }

    private mutating func part(_ calendar: (method: CalendarMethod, bytes: [UInt8])) {
        part(
            "text/calendar",
            String(decoding: calendar.bytes, as: UTF8.self),
            parameter: "method=\(calendar.method.rawValue)"
        )
    }

    private mutating func part(_ type: String, _ text: String, parameter: String = "") {
        let type = "\(type); charset=utf-8"
        field("Content-Type", parameter.isEmpty ? [type] : [type + ";", parameter])
        field("Content-Transfer-Encoding", ["quoted-printable"])
        line("")
        output += QuotedPrintableWriter.bytes(text)
    }

    /// A field of pieces between which it may be folded. Controls of a value are gone, so that no
    /// value begins a line of its own.
    private mutating func field(_ name: String, _ pieces: [String]) {
        var width = name.utf8.count + 1
        output += Array(name.utf8) + [Octets.colon]
        for (number, piece) in pieces.enumerated() {
            let bytes = piece.utf8.filter { $0 >= 0x20 && $0 != 0x7F }
            if number > 0, width + 1 + bytes.count > OutgoingLimits.lineBytesMax {
                output += [Octets.cr, Octets.lf]
                width = 0
            }
            output.append(Octets.space)
            output += bytes
            width += 1 + bytes.count
        }
        output += [Octets.cr, Octets.lf]
    }

    private mutating func line(_ text: String) {
        output += Array(text.utf8) + [Octets.cr, Octets.lf]
    }

    // MARK: Values

    /// A name and an address; the address alone without a name.
    private static func mailbox(_ name: String, _ address: String) -> [String] {
        let bare = String(
            decoding: address.utf8.filter { $0 > 0x20 && $0 != 0x3C && $0 != 0x3E },
            as: UTF8.self
        )
        guard !name.isEmpty else { return [bare] }
        return HeaderEncoder.phrase(name) + ["<\(bare)>"]
    }

    /// The oldest reference, which names the thread, and the newest.
    private static func bounded(_ references: [String]) -> [String] {
        guard references.count > OutgoingLimits.referencesMax, let first = references.first else {
            return references
        }
        return [first] + references.suffix(OutgoingLimits.referencesMax - 1)
    }

    /// The longest start of whole characters.
    private static func cut(_ text: String, to bytes: Int) -> String {
        guard text.utf8.count > bytes else { return text }
        var result = ""
        var used = 0
        for character in text {
            used += character.utf8.count
            guard used <= bytes else { break }
            result.append(character)
        }
        return result
    }

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// RFC 5322, section 3.3: "Tue, 1 Dec 2026 09:30:05 +0100".
    static func date(_ instant: Instant, offsetMinutes: Int) -> String {
        let wall = instant.seconds + Int64(offsetMinutes) * 60
        let time = WallTime(wallSeconds: wall)
        let parts = time.date.parts
        let second = Int(wall - time.wallSeconds)
        let minute = Int(time.minuteOfDay)
        let offset = abs(offsetMinutes)
        return "\(weekdays[time.date.isoWeekdayNumber - 1]), \(parts.day) "
            + "\(months[parts.month - 1]) \(padded(parts.year, 4)) "
            + "\(padded(minute / 60, 2)):\(padded(minute % 60, 2)):\(padded(second, 2)) "
            + (offsetMinutes < 0 ? "-" : "+") + padded(offset / 60 * 100 + offset % 60, 4)
    }

    static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }
}
