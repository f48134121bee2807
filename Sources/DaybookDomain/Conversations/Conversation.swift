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
    /// The message that started the wait which the newest sent answer ended, to put the clock back on failure.
    private var answeredSince: Instant?

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
            queued.removeAll { $0 == fact.cause }
            answeredSince = waitingSince ?? answeredSince
            waitingSince = nil
        case .replyFailed:
            queued.removeAll { $0 == fact.cause }
            if waitingSince == nil { waitingSince = answeredSince }
        case .conversationClosed:
            isOpen = false
            waitingSince = nil
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
        if waitingSince == nil { waitingSince = fact.occurredAt }
        answeredSince = nil
        if isMessage {
            lastMessage = fact.sequence
            lastMessageAt = fact.occurredAt
        }
    }
}
