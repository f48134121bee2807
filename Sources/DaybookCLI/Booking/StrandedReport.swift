import Daybook

/// The bookings that a change of the clinic leaves without their time.
enum StrandedReport {
    /// A row a booking.
    static func report(_ bookings: [StrandedBooking], names: Names) -> Report {
        var report = Report(
            title: bookings.isEmpty ? "no booking is in the way" : "bookings in the way",
            columns: [
                Column("appointment"), Column("start"), Column("minutes", alignment: .trailing),
                Column("resource"), Column("service"), Column("why"),
            ]
        )
        for booking in bookings {
            report.append([
                .integer(Int(clamping: booking.appointment)), names.text(booking.start.instant),
                .integer(Int(booking.length)), .string(names.resourceKey(booking.resource)),
                .string(names.serviceKey(booking.service)), .string(booking.reason.name),
            ])
        }
        return report
    }
}
