/// Everything a decision may know besides the state: who asks, when, and where in the log it will
/// stand.
public struct DecisionContext: Sendable {
    /// The instant of the writer, never earlier than the last fact's: what expiry and notice are
    /// compared with.
    public var now: Instant
    /// The instant of the command: when it happened.
    public var occurredAt: Instant
    /// The channel it came by.
    public var channel: Channel
    /// Who acts, as a class.
    public var actor: ActorClass
    /// The number of the member of staff or program that acts; 0 none.
    public var actorNumber: UInt32
    /// The sequence that the first new fact will have.
    public var next: UInt64
    /// Whether sealed content will stand beside the first new fact of a message or answer.
    public var hasSealedContent: Bool

    /// Makes a context.
    public init(
        now: Instant,
        occurredAt: Instant,
        channel: Channel,
        actor: ActorClass,
        next: UInt64,
        hasSealedContent: Bool = false,
        actorNumber: UInt32 = 0
    ) {
        self.now = now
        self.occurredAt = occurredAt
        self.channel = channel
        self.actor = actor
        self.next = next
        self.hasSealedContent = hasSealedContent
        self.actorNumber = actorNumber
    }

    /// A fact of that kind with what every fact of this decision shares; `offset` counts facts
    /// already decided.
    func fact(_ kind: Kind, offset: Int = 0) -> Fact {
        var fact = Fact(kind)
        fact.sequence = next + UInt64(offset)
        fact.recordedAt = now
        fact.occurredAt = occurredAt
        fact.channel = channel
        fact.actor = actor
        return fact
    }
}
