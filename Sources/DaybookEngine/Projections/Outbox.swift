public import DaybookDomain

/// The answers that are written and wait to be sent: what a sender works off.
public struct Outbox: Projection {
    /// The name, as in snapshots and digests.
    public static let name = "outbox"
    /// Raised with the state or its meaning: a snapshot of another version is not used.
    public static let version: UInt32 = 3

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
        /// Whether it reminds of the appointment that ``conversation`` then names.
        public var isReminder: Bool
        /// Whether it acknowledges a message, which answers nothing; ``conversation`` is then the
        /// first fact about the person, and ``about`` the message.
        public var isAcknowledgement: Bool
        /// Until when a sender keeps it to itself; `nil` if none ever did.
        public var claimedUntil: Instant?
        /// Whether a sender does not know that it was sent: somebody has to look, and say so.
        public var isUncertain = false
    }

    private var waiting: [UInt64: Entry] = [:]
    /// The reminders queued of each appointment whose time still stands.
    private var reminders: [UInt64: [UInt64]] = [:]

    /// Nothing folded yet.
    public init() {}

    /// The answers that wait, longest first. O(n log n).
    public var entries: [Entry] {
        waiting.values.sorted { $0.reply < $1.reply }
    }

    /// Folds a page of facts, in order. O(facts).
    public mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies) {
        for index in facts.indices {
            let fact = facts[index]
            switch fact.kindCode {
            case Kind.replyQueued.rawValue, Kind.reminderQueued.rawValue,
                Kind.acknowledgementQueued.rawValue:
                waiting[fact.sequence] = Entry(
                    reply: fact.sequence,
                    conversation: fact.subject,
                    channel: fact.channel,
                    queuedAt: fact.recordedAt,
                    about: fact.cause,
                    hasText: fact.flags.contains(.sealed),
                    isAutomatic: fact.flags.contains(.automatic),
                    isReminder: fact.kindCode == Kind.reminderQueued.rawValue,
                    isAcknowledgement: fact.kindCode == Kind.acknowledgementQueued.rawValue,
                    claimedUntil: nil
                )
                if fact.kindCode == Kind.reminderQueued.rawValue {
                    reminders[fact.subject, default: []].append(fact.sequence)
                }
            case Kind.replyClaimed.rawValue:
                waiting[fact.cause]?.claimedUntil = fact.holdExpiry
                waiting[fact.cause]?.isUncertain = false
            case Kind.replyUncertain.rawValue:
                waiting[fact.cause]?.claimedUntil = nil
                waiting[fact.cause]?.isUncertain = true
            case Kind.replySent.rawValue, Kind.replyFailed.rawValue:
                waiting[fact.cause] = nil
            case Kind.appointmentRescheduled.rawValue, Kind.appointmentCancelled.rawValue,
                Kind.patientArrived.rawValue, Kind.patientCheckedIn.rawValue,
                Kind.appointmentFulfilled.rawValue, Kind.patientNoShow.rawValue,
                Kind.appointmentEnteredInError.rawValue:
                // A reminder of another time, or of none, must not be sent.
                for reminder in reminders.removeValue(forKey: fact.subject) ?? [] {
                    waiting[reminder] = nil
                }
            default: break
            }
        }
    }

    /// Absorbs the state: equal states give equal digests. O(state).
    public func digest(into digest: inout Digest) {
        digest.absorb(Outbox.name)
        for entry in entries {
            digest.absorb(entry.reply)
            digest.absorb(entry.conversation)
            let until = entry.claimedUntil?.milliseconds ?? 0
            digest.absorb(UInt64(bitPattern: entry.isUncertain ? -1 : until))
        }
    }
}
