extension Fact {
    /// Its place in the log: 1 for the first fact, without gaps.
    @inlinable
    public var sequence: UInt64 {
        get { UInt64(bigEndian: word0) }
        set { word0 = newValue.bigEndian }
    }

    /// The kind as a number, also for kinds this version does not know.
    @inlinable
    public var kindCode: UInt8 {
        get { UInt8(truncatingIfNeeded: word1) }
        set { word1 = (word1 & ~0xFF) | UInt64(newValue) }
    }

    /// The kind, or `nil` if this version does not know it.
    @inlinable
    public var kind: Kind? { Kind(rawValue: kindCode) }

    /// The layout version of this kind; 1 now.
    @inlinable
    public var version: UInt8 { UInt8(truncatingIfNeeded: word1 >> 8) }

    /// When the writer appended it: never earlier than the fact before.
    @inlinable
    public var recordedAt: Instant {
        get { Instant(milliseconds: Fact.signed48(word1)) }
        set { word1 = (word1 & 0xFFFF) | (UInt64(bitPattern: newValue.milliseconds) << 16) }
    }

    /// The channel as a number.
    @inlinable
    public var channelCode: UInt8 { UInt8(truncatingIfNeeded: word2) }

    /// The channel it came by; an unknown number reads as ``Channel/system``.
    @inlinable
    public var channel: Channel {
        get { Channel(rawValue: channelCode) ?? .system }
        set { word2 = (word2 & ~0xFF) | UInt64(newValue.rawValue) }
    }

    /// Who acted, as a class; an unknown number reads as ``ActorClass/system``.
    @inlinable
    public var actor: ActorClass {
        get { ActorClass(rawValue: UInt8(truncatingIfNeeded: word2 >> 8)) ?? .system }
        set { word2 = (word2 & ~0xFF00) | (UInt64(newValue.rawValue) << 8) }
    }

    /// When it happened: the provider's signed time, or the command's instant.
    @inlinable
    public var occurredAt: Instant {
        get { Instant(milliseconds: Fact.signed48(word2)) }
        set { word2 = (word2 & 0xFFFF) | (UInt64(bitPattern: newValue.milliseconds) << 16) }
    }

    /// Yes-or-no marks and the modality.
    @inlinable
    public var flags: FactFlags {
        get { FactFlags(rawValue: UInt8(truncatingIfNeeded: word3)) }
        set { word3 = (word3 & ~0xFF) | UInt64(newValue.rawValue) }
    }

    /// Its place among equals: the resource group a booked resource serves, the number of an
    /// offered time.
    @inlinable
    public var rank: UInt8 {
        get { UInt8(truncatingIfNeeded: word3 >> 8) }
        set { word3 = (word3 & ~0xFF00) | (UInt64(newValue) << 8) }
    }

    /// The sequence of the first fact of the appointment, conversation or definition it belongs to.
    @inlinable
    public var subject: UInt64 {
        get { word3 >> 16 }
        set { word3 = (word3 & 0xFFFF) | (newValue << 16) }
    }

    /// Random token of the contact or patient; 0 none.
    @inlinable
    public var party: UInt64 {
        get { word4 }
        set { word4 = newValue }
    }

    /// Reason or outcome; an unknown number reads as ``Reason/other``.
    @inlinable
    public var reason: Reason {
        get { Reason(rawValue: Fact.low16(word5)) ?? .other }
        set { word5 = (word5 & ~0xFFFF) | UInt64(newValue.rawValue) }
    }

    /// The sequence of the fact that led to this one: the message of a reply, the request of a
    /// booking; 0 none.
    @inlinable
    public var cause: UInt64 {
        get { word5 >> 16 }
        set { word5 = (word5 & 0xFFFF) | (newValue << 16) }
    }

    /// The first minute of the time shown to people.
    @inlinable
    public var start: Minute {
        get { Minute(Int32(truncatingIfNeeded: word6)) }
        set { word6 = (word6 & ~0xFFFF_FFFF) | UInt64(UInt32(bitPattern: newValue.value)) }
    }

    /// Length in minutes, 0 to 65,535, without buffers.
    @inlinable
    public var length: UInt16 {
        get { UInt16(truncatingIfNeeded: word6 >> 32) }
        set { word6 = (word6 & ~(0xFFFF << 32)) | (UInt64(newValue) << 32) }
    }

    /// Minutes kept free before.
    @inlinable
    public var bufferBefore: UInt8 {
        get { UInt8(truncatingIfNeeded: word6 >> 48) }
        set { word6 = (word6 & ~(0xFF << 48)) | (UInt64(newValue) << 48) }
    }

    /// Minutes kept free after.
    @inlinable
    public var bufferAfter: UInt8 {
        get { UInt8(truncatingIfNeeded: word6 >> 56) }
        set { word6 = (word6 & ~(0xFF << 56)) | (UInt64(newValue) << 56) }
    }

    /// The resource's number; 0 none.
    @inlinable
    public var resource: UInt16 {
        get { UInt16(truncatingIfNeeded: word7) }
        set { word7 = (word7 & ~0xFFFF) | UInt64(newValue) }
    }

    /// The service's number; 0 none.
    @inlinable
    public var service: UInt16 {
        get { UInt16(truncatingIfNeeded: word7 >> 16) }
        set { word7 = (word7 & ~0xFFFF_0000) | (UInt64(newValue) << 16) }
    }

    /// By kind; see ``Kind`` and `schemas/log.md`.
    @inlinable
    public var detail: UInt32 {
        get { UInt32(truncatingIfNeeded: word7 >> 32) }
        set { word7 = (word7 & 0xFFFF_FFFF) | (UInt64(newValue) << 32) }
    }

    /// When a hold placed or extended by this fact ends: `detail` seconds after `recordedAt`.
    @inlinable
    public var holdExpiry: Instant {
        recordedAt.advanced(byMilliseconds: Int64(detail) * 1000)
    }
}
