import Daybook

/// The bookings and live holds that a change of the clinic leaves without their time.
enum StrandedReport {
    /// A row a booking.
    static func report(_ bookings: [StrandedBooking], names: Names) -> Report {
        var report = Report(
            title: bookings.isEmpty ? "no booking is in the way" : "bookings and holds in the way",
            columns: [
                Column("appointment"), Column("start"), Column("minutes", alignment: .trailing),
                Column("resource"), Column("service"), Column("why"),
                Column("held", heading: "held until"),
            ]
        )
        for booking in bookings {
            report.append([
                .integer(Int(clamping: booking.appointment)), names.text(booking.start.instant),
                .integer(Int(booking.length)), .string(names.resourceKey(booking.resource)),
                .string(names.serviceKey(booking.service)), .string(booking.reason.name),
                booking.heldUntil.map { names.text($0) } ?? .none,
            ])
        }
        return report
    }
}
