internal import DaybookDomain

/// What a calendar in a mail says about its first event (iMIP, RFC 6047).
struct CalendarMessage: Equatable {
    /// Somebody who was invited.
    struct Attendee: Equatable {
        /// The address in lower case.
        var address: String
        /// Their answer, upper case (`ACCEPTED`, `DECLINED`, `TENTATIVE`, …); empty for none.
        var status: String
    }

    let method: CalendarMethod
    /// Names the event for ever.
    let uid: String
    /// Rises with each change of the event; 0 where it says nothing.
    let sequence: Int
    private(set) var attendees: [Attendee] = []
    /// The organiser's address in lower case; empty for none.
    private(set) var organizer = ""
    /// The start as written ("20261204T140000Z").
    private(set) var start = ""
    /// What the sender wrote beside it.
    private(set) var comment = ""
    /// Whether it is about one event of a series.
    private(set) var isOfSeries = false

    /// Reads a calendar.
    ///
    /// - Complexity: O(length), bounded by ``CalendarLimits``.
    init(_ bytes: [UInt8]) throws(CalendarUnreadable) {
        let lines = try ContentLines.read(bytes)
        var open: [[UInt8]] = []
        var method: [UInt8]?
        var event: [ContentLines.Line] = []
        var sawEvent = false
        for line in lines {
            if line.name == Array("BEGIN".utf8) {
                guard open.count < CalendarLimits.depthMax else { throw .tooLarge }
                open.append(line.value.map { Octets.isLetter($0) ? $0 & 0xDF : $0 })
            } else if line.name == Array("END".utf8) {
                if open.popLast() == Array("VEVENT".utf8) { sawEvent = true }
            } else if open == [Array("VCALENDAR".utf8)], line.name == Array("METHOD".utf8) {
                method = method ?? line.value
            } else if open == [Array("VCALENDAR".utf8), Array("VEVENT".utf8)], !sawEvent {
                event.append(line)
            }
        }
        guard let method, !event.isEmpty else { throw .malformed }
        let word = Octets.text(method[Octets.trimmed(0..<method.count, in: method)]).uppercased()
        guard let known = CalendarMethod(rawValue: word) else { throw .unknownMethod }
        self.method = known
        func first(_ name: String) -> [UInt8]? {
            event.first { $0.name == Array(name.utf8) }?.value
        }
        guard let uid = first("UID"), !uid.isEmpty, uid.count <= CalendarLimits.identifierBytesMax
        else { throw .malformed }
        self.uid = ContentLines.text(uid)
        sequence = CalendarMessage.number(first("SEQUENCE") ?? [])
        start = first("DTSTART").map { ContentLines.text($0) } ?? ""
        comment = first("COMMENT").map { ContentLines.text($0) } ?? ""
        organizer = first("ORGANIZER").flatMap(CalendarMessage.address) ?? ""
        isOfSeries = first("RECURRENCE-ID") != nil
        for line in event where line.name == Array("ATTENDEE".utf8) {
            guard attendees.count < CalendarLimits.attendeesMax else { throw .tooLarge }
            guard let address = CalendarMessage.address(line.value) else { continue }
            let status = line.parameter("PARTSTAT") ?? []
            attendees.append(
                Attendee(address: address, status: Octets.text(status[...]).uppercased())
            )
        }
    }

    /// The answer of the attendee with that address; `nil` if they are not among them.
    func status(of address: String) -> String? {
        attendees.first { $0.address == address }?.status
    }

    /// A `mailto:` address in lower case, or a bare one; `nil` for other URIs.
    private static func address(_ value: [UInt8]) -> String? {
        let scheme = Array("mailto:".utf8)
        let isMail = Octets.stands(scheme, in: value, at: 0, before: value.count)
        return AddressParser.normalised(value.dropFirst(isMail ? scheme.count : 0)[...])
    }

    /// A non-negative number of at most nine digits; 0 for anything else.
    private static func number(_ value: [UInt8]) -> Int {
        let digits = value[Octets.trimmed(0..<value.count, in: value)]
        guard (1...9).contains(digits.count), digits.allSatisfy(Octets.isDigit) else { return 0 }
        return digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
    }
}
