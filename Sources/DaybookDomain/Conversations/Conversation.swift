/// One conversation, folded from its own facts: who waits since when, and what was answered.
public struct Conversation: Sendable {
    /// For how long after an answer its failure still puts the wait back, in milliseconds: 7 days,
    /// the longest redelivery of a platform.
    public static let failureWindow: Int64 = 7 * 86_400_000

    /// Its identity: the sequence of its first fact.
    public private(set) var subject: UInt64
    /// The contact's token; 0 unknown.
    public private(set) var party: UInt64
    /// The channel it runs on.
    public private(set) var channel: Channel
    /// Whether an episode is open.
    public private(set) var isOpen: Bool
    /// The patient's newest message, for reply windows.
    public private(set) var lastMessageAt: Instant?
    /// The sequence of the patient's newest message; 0 none.
    public private(set) var lastMessage: UInt64
    /// The sequence of what the patient wrote, edited or took back last; 0 none.
    public private(set) var lastWritten: UInt64
    /// The service asked for; 0 unknown.
    public private(set) var service: UInt16
    /// The actor number of whoever has it in hand; 0 nobody.
    public private(set) var assignee: UInt32
    /// The sequence of its newest fact.
    public private(set) var head: UInt64
    /// Answers queued and neither sent nor failed, by sequence.
    public private(set) var queued: [UInt64]
    /// Answers that reached the channel and did not fail, by the sequence that a report names.
    public private(set) var sent: [UInt64]
    /// Messages (and a reopening) that no answer follows, in the order they came in.
    private var unanswered: [Written]
    /// What the newest answered wait was, for the case that its answers fail after all.
    package private(set) var settled: Settled?
    /// The claims on queued answers.
    private var claims: [UInt64: Claim]
    /// What an answer was queued as, by the sequence of its sending.
    private var queuedAs: [UInt64: UInt64]

    /// Something that somebody waits since.
    fileprivate struct Written: Sendable {
        var sequence: UInt64
        var at: Instant
    }

    /// A wait that answers ended; the first answer that stands is the one it is counted by.
    package struct Settled: Sendable {
        fileprivate var messages: [Written]
        package fileprivate(set) var since: Instant
        package fileprivate(set) var answers: [Answer]
    }

    /// An answer that came after all messages of a wait.
    package struct Answer: Sendable {
        /// The sequence that a report names it by.
        package var reply: UInt64
        /// The fact of its sending.
        package var fact: Fact
    }

    /// A sender's hold on an answer.
    private struct Claim: Sendable {
        var fact: UInt64
        var until: Instant
    }

    /// Folds a conversation from all facts of its subject, in order. O(number of facts).
    public init(history: some Sequence<Fact>) {
        subject = 0
        party = 0
        channel = .system
        isOpen = false
        lastMessage = 0
        lastWritten = 0
        service = 0
        assignee = 0
        head = 0
        queued = []
        sent = []
        unanswered = []
        claims = [:]
        queuedAs = [:]
        for fact in history { apply(fact) }
    }

    /// The earliest patient message that no response follows; `nil` when nobody waits.
    public var waitingSince: Instant? { unanswered.map(\.at).min() }

    /// The patient's newest message written at or before an instant; 0 none since the last answer.
    func newestMessage(by instant: Instant) -> UInt64 {
        unanswered.filter { $0.at <= instant }.max { $0.at < $1.at }?.sequence ?? 0
    }

    /// The earliest message that waits; `nil` when nobody does.
    var oldestUnanswered: (sequence: UInt64, at: Instant)? {
        unanswered.min { $0.at < $1.at }.map { ($0.sequence, $0.at) }
    }

    /// The claim on a queued answer that lives at an instant: its fact; `nil` if there is none.
    func liveClaim(on reply: UInt64, at now: Instant) -> UInt64? {
        claims[reply].flatMap { now < $0.until ? $0.fact : nil }
    }

    /// The oldest answer that a sender is sending at that instant; `nil` if none is.
    func replyBeingSent(at now: Instant) -> UInt64? {
        queued.first { liveClaim(on: $0, at: now) != nil }
    }

    /// The sequence under which an answer is kept, by any sequence that a report names it by.
    func answer(named sequence: UInt64) -> UInt64 { queuedAs[sequence] ?? sequence }

    /// A conversation without facts.
    package init() { self.init(history: []) }

    /// Folds the next fact of the subject.
    package mutating func apply(_ fact: Fact) {
        guard let kind = fact.kind else { return }
        switch kind {
        case .requestReceived, .messageReceived, .conversationReopened:
            patientWrote(fact, isMessage: kind != .conversationReopened)
        case .messageEdited, .messageUnsent:
            lastWritten = fact.sequence
        case .replyQueued, .reminderQueued:
            queued.append(fact.sequence)
        case .replyClaimed:
            claims[fact.cause] = Claim(fact: fact.sequence, until: fact.holdExpiry)
        case .replySent:
            answered(fact)
        case .replyFailed:
            failed(fact)
        case .conversationClosed:
            isOpen = false
            unanswered = []
            settled = nil
        case .conversationAssigned:
            assignee = fact.detail
        case .conversationReleased:
            assignee = 0
        case .offerMade, .replyDelivered, .replyRead, .reactionReceived, .waitContinued, .noteAdded:
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
        settled = nil
        // Staff who open a conversation again add nothing for one who waits already.
        guard isMessage || unanswered.isEmpty else { return }
        unanswered.append(Written(sequence: fact.sequence, at: fact.occurredAt))
        guard isMessage else { return }
        // Deliveries may come in another order than the messages were written.
        lastMessage = fact.sequence
        lastWritten = fact.sequence
        lastMessageAt = max(lastMessageAt ?? fact.occurredAt, fact.occurredAt)
    }

    private mutating func answered(_ fact: Fact) {
        // A report names the answer as it was queued; what was never queued, as it was sent.
        let reply = queued.contains(fact.cause) ? fact.cause : fact.sequence
        queued.removeAll { $0 == reply }
        claims[reply] = nil
        sent.append(reply)
        queuedAs[fact.sequence] = reply
        guard let since = waitingSince else {
            if let settled, fact.occurredAt >= settled.since {
                self.settled?.answers.append(Answer(reply: reply, fact: fact))
            }
            return
        }
        let messages = unanswered
        unanswered.removeAll { $0.at <= fact.occurredAt }
        guard unanswered.isEmpty else { return }
        settled = Settled(
            messages: messages,
            since: since,
            answers: [Answer(reply: reply, fact: fact)]
        )
    }

    private mutating func failed(_ fact: Fact) {
        let reply = answer(named: fact.cause)
        queued.removeAll { $0 == reply }
        sent.removeAll { $0 == reply }
        claims[reply] = nil
        guard let settled, let index = settled.answers.firstIndex(where: { $0.reply == reply })
        else { return }
        let sentAt = settled.answers[index].fact.recordedAt
        let age = fact.recordedAt.milliseconds - sentAt.milliseconds
        // The answer that the wait is counted by stands for good after the window.
        guard index > 0 || age <= Conversation.failureWindow else { return }
        self.settled?.answers.remove(at: index)
        guard settled.answers.count == 1 else { return }
        unanswered = settled.messages
        self.settled = nil
    }
}
