extension EmailAdapter {
    /// Names of the fields that say what a calendar in a mail asks for.
    package enum CalendarField {
        package static let prefix = "calendar-"
        package static let method = "calendar-method"
        package static let uid = "calendar-uid"
        package static let sequence = "calendar-sequence"
        package static let status = "calendar-status"
        package static let start = "calendar-start"
    }

    /// Takes in what a calendar in the mail asks for, if there is one that asks for something.
    ///
    /// An acceptance needs nobody and is a reaction to the confirmation. A refusal, another time, a
    /// cancellation or an invitation is a message: somebody waits, and a person decides. No
    /// calendar books or cancels by itself.
    ///
    /// - Parameter isDenied: Whether the sender's own domain denies the mail: it is nobody's answer
    ///   then, and a person looks at it.
    /// - Returns: Its code for the note, or `nil` where there is no such calendar.
    func readCalendar(
        _ bytes: [UInt8],
        _ parts: [MIMEPart],
        isDenied: Bool,
        into contact: inout Contact
    ) -> String? {
        let part = parts.first {
            $0.role == .leaf
                && ($0.mediaType == "text/calendar" || $0.mediaType == "application/ics")
        }
        guard let part else { return nil }
        let content = part.encoding.decode(bytes, part.body)
        let calendar: CalendarMessage
        do throws(CalendarUnreadable) {
            calendar = try CalendarMessage(Charset.utf8(content, label: part.charset).utf8)
        } catch {
            return error == .unknownMethod ? nil : error.rawValue
        }
        guard !isDenied else {
            contact.kind = .message
            return "imip-unverified"
        }
        // Whoever organises cancels, and some calendars cancel for whoever was invited; everybody else
        // answers for themselves only.
        let status = calendar.status(of: contact.sender)
        let isFromOrganizer = calendar.organizer == contact.sender && !contact.sender.isEmpty
        contact.references.append(calendar.uid)
        contact.fields += [
            (CalendarField.method, calendar.method.rawValue), (CalendarField.uid, calendar.uid),
            (CalendarField.sequence, String(calendar.sequence)),
        ]
        if let status, !status.isEmpty { contact.fields.append((CalendarField.status, status)) }
        if !calendar.start.isEmpty { contact.fields.append((CalendarField.start, calendar.start)) }
        if !calendar.comment.isEmpty, contact.text.isEmpty {
            contact.text = calendar.comment
            contact.freshText = calendar.comment
        }
        contact.kind = .message
        switch calendar.method {
        case .reply, .counter:
            guard let status else { return "imip-other-attendee" }
            if calendar.method == .counter { return "imip-counter" }
            if status == "ACCEPTED", calendar.comment.isEmpty { contact.kind = .reaction }
            return "imip-reply-" + PlatformWord.of(status.lowercased())
        case .cancel:
            return isFromOrganizer || status != nil ? "imip-cancel" : "imip-other-attendee"
        case .request: return "imip-request"
        }
    }
}
