/// One conversation, folded from its own facts: who waits since when, and what was answered.
public struct Conversation: Sendable {
    /// Its identity: the sequence of its first fact.
    public private(set) var subject: UInt64
    /// The contact's token; 0 unknown.
    public private(set) var party: UInt64
    /// The channel it runs on.
    public private(set) var channel: Channel
    /// Whether an episode is open.
    public private(set) var isOpen: Bool
    /// The earliest patient message that no response follows; `nil` when nobody waits.
    public private(set) var waitingSince: Instant?
    /// The patient's newest message, for reply windows.
    public private(set) var lastMessageAt: Instant?
    /// The sequence of the patient's newest message; 0 none.
    public private(set) var lastMessage: UInt64
    /// The service asked for; 0 unknown.
    public private(set) var service: UInt16
    /// The sequence of its newest fact.
    public private(set) var head: UInt64
    /// Answers queued and neither sent nor failed, by sequence.
    public private(set) var queued: [UInt64]
    /// Answers that reached the channel and did not fail, by the sequence that a report names.
    public private(set) var sent: [UInt64]
    /// The wait that an answer ended, and that answer: if it fails after all, the clock is put
    /// back.
    private var answered: (since: Instant, by: UInt64)?

    /// Folds a conversation from all facts of its subject, in order. O(number of facts).
    public init(history: some Sequence<Fact>) {
        subject = 0
        party = 0
        channel = .system
        isOpen = false
        lastMessage = 0
        service = 0
        head = 0
        queued = []
        sent = []
        for fact in history { apply(fact) }
    }

    private mutating func apply(_ fact: Fact) {
        guard let kind = fact.kind else { return }
        switch kind {
        case .requestReceived, .messageReceived, .conversationReopened:
            patientWrote(fact, isMessage: kind != .conversationReopened)
        case .replyQueued:
            queued.append(fact.sequence)
        case .replySent:
            // A report names the answer as it was queued; what was never queued, as it was sent.
            let answer = queued.contains(fact.cause) ? fact.cause : fact.sequence
            queued.removeAll { $0 == answer }
            sent.append(answer)
            if let waitingSince { answered = (waitingSince, answer) }
            waitingSince = nil
        case .replyFailed:
            queued.removeAll { $0 == fact.cause }
            sent.removeAll { $0 == fact.cause }
            if let answered, answered.by == fact.cause, waitingSince == nil {
                waitingSince = answered.since
            }
        case .conversationClosed:
            isOpen = false
            waitingSince = nil
            answered = nil
        case .offerMade, .replyDelivered, .replyRead, .messageEdited, .messageUnsent,
            .reactionReceived:
            break
        default: return
        }
        head = fact.sequence
    }

    private mutating func patientWrote(_ fact: Fact, isMessage: Bool) {
        if subject == 0 {
            subject = fact.subject
            channel = fact.channel
        }
        isOpen = true
        if fact.party != 0 { party = fact.party }
        if fact.service != 0 { service = fact.service }
        answered = nil
        guard isMessage else {
            if waitingSince == nil { waitingSince = fact.occurredAt }
            return
        }
        // Deliveries may come in another order than the messages were written.
        waitingSince = min(waitingSince ?? fact.occurredAt, fact.occurredAt)
        lastMessage = fact.sequence
        lastMessageAt = max(lastMessageAt ?? fact.occurredAt, fact.occurredAt)
    }
}
