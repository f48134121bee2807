import Daybook

/// What takes a resource's time, a row an appointment.
enum DiaryReport {
    static func report(
        _ appointments: [Appointment],
        of resource: UInt16,
        _ names: Names,
        now: Instant
    ) -> Report {
        var report = Report(
            title: appointments.isEmpty ? "nothing takes the time" : nil,
            columns: [
                Column("appointment", alignment: .trailing), Column("start"),
                Column("minutes", alignment: .trailing), Column("service"), Column("status"),
                Column("resources"), Column("party"), Column("patient"),
                Column("confirmed", alignment: .trailing),
                Column("heldUntil", heading: "held until"),
            ]
        )
        for appointment in appointments {
            let status = appointment.status(asOf: now)
            let own = appointment.footprints.first { $0.resource == resource }
            let all = appointment.footprints.map { names.resourceKey($0.resource) }
            report.append([
                .integer(Int(clamping: appointment.subject)),
                own.map { names.text($0.start.instant) } ?? .none,
                own.map { .integer(Int($0.length)) } ?? .none,
                .string(names.serviceKey(appointment.service)), .string(status.code),
                .string(all.joined(separator: " ")), Names.token(appointment.party),
                .string(appointment.response(of: 0, asOf: now).code),
                appointment.confirmation == 0
                    ? .none : .integer(Int(clamping: appointment.confirmation)),
                status == .pending ? names.text(appointment.holdExpiry) : .none,
            ])
        }
        return report
    }
}
