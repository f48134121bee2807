/// A message as the domain sees it: no name, no address, no text.
public struct Incoming: Sendable, Hashable {
    /// What kind of thing came in.
    public enum Nature: UInt8, Sendable, Hashable, CaseIterable {
        /// A person's words.
        case message = 0
        /// The patient edited a message.
        case edit = 1
        /// The patient took a message back.
        case unsend = 2
        /// A reaction.
        case reaction = 3
        /// A person of the clinic answered in the platform's own app.
        case staffEcho = 4
        /// The platform delivered a message of ours.
        case delivered = 5
        /// The patient read a message of ours.
        case read = 6
        /// A message of ours failed.
        case failed = 7
        /// A machine's message.
        case machine = 8
        /// A kind this version does not know.
        case unrecognised = 9
        /// Beyond the limits or unreadable; kept sealed.
        case quarantined = 10
    }

    /// What it is.
    public var nature: Nature
    /// The contact's token; 0 unknown.
    public var party: UInt64
    /// Whether the token is new with this message.
    public var introducesParty: Bool
    /// The conversation it continues; 0 none is known.
    public var conversation: UInt64
    /// The fact it is about (an edited message, a delivered reply); 0 unknown.
    public var about: UInt64
    /// The provider's signed time, already checked against receipt; `nil` uses the command's
    /// instant.
    public var occurredAt: Instant?
    /// Service asked for, where a form or button said so; 0 unknown.
    public var service: UInt16
    /// Why, for machine and quarantined messages.
    public var reason: Reason
    /// Whether urgent words were found.
    public var urgent: Bool
    /// Whether the whole message was a word by which its platform ends messages to the sender.
    public var stop: Bool
    /// Whether it stands where everybody can read it.
    public var isPublic: Bool
    /// The one-time link that led here: the fact that made it; 0 none. ``conversation`` is then the
    /// one that it leads out of.
    public var link: UInt64
    /// The version of the reader that read it; 0 unknown.
    public var readerVersion: UInt32
    /// The message of which it is a copy, delivered to another address of the clinic; 0 none.
    /// ``conversation`` is then that message's.
    public var copyOf: UInt64
    /// The channel by which whoever sent it may be answered, where its own takes no answer; `nil`
    /// none.
    public var answerBy: Channel?
    /// What the sender's calendar answers for an appointment; `nil` if it is no such answer.
    public var reply: CalendarReply?

    /// Makes an incoming message.
    public init(_ nature: Nature) {
        self.nature = nature
        party = 0
        introducesParty = false
        conversation = 0
        about = 0
        occurredAt = nil
        service = 0
        reason = .none
        urgent = false
        stop = false
        isPublic = false
        link = 0
        readerVersion = 0
        copyOf = 0
        answerBy = nil
        reply = nil
    }
}
