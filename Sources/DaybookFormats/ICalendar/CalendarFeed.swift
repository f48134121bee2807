package import DaybookDomain

/// A resource's calendar for other programs to subscribe to: when it is not free, and nothing else.
///
/// No patient, no service and no reason stands in it: what a feed gives away can't be taken back.
package struct CalendarFeed: Sendable {
    /// In which form the times stand.
    package enum Form: Sendable {
        /// One VFREEBUSY component (RFC 5545 section 3.6.4).
        case freeBusy
        /// A VEVENT for each period, for programs that do not show free/busy time.
        case events
    }

    /// The name that is shown: the resource's.
    package var name: String
    /// Tells this resource's calendar from all others; stable.
    package var identity: String
    /// The stretch of time that was looked at.
    package var window: Range<Minute>
    /// The instant the feed is made at.
    package var now: Instant
    /// The periods; those that are free are left out.
    package var periods: [CalendarPeriod]

    /// Makes a feed.
    package init(
        name: String,
        identity: String,
        window: Range<Minute>,
        now: Instant,
        periods: [CalendarPeriod]
    ) {
        self.name = name
        self.identity = identity
        self.window = window
        self.now = now
        self.periods = periods
    }

    /// The feed's bytes. O(periods).
    package func bytes(_ form: Form) -> [UInt8] {
        var writer = ICalendarWriter()
        writer.line("BEGIN", "VCALENDAR")
        writer.line("VERSION", "2.0")
        writer.line("PRODID", "-//Daybook//Daybook//EN")
        writer.line("METHOD", "PUBLISH")
        writer.text("NAME", name)
        switch form {
        case .freeBusy: freeBusy(&writer)
        case .events: for period in periods { event(period, &writer) }
        }
        writer.line("END", "VCALENDAR")
        return writer.bytes
    }

    private func freeBusy(_ writer: inout ICalendarWriter) {
        writer.line("BEGIN", "VFREEBUSY")
        writer.text("UID", identity)
        writer.line("DTSTAMP", ICalendarWriter.dateTime(now))
        writer.line("DTSTART", ICalendarWriter.dateTime(window.lowerBound.instant))
        writer.line("DTEND", ICalendarWriter.dateTime(window.upperBound.instant))
        for period in periods {
            guard let type = CalendarFeed.type(period.state) else { continue }
            let start = ICalendarWriter.dateTime(period.minutes.lowerBound.instant)
            let end = ICalendarWriter.dateTime(period.minutes.upperBound.instant)
            writer.line("FREEBUSY;FBTYPE=\(type)", "\(start)/\(end)")
        }
        writer.line("END", "VFREEBUSY")
    }

    private func event(_ period: CalendarPeriod, _ writer: inout ICalendarWriter) {
        let isTentative = period.state == .tentative
        // Closed hours are no events: a calendar full of nights helps nobody.
        guard CalendarFeed.type(period.state) != nil, period.state != .closed else { return }
        writer.line("BEGIN", "VEVENT")
        writer.text("UID", "\(period.minutes.lowerBound.value)-\(identity)")
        writer.line("DTSTAMP", ICalendarWriter.dateTime(now))
        writer.line("DTSTART", ICalendarWriter.dateTime(period.minutes.lowerBound.instant))
        writer.line("DTEND", ICalendarWriter.dateTime(period.minutes.upperBound.instant))
        writer.line("SUMMARY", isTentative ? "Tentative" : "Busy")
        writer.line("STATUS", isTentative ? "TENTATIVE" : "CONFIRMED")
        writer.line("CLASS", "PRIVATE")
        writer.line("TRANSP", "OPAQUE")
        writer.line("END", "VEVENT")
    }

    /// The free/busy type (RFC 5545 section 3.2.9); nothing for free time.
    private static func type(_ state: CalendarPeriod.State) -> String? {
        switch state {
        case .busy: "BUSY"
        case .tentative: "BUSY-TENTATIVE"
        case .blocked, .closed: "BUSY-UNAVAILABLE"
        case .free: nil
        }
    }
}
