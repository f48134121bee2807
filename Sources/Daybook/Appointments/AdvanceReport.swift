/// What an advance did.
public struct AdvanceReport: Sendable, Hashable {
    /// A time that was offered to somebody who waits.
    public struct Offer: Sendable, Hashable {
        /// The entry of the waitlist.
        public let entry: UInt64
        /// Whom it is for: the patient's or contact's token; 0 unknown.
        public let party: UInt64
        /// The held time with its token.
        public let time: OfferedTime
        /// Whether they are told of it; else somebody tells them.
        public let notice: OfferNotice
    }

    /// The offers made, in order.
    public internal(set) var offers: [Offer] = []
    /// The entries whose wait ended without a booking.
    public internal(set) var ended: [UInt64] = []

    init() {}
}
