/// Why a service can or can't be had at one start, as the log stood at one position and instant.
public struct SlotExplanation: Sendable, Hashable {
    /// One resource of a group.
    public struct Member: Sendable, Hashable {
        /// The resource's number.
        public var resource: UInt16
        /// Whether this resource alone could serve the service at that start.
        public var isFree: Bool
        /// What is in its way, at most ``SlotExplanation/obstaclesMax``; empty exactly where it is
        /// free.
        public var obstacles: [Obstacle]
    }

    /// One group of which the service needs resources.
    public struct Group: Sendable, Hashable {
        /// The group's name within its service.
        public var name: String
        /// How many of its resources one booking takes.
        public var needed: Int
        /// The resources looked at, in order of preference.
        public var members: [Member]

        /// How many of its resources are free.
        public var free: Int { members.count(where: \.isFree) }
    }

    /// The most obstacles listed for one resource.
    public static let obstaclesMax = 64

    /// The service's number.
    public var service: UInt16
    /// The start asked about.
    public var start: Minute
    /// The resource asked for; 0 any.
    public var resource: UInt16
    /// The instant that notice, horizon and holds were compared with.
    public var now: Instant
    /// The sequence of the last fact that counted.
    public var position: UInt64
    /// Why a booking is refused; ``Reason/none`` exactly when the start is offered.
    public var reason: Reason
    /// What a booking would take, when it is offered.
    public var footprints: [Footprint]
    /// What is in the way of the whole service, whatever the resources say.
    public var obstacles: [Obstacle]
    /// The groups, in the service's order.
    public var groups: [Group]

    /// Whether the start is offered, and so accepted.
    public var isOffered: Bool { reason == .none }
}
