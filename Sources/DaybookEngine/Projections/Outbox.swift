public import DaybookDomain

/// The answers that are written and wait to be sent: what a sender works off.
public struct Outbox: Projection {
    public static let name = "outbox"
    public static let version: UInt32 = 1

    /// One answer.
    public struct Entry: Sendable, Hashable {
        /// The answer's own fact.
        public var reply: UInt64
        /// The conversation it belongs to.
        public var conversation: UInt64
        /// The channel it goes out by.
        public var channel: Channel
        /// Since when it waits.
        public var queuedAt: Instant
        /// The message it answers, or the offer or booking that it tells of.
        public var about: UInt64
        /// Whether a person's text is sealed beside it; without one, the sender words the offer or
        /// booking itself.
        public var hasText: Bool
        /// Whether a rule wrote it.
        public var isAutomatic: Bool
    }

    private var waiting: [UInt64: Entry] = [:]

    public init() {}

    /// The answers that wait, longest first. O(n log n).
    public var entries: [Entry] {
        waiting.values.sorted { $0.reply < $1.reply }
    }

    public mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies) {
        for index in facts.indices {
            let fact = facts[index]
            switch fact.kindCode {
            case Kind.replyQueued.rawValue:
                waiting[fact.sequence] = Entry(
                    reply: fact.sequence,
                    conversation: fact.subject,
                    channel: fact.channel,
                    queuedAt: fact.recordedAt,
                    about: fact.cause,
                    hasText: fact.flags.contains(.sealed),
                    isAutomatic: fact.flags.contains(.automatic)
                )
            case Kind.replySent.rawValue, Kind.replyFailed.rawValue:
                waiting[fact.cause] = nil
            default: break
            }
        }
    }

    public func digest(into digest: inout Digest) {
        digest.absorb(Outbox.name)
        for entry in entries {
            digest.absorb(entry.reply)
            digest.absorb(entry.conversation)
        }
    }
}
