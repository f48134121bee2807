internal import DaybookDomain

/// Somebody who waits for an answer, in 32 bytes: two to a cache line.
struct Wait: Sendable, BitwiseCopyable {
    /// The conversation; 0 marks an empty place of a table.
    var subject: UInt64 = 0
    /// The newest message in the lower 48 bits, then the service.
    private var messageWord: UInt64 = 0
    /// Since in the upper 48 bits; channel, marks and the count of later messages below.
    private var sinceWord: UInt64 = 1 << 8
    /// The cell in which the wait was counted.
    var cell: UInt32 = 0
    /// The newest of the later messages in the pool of ``LaterMessages``; 0 if there is none.
    var later: UInt32 = 0

    /// The patient's newest message, by its sequence.
    var lastMessage: UInt64 {
        get { messageWord & 0xFFFF_FFFF_FFFF }
        set { messageWord = messageWord & ~0xFFFF_FFFF_FFFF | newValue & 0xFFFF_FFFF_FFFF }
    }
    var service: UInt16 {
        get { UInt16(truncatingIfNeeded: messageWord >> 48) }
        set { messageWord = messageWord & 0xFFFF_FFFF_FFFF | UInt64(newValue) << 48 }
    }
    /// The earliest patient message that no response follows, in ms.
    var since: Int64 {
        get { Int64(bitPattern: sinceWord) >> 16 }
        set { sinceWord = sinceWord & 0xFFFF | UInt64(bitPattern: newValue) << 16 }
    }
    var channel: UInt8 {
        get { UInt8(truncatingIfNeeded: sinceWord) }
        set { sinceWord = sinceWord & ~0xFF | UInt64(newValue) }
    }
    /// Whether the episode had no answer yet.
    var isFirst: Bool {
        get { sinceWord >> 8 & 1 == 1 }
        set { sinceWord = sinceWord & ~(1 << 8) | (newValue ? 1 << 8 : 0) }
    }
    var isUrgent: Bool {
        get { sinceWord >> 9 & 1 == 1 }
        set { sinceWord = sinceWord & ~(1 << 9) | (newValue ? 1 << 9 : 0) }
    }
    var priority: Priority { isUrgent ? .urgent : .routine }
    /// How many later messages the pool keeps for this wait, 0...``LaterMessages/most``.
    var laterCount: Int {
        get { Int(sinceWord >> 10 & 63) }
        set { sinceWord = sinceWord & ~(63 << 10) | UInt64(newValue & 63) << 10 }
    }
}
