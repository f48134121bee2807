package import DaybookDomain

/// What may be known of a contact outside the seal: nothing in it is a name, an address, an id at a
/// platform or a text, only kinds, times, counts and keyed hashes.
package struct ContactSummary: Sendable, Equatable {
    /// What the contact is.
    package let kind: Contact.Kind
    /// When the provider says, signed, that it was sent.
    package let signedAt: Instant?
    /// When the message itself claims to have been sent.
    package let claimedAt: Instant?
    /// The id of the command that records it, 16 bytes; the same at each delivery.
    package let commandID: [UInt8]
    /// What was sent, as a keyed hash of 16 bytes: the same at each delivery, another for another
    /// content.
    package let fingerprint: [UInt8]
    /// By which the sender's party is found, 32 bytes; `nil` if the message has no sender.
    package let addressHash: [UInt8]?
    /// Whether there is a text, a subject or a filled form field to read.
    package let hasText: Bool
    /// Whether the channel said which language it is.
    package let isLanguageKnown: Bool
    /// Why it was quarantined or not recognised, or what a machine mail was: a code, or "unlisted"
    /// where an adapter's note does not have the form of one.
    package let note: String
    /// The token of the choice made: characters of tokens only, empty otherwise.
    package let choice: String
    /// The choice of an offered time, where the words are nothing else; `nil` none, or where the
    /// channel's own ``choice`` says it.
    package let written: WrittenChoice?
    /// The keyed hash of this message's id at its platform, 16 bytes; `nil` if it has none.
    package let messageKey: [UInt8]?
    /// The keyed hash of a mail without the address that it was delivered to, 16 bytes; `nil` for
    /// what is no mail, or has no sender.
    package let copyKey: [UInt8]?
    /// The keyed hashes of the messages it answers, newest first, at most
    /// ``VaultLimits/referenceKeysMax``.
    package let referenceKeys: [[UInt8]]
    /// The mail of ours that it answers, proven by its id; `nil` if none.
    package let ownMail: OwnIdentifier?
    /// The appointment of ours that its calendar is about, proven by its UID; `nil` if none.
    package let ownAppointment: OwnIdentifier?
    /// Which state of that appointment its calendar is about.
    package let calendarSequence: Int?
    /// What its calendar answers for its sender; `nil` where it answers nothing.
    package let calendarResponse: ParticipantResponse?
    /// The token of the one-time link that led to the form; characters of tokens only, empty
    /// otherwise.
    package let link: String
    /// The channel by which whoever filled in a form may be answered, as they gave an address and
    /// asked for nothing else; `nil` none.
    package let answerBy: Channel?
    /// How many attachments it has.
    package let attachmentCount: Int
    /// The number of the service that a form's field or a button names, as the clinic calls it; 0
    /// none.
    package let service: UInt16
    /// Whether one of the clinic's urgent words stands in it, or the form's own rule says urgent.
    package let isUrgent: Bool
    /// Whether all of it is a word by which the platform ends messages to the sender.
    package let isStop: Bool
}
