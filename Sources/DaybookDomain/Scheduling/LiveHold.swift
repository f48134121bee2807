/// A hold that has not ended yet, as a calendar keeps it: the newest facts of it, in 40 bytes.
struct LiveHold: Sendable {
    var subject: UInt64
    var expiry: Instant
    var service: UInt16
    var footprint: Footprint

    init(_ fact: Fact) {
        subject = fact.subject
        expiry = fact.holdExpiry
        service = fact.service
        footprint = Footprint(of: fact)
    }
}
