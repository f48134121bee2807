extension SlotState {
    /// Hands out, in a fixed order, the words that this state is made of, so that two replays can
    /// be compared.
    ///
    /// The same facts give the same words, however the fold was cut into pieces: empty pages are
    /// left out, and of the holds only those that were still alive when the newest fact was
    /// recorded.
    package func forEachWord(_ body: (UInt64) -> Void) {
        body(UInt64(bitPattern: recordedAt.milliseconds))
        body(clinic.revision)
        for (number, calendar) in calendars.enumerated() {
            let counters = [(calendar.booked, 0), (calendar.booked, 1), (calendar.blocked, 0)]
            for (layer, (counter, place)) in counters.enumerated() {
                counter.forEachPage(layer: place) { page, plane, words in
                    body(UInt64(number) << 32 | UInt64(layer) << 16 | UInt64(plane))
                    body(UInt64(bitPattern: Int64(page)))
                    for word in words { body(word) }
                }
            }
            for hold in calendar.holds where hold.expiry > recordedAt {
                body(hold.subject)
                body(UInt64(bitPattern: hold.expiry.milliseconds))
                body(UInt64(bitPattern: Int64(hold.footprint.start.value)))
            }
            // Seats of one service at one start count together, however long they are: how long is
            // told by the minutes above.
            let sessions = calendar.sessions.sorted { $0.key < $1.key }
            var index = 0
            while index < sessions.count {
                let key = sessions[index].key
                var seats = 0
                while index < sessions.count, sessions[index].key.startsWith(key) {
                    seats += Int(sessions[index].value)
                    index += 1
                }
                body(UInt64(key.service) << 32 | UInt64(min(seats, Int(UInt8.max))))
                body(UInt64(bitPattern: Int64(key.start.value)))
            }
            for stay in calendar.stays {
                body(stay.subject)
                body(
                    UInt64(stay.place) << 32
                        | UInt64(UInt32(bitPattern: stay.footprint.start.value))
                )
            }
        }
        turns.forEachWord(body)
        waitlist.forEachWord(body)
    }
}
