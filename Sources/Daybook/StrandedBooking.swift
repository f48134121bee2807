public import DaybookDomain

/// A booking, or a hold that is still alive, which a block, or a change of the clinic, leaves without
/// its time.
public struct StrandedBooking: Sendable, Hashable {
    /// The appointment's number, or the hold's.
    public let appointment: UInt64
    /// When it begins.
    public let start: Minute
    /// Its length in minutes.
    public let length: UInt16
    /// The resource that is not available then.
    public let resource: UInt16
    /// The service's number.
    public let service: UInt16
    /// Why: `blocked`, `outside-hours`, or `not-configured` for a resource that is withdrawn.
    public let reason: Reason
    /// When a hold ends: it is offered to somebody, or waits for approval; `nil` for a booking.
    public internal(set) var heldUntil: Instant?

    init(_ appointment: UInt64, _ entry: UInt16, _ footprint: Footprint, _ reason: Reason) {
        self.appointment = appointment
        start = footprint.start
        length = footprint.length
        resource = footprint.resource
        service = entry
        self.reason = reason
    }
}
