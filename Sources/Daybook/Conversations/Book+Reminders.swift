public import DaybookDomain
internal import DaybookEngine

extension Book {
    /// The reminders whose time has come and that are not queued yet, the nearest appointment
    /// first.
    ///
    /// A time that was booked or moved after its reminder would have been due needs none: the
    /// person has just said it. Of several that are due together only the last is left.
    ///
    /// A platform that takes nothing by rule any more is passed over where the person can be reached
    /// by another channel.
    /// - Parameter now: The instant; `nil` the clock.
    /// - Complexity: O(facts of the log), and O(facts) of the appointments that lie ahead.
    public func dueReminders(asOf now: Instant? = nil) throws(BookError) -> [DueReminder] {
        let now = now ?? Instant(milliseconds: options.clock())
        let leads = try clinic().settings?.reminderMinutes ?? []
        guard let longest = leads.max() else { return [] }
        var booked = BookedTimes()
        try replay(&booked)
        var due: [DueReminder] = []
        for (subject, entry) in booked.entries {
            guard let start = entry.footprints.map(\.start.value).min().map({ Minute($0) }),
                now < start.instant,
                start.instant.milliseconds - now.milliseconds <= Int64(longest) * 60_000,
                let reminder = try reminder(of: subject, at: start, leads, now)
            else { continue }
            due.append(reminder)
        }
        return due.sorted { ($0.start.value, $0.appointment) < ($1.start.value, $1.appointment) }
    }

    /// The channels by which somebody can be reminded, the best first: that which they prefer, that by
    /// which the appointment came about, and, where that takes no answer, the one by which whoever
    /// asked for it can be written to.
    private func channels(
        _ preferred: Channel?,
        _ history: [Fact],
        _ origin: [Fact]
    ) -> [Channel] {
        let came = history.first { $0.kind == .appointmentBooked }?.channel ?? .desk
        let by = origin.last { Book.isPatientMessage($0) }?.answerBy
        return [preferred, came.isForm ? by ?? came : came, by].compactMap(\.self)
    }

    private func reminder(
        of subject: UInt64,
        at start: Minute,
        _ leads: [UInt32],
        _ now: Instant
    ) throws(BookError) -> DueReminder? {
        let history = try history(of: subject)
        let appointment = Appointment(history: history)
        guard appointment.status == .booked, appointment.party != 0 else { return nil }
        func moment(_ lead: UInt32) -> Instant {
            start.instant.advanced(byMilliseconds: -Int64(lead) * 60_000)
        }
        let time = Decider.timeFact(of: history)
        guard let lead = leads.filter({ moment($0) <= now }).min(),
            let setAt = history.first(where: { $0.sequence == time })?.recordedAt,
            setAt < moment(lead)
        else { return nil }
        let isQueued = history.contains {
            $0.kind == .reminderQueued && $0.cause == time && $0.recordedAt >= moment(lead)
        }
        guard !isQueued else { return nil }
        let origin: [Fact]
        do {
            origin = try self.history(of: try conversation(ofAppointment: subject))
        } catch {
            throw BookError(error)
        }
        let clinic = try clinic()
        let channels = channels(
            try person(appointment.party).preferredChannel,
            history,
            origin
        )
        let open = channels.first {
            Decider.isOpen($0, to: origin, asOf: now, clinic)
        }
        return DueReminder(
            appointment: subject,
            party: appointment.party,
            start: start,
            service: appointment.service,
            minutesBefore: lead,
            channel: open ?? channels.first ?? .desk
        )
    }
}
