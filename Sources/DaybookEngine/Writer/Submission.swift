public import DaybookDomain

/// A command on its way to the writer, with who asks and what stands beside its facts.
///
/// Everything that identifies a person is already sealed or hashed: the engine never sees it.
public struct Submission: Sendable {
    /// The id under which the answer is remembered for ever.
    public var id: CommandID
    /// When it was asked or, for a message, received.
    public var at: Instant
    /// The channel it came by.
    public var channel: Channel
    /// Who acts, as a class.
    public var actorClass: ActorClass
    /// The name of the member of staff or program that acts; becomes an actor number. Empty: none.
    public var actor: String
    /// What is asked for.
    public var command: Command
    /// Keyed hash of the command's plain content, 16 bytes: the same id with another content is a
    /// conflict.
    public var fingerprint: [UInt8]
    /// Sealed contents of the message or answer, by part.
    package var sealed: [Sealed] = []
    /// The token of the party that they are sealed for, where that is not the ``contact``'s; `nil` is not
    /// looked at.
    package var sealedFor: UInt64?
    /// The generation that the keys had before anything was sealed.
    package var keyGeneration: UInt64 = 0
    /// How the contact is found, for messages.
    package var contact: ContactKey?
    /// Keyed hashes of what the message refers to, most telling first; the first that is known
    /// decides.
    package var references: [[UInt8]] = []
    /// Keyed hashes of the message that it is about (an edited message, a delivered reply); the
    /// first known one.
    package var about: [[UInt8]] = []
    /// Keyed hashes under which the same message, delivered to another of the clinic's addresses, is
    /// found.
    package var copies: [[UInt8]] = []
    /// Keyed hashes under which the message or answer is to be found later.
    package var bindings: [[UInt8]] = []

    /// Sealed bytes of one part.
    package struct Sealed: Sendable {
        package var part: UInt8
        package var bytes: [UInt8]

        package init(part: UInt8, bytes: [UInt8]) {
            self.part = part
            self.bytes = bytes
        }
    }

    /// A contact by keyed hash, and the token its content was sealed for.
    package struct ContactKey: Sendable {
        package var hash: [UInt8]
        package var token: UInt64

        package init(hash: [UInt8], token: UInt64) {
            self.hash = hash
            self.token = token
        }
    }

    /// Makes a submission without content.
    public init(
        id: CommandID,
        at: Instant,
        channel: Channel,
        actorClass: ActorClass,
        actor: String = "",
        command: Command,
        fingerprint: [UInt8]
    ) {
        self.id = id
        self.at = at
        self.channel = channel
        self.actorClass = actorClass
        self.actor = actor
        self.command = command
        self.fingerprint = fingerprint
    }

    /// How much of the inbox it fills, in bytes.
    var weight: Int {
        512 + sealed.reduce(0) { $0 + $1.bytes.count }
    }
}
