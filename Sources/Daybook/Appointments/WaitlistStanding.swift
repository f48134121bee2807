public import DaybookDomain

/// Somebody who waits for a time, and what is on offer to them now.
public struct WaitlistStanding: Sendable, Hashable {
    /// The entry.
    public let entry: WaitlistEntry
    /// The hold that is on offer to them; `nil` if none is.
    public let offered: UInt64?
    /// Until when it is held; `nil` if none is on offer.
    public let heldUntil: Instant?
    /// Whether they are told of what is on offer; `nil` if nothing is.
    public let notice: OfferNotice?
}
