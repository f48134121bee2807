/// One conversation, folded from its own facts: who waits since when, and what was answered.
public struct Conversation: Sendable {
    /// For how long after an answer its failure still puts the wait back, in milliseconds: 7 days,
    /// the longest redelivery of a platform.
    public static let failureWindow: Int64 = 7 * 86_400_000

    /// Its identity: the sequence of its first fact.
    public private(set) var subject: UInt64
    /// The contact's token; 0 unknown.
    public private(set) var party: UInt64
    /// The channel it runs on: that of its first message, or where a one-time link led since.
    public private(set) var channel: Channel
    /// The channel by which the patient's newest message can be answered, where another than
    /// ``channel`` must be taken; `nil` none is known.
    private(set) var answerBy: Channel?
    /// Whether the patient's newest message stands where everybody can read it.
    public private(set) var isPublic: Bool
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
    /// How soon an answer is wanted, while somebody waits.
    public private(set) var priority: Priority
    /// The sequence of its newest fact.
    public private(set) var head: UInt64
    /// Answers queued and neither sent nor failed, by sequence.
    public private(set) var queued: [UInt64]
    /// Of those queued the ones that may have been sent, for all that their sender knows.
    public private(set) var uncertain: [UInt64]
    /// Answers that reached the channel and did not fail, by the sequence that a report names.
    public private(set) var sent: [UInt64]
    /// Messages (and a reopening) that no answer follows, in the order they came in.
    private var unanswered: [Written]
    /// The answers of the last days, for the case that they fail after all.
    package private(set) var answers: [Answer]
    /// The claims on queued answers.
    private var claims: [UInt64: Claim]
    /// What an answer was queued as, by the sequence of its sending.
    private var queuedAs: [UInt64: UInt64]

    /// Something that somebody waits since.
    private struct Written: Sendable {
        var sequence: UInt64
        var at: Instant
    }

    /// An answer that reached the channel.
    package struct Answer: Sendable {
        /// The sequence that a report names it by.
        package var reply: UInt64
        /// The answer that ended the wait: this one, or one before it.
        package var ending: UInt64
        /// Since when that wait had been.
        package var since: Instant
        /// When it was recorded.
        package var recordedAt: Instant
        /// Whether it can't be put back any more: it failed, or the conversation was closed.
        package var isVoid = false
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
        isPublic = false
        isOpen = false
        lastMessage = 0
        lastWritten = 0
        service = 0
        assignee = 0
        priority = .routine
        head = 0
        queued = []
        uncertain = []
        sent = []
        answers = []
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

    /// The claim on a queued answer that lives at an instant: its fact; `nil` if there is none.
    func liveClaim(on reply: UInt64, at now: Instant) -> UInt64? {
        claims[reply].flatMap { now < $0.until ? $0.fact : nil }
    }

    /// The oldest answer that a sender is sending at that instant, or may have sent; `nil` if there
    /// is none.
    func replyBeingSent(at now: Instant) -> UInt64? {
        queued.first { liveClaim(on: $0, at: now) != nil || uncertain.contains($0) }
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
        case .replyQueued, .reminderQueued, .acknowledgementQueued:
            queued.append(fact.sequence)
        case .replyClaimed:
            claims[fact.cause] = Claim(fact: fact.sequence, until: fact.holdExpiry)
            uncertain.removeAll { $0 == fact.cause }
        case .replyUncertain:
            claims[fact.cause] = nil
            uncertain.append(fact.cause)
        case .replySent:
            answered(fact)
        case .replyFailed:
            failed(fact)
        case .conversationClosed:
            isOpen = false
            unanswered = []
            for index in answers.indices { answers[index].isVoid = true }
        case .conversationAssigned:
            assignee = fact.detail
        case .conversationReleased:
            assignee = 0
        case .linkRedeemed:
            channel = fact.channel
        case .priorityChanged:
            guard !unanswered.isEmpty else { break }
            priority = Priority(rawValue: fact.rank) ?? priority
        case .linkMinted, .offerMade, .replyDelivered, .replyRead, .reactionReceived, .noteAdded:
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
        if unanswered.isEmpty { priority = .routine }
        if fact.flags.contains(.urgent) { priority = .urgent }
        // Staff who open a conversation again add nothing for one who waits already.
        guard isMessage || unanswered.isEmpty else { return }
        unanswered.append(Written(sequence: fact.sequence, at: fact.occurredAt))
        guard isMessage else { return }
        // Deliveries may come in another order than the messages were written.
        lastMessage = fact.sequence
        lastWritten = fact.sequence
        isPublic = fact.reason == .publicPlace
        answerBy = fact.answerBy ?? fact.channel
        lastMessageAt = max(lastMessageAt ?? fact.occurredAt, fact.occurredAt)
    }

    private mutating func answered(_ fact: Fact) {
        // A report names the answer as it was queued; what was never queued, as it was sent.
        let reply = queued.contains(fact.cause) ? fact.cause : fact.sequence
        queued.removeAll { $0 == reply }
        uncertain.removeAll { $0 == reply }
        claims[reply] = nil
        sent.append(reply)
        queuedAs[fact.sequence] = reply
        answers.removeAll { Conversation.isOld($0, at: fact) }
        var answer = Answer(
            reply: reply,
            ending: reply,
            since: fact.occurredAt,
            recordedAt: fact.recordedAt
        )
        if let since = waitingSince, since <= fact.occurredAt {
            // What was written after it still waits, however early it was delivered.
            unanswered.removeAll { $0.at <= fact.occurredAt }
            answer.since = since
        } else if let last = answers.last, !last.isVoid {
            // Should the one before it fail, this one stands.
            answer.since = last.since
            answer.ending = last.ending
        } else {
            return
        }
        answers.append(answer)
    }

    private static func isOld(_ answer: Answer, at fact: Fact) -> Bool {
        fact.recordedAt.milliseconds - answer.recordedAt.milliseconds
            > failureWindow
    }

    /// A failure puts the wait back to where it began, unless another answer to it, or a later one,
    /// stands. After the window nothing is put back.
    private mutating func failed(_ fact: Fact) {
        let reply = answer(named: fact.cause)
        queued.removeAll { $0 == reply }
        uncertain.removeAll { $0 == reply }
        sent.removeAll { $0 == reply }
        claims[reply] = nil
        answers.removeAll { Conversation.isOld($0, at: fact) }
        guard let index = answers.lastIndex(where: { $0.reply == reply }), !answers[index].isVoid
        else { return }
        answers[index].isVoid = true
        let answer = answers[index]
        let stands =
            answers[(index + 1)...].contains { !$0.isVoid }
            || answers[..<index].contains { $0.ending == answer.ending && !$0.isVoid }
        guard !stands, waitingSince.map({ answer.since < $0 }) != false else { return }
        // What was written after the beginning is not told apart any more: all of it waits since
        // then.
        unanswered.append(Written(sequence: answer.ending, at: answer.since))
    }
}
