extension SlotState {
    /// How much is kept: what must follow the time that is open and not the history.
    package struct Size: Sendable, Equatable {
        /// Nothing.
        package init() {}

        /// Bytes of the minutes taken and blocked.
        package var minuteBytes = 0
        /// Holds, those included that ran out and were not dropped yet.
        package var holds = 0
        /// Sessions with seats taken.
        package var sessions = 0
    }

    /// How much is kept, for tests and metrics. O(resources).
    package var size: Size {
        calendars.reduce(into: Size()) { size, calendar in
            size.minuteBytes += calendar.booked.byteCount + calendar.blocked.byteCount
            size.holds += calendar.holds.count
            size.sessions += calendar.sessions.count
        }
    }
}
