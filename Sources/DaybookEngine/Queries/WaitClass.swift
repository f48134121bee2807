internal import DaybookDomain

/// Waits whose due times are in the order of their beginnings: those of one channel and priority.
struct WaitClass: Hashable, Sendable {
    /// From 0, below ``count``.
    let number: Int

    /// How many there can be.
    static let count = 512

    init(of wait: Wait) {
        number = Int(wait.channel) << 1 | (wait.isUrgent ? 1 : 0)
    }

    init(number: Int) {
        self.number = number
    }

    /// The channel; `nil` for one that this version doesn't know.
    var channel: Channel? { Channel(rawValue: UInt8(truncatingIfNeeded: number >> 1)) }
    var priority: Priority { number & 1 == 1 ? .urgent : .routine }
}
