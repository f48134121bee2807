public import DaybookDomain

/// One thing that somebody (or some machine) sent, as an adapter read it: still personal data, so
/// it only travels inside ``Reading``.
public struct Contact: Sendable {
    /// What it is, which decides what becomes of it.
    public enum Kind: String, Sendable, CaseIterable {
        /// A person's message.
        case message
        /// A press of a button, quick reply or list row, or a form's slot choice.
        case choice
        /// The patient edited a message sent earlier.
        case edit
        /// The patient took a message back.
        case unsend
        /// A reaction to a message.
        case reaction
        /// An answer that a person of the clinic typed in the platform's own app, or our own send
        /// coming back.
        case echo
        /// The platform says that a message of ours was delivered.
        case delivered
        /// The platform says that a message of ours was read.
        case read
        /// The platform says that a message of ours failed.
        case failed
        /// Mail from a machine: auto-reply, list, notification.
        case machine
        /// A delivery status report (bounce) about a message of ours.
        case bounce
        /// A public mention or comment directed at the clinic.
        case mention
        /// Well-formed, but of a kind this version does not know: recorded, and success to the
        /// sender.
        case unrecognised
        /// What can't be read within the limits: kept sealed, recorded, never lost.
        case quarantined
    }

    /// What it is.
    public var kind: Kind
    /// Bytes that are the same each time this very thing is delivered (message id and recipient,
    /// …), and for nothing else.
    public var identity: [UInt8]
    /// When the provider says it was sent, if the provider's word is signed; else `nil`.
    public var signedAt: Instant?
    /// When the message itself claims to have been sent (a mail's Date): stable under redelivery,
    /// but only a claim.
    public var claimedAt: Instant?
    /// Who sent it, normalised for comparison ("anna@example.org", a platform's user id), empty if
    /// nobody.
    public var sender: String
    /// How the sender calls themselves; never used for matching.
    public var senderName: String
    /// The clinic's address it was sent to, normalised.
    public var recipient: String
    /// This message's own id at its platform (Message-ID without brackets, mid), empty if none.
    public var messageID: String
    /// Ids of earlier messages it answers, newest first.
    public var references: [String]
    /// The subject, empty where the channel has none.
    public var subject: String
    /// The text a person wrote, as plain text, quotes and signature included.
    public var text: String
    /// `text` without quoted history and signature, for reading intent; equals `text` when unsure.
    public var freshText: String
    /// The token of the choice made (a button's payload, a form's slot value), empty if none.
    public var choice: String
    /// Named fields of a form, in the order sent.
    public var fields: [(name: String, value: String)]
    /// Attachments as metadata.
    public var attachments: [Attachment]
    /// BCP 47 tag of the language, where the channel states it; else empty.
    public var language: String
    /// Why it was quarantined or not recognised, or what a machine mail was: a code, no personal
    /// data.
    public var note: String
    /// Whether the channel's own rule says that a person should look at once (an answer on a form).
    /// The clinic's urgent words are looked for beside it.
    public var isUrgent: Bool

    /// Makes a contact of that kind; the rest is empty until set.
    public init(_ kind: Kind, identity: [UInt8]) {
        self.kind = kind
        self.identity = identity
        signedAt = nil
        claimedAt = nil
        sender = ""
        senderName = ""
        recipient = ""
        messageID = ""
        references = []
        subject = ""
        text = ""
        freshText = ""
        choice = ""
        fields = []
        attachments = []
        language = ""
        note = ""
        isUrgent = false
    }
}
