/// A hold that has not ended yet, as a calendar keeps it: the newest facts of it, in 48 bytes.
struct LiveHold: Sendable {
    var subject: UInt64
    var expiry: Instant
    var service: UInt16
    /// What offers it together with others, of which one can be chosen; 0 nothing.
    var offer: UInt64
    var footprint: Footprint

    init(_ fact: Fact) {
        subject = fact.subject
        expiry = fact.holdExpiry
        service = fact.service
        offer = fact.reason.isOffer ? fact.cause : 0
        footprint = Footprint(of: fact)
    }
}
