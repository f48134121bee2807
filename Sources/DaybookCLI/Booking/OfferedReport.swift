import Daybook

/// Held times to choose from, with the tokens that book them.
enum OfferedReport {
    static let columns = [
        Column("start"), Column("resource"), Column("token"), Column("hold", alignment: .trailing),
        Column("heldUntil", heading: "held until"),
    ]

    /// A row a time.
    static func report(_ times: [OfferedTime], title: String?, _ names: Names) -> Report {
        var report = Report(title: title, columns: columns)
        for time in times { report.append(Row(cells(time, names))) }
        return report
    }

    /// Whether the patient is told, or why somebody has to.
    static func told(_ notice: OfferNotice?) -> Cell {
        switch notice {
        case .queued: .string("queued")
        case .withheld(let reason): .string(reason.name)
        case .noConversation: .string("no-conversation")
        case nil: .none
        }
    }

    static func cells(_ time: OfferedTime, _ names: Names) -> [Cell] {
        [
            names.text(time.start.instant), .string(names.resourceKey(time.resource)),
            .string(time.token), .integer(Int(clamping: time.hold)), names.text(time.expiry),
        ]
    }
}
