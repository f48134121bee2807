/// What is kept of the bookings of a service beside the minutes that they take.
struct ServiceMarks: OptionSet, Sendable {
    let rawValue: UInt8

    /// It seated several patients at once: the seats of its sessions.
    static let seatsSeveral = ServiceMarks(rawValue: 1)
    /// It was had at a location of its own: where the resources are that work at several.
    static let hasLocation = ServiceMarks(rawValue: 2)
}
