/// Why: a refusal's cause, a cancellation's reason, how an episode ended, what a machine mail was.
///
/// One closed set with frozen raw values, grouped by hundreds. `name` is the code of every
/// interface.
public enum Reason: UInt16, Sendable, Hashable, CaseIterable {
    /// No reason applies.
    case none = 0

    // MARK: Refusals: why a command was answered with no

    /// The time lies outside the opening hours.
    case outsideHours = 1
    /// The resource is blocked then.
    case blocked = 2
    /// The time is booked.
    case taken = 3
    /// The time is held for somebody else.
    case held = 4
    /// The time itself is free, its buffers are not.
    case buffer = 5
    /// Less than the service's minimum notice is left.
    case notice = 6
    /// The time lies beyond the service's booking horizon.
    case horizon = 7
    /// The session is full.
    case capacity = 8
    /// The resource does not offer that service.
    case notEligible = 9
    /// There is nothing with that number.
    case unknown = 10
    /// The status does not allow that step.
    case transitionNotAllowed = 11
    /// The hold ran out.
    case holdExpired = 12
    /// Something newer happened than the caller had seen.
    case staleVersion = 13
    /// The start is not on the service's grid.
    case offGrid = 14
    /// The time lies in the past.
    case past = 15
    /// The clinic, service or channel is not configured.
    case notConfigured = 16
    /// Nobody waits for an answer there.
    case notWaiting = 17
    /// The platform no longer accepts an answer there.
    case replyWindowClosed = 18
    /// The choice was not one that had been offered, or its offer is over.
    case notOffered = 19
    /// A number in the command is outside its range.
    case outOfRange = 20
    /// The clinic's policy forbids it on this channel.
    case channelPolicy = 21
    /// There is nothing to change.
    case unchanged = 22
    /// A member of staff has to approve it first.
    case needsApproval = 23
    /// Whoever asks may not decide that.
    case notPermitted = 24
    /// The time is free, but not long enough for the way from or to another location.
    case travel = 30
    /// The person has not agreed to be written to there, or no longer does.
    case noConsent = 40
    /// Somebody else has it in hand.
    case claimed = 41
    /// It stands in public view, where nothing about a patient may be said.
    case publicPlace = 44
    /// The channel is not open to this person yet.
    case notOpen = 45
    /// The link was used already.
    case linkUsed = 46
    /// The link's time is over.
    case linkExpired = 47
    /// What is kept of the party must stay, by a legal hold.
    case legalHold = 60
    /// The party is erased.
    case erased = 61

    // MARK: Cancellations (FHIR appointment-cancellation-reason, by initiator)

    /// The patient cancelled (`pat`).
    case patient = 100
    /// The clinic cancelled (`prov`).
    case provider = 101
    /// Equipment or room failed (`maint`).
    case maintenance = 102
    /// Another reason (`other`).
    case other = 103
    /// The appointment was moved.
    case moved = 104
    /// The hold became a booking or was given up.
    case given = 105

    /// The rules of the time zone changed.
    case zoneRules = 106

    // MARK: What a hold was placed for, where it is one of several to choose from

    /// It is offered in answer to a conversation; the cause is the offer.
    case offered = 120
    /// It is offered to somebody on the waitlist; the cause is the entry.
    case waitlisted = 121
    /// It is offered instead of a booked time; the cause is the appointment.
    case rebooking = 122

    // MARK: What an answer is, where it says nothing of its own

    /// It only asks to go on elsewhere: on the clinic's own form, or in private.
    case invited = 130

    // MARK: How an episode ended without a (further) answer

    /// Nothing more is needed.
    case notNeeded = 150
    /// The patient said thanks.
    case thanks = 151
    /// The patient withdrew the request.
    case withdrawn = 152
    /// Unwanted mail.
    case spam = 153
    /// The same request stands elsewhere.
    case duplicate = 154
    /// The patient booked a time themselves.
    case booked = 155
    /// What was offered was not taken.
    case unanswered = 156

    // MARK: What a machine's or unreadable message was

    /// An automatic answer such as out of office.
    case autoReply = 200
    /// A mailing list or bulk mail.
    case list = 201
    /// A delivery status report.
    case bounce = 202
    /// Our own mail coming back.
    case loop = 203
    /// The message is longer than the limit.
    case tooLarge = 210
    /// The message has more parts, headers or addresses than the limit.
    case tooMany = 211
    /// The message is nested deeper than the limit.
    case tooDeep = 212
    /// The bytes are not of the channel's format.
    case malformed = 213

    // MARK: Purposes of opening sealed content (HL7 v3 PurposeOfUse, in words)

    /// To treat the patient.
    case treatment = 300
    /// To run the clinic.
    case operations = 301
    /// The patient asked for their own data.
    case patientRequest = 302
    /// Law demands it.
    case legal = 303
    /// A check of Daybook itself.
    case systemCheck = 304

    // MARK: Evidence that two tokens belong together

    /// A document was shown.
    case documentShown = 500
    /// They were called back at a number on file.
    case calledBack = 501
    /// They answered from the other address.
    case answeredFromThere = 502
    /// They knew a reference that only that person has.
    case knewReference = 503
    /// The earlier link or merge was a mistake.
    case mistaken = 504
    // MARK: Why something is erased

    /// The person asked for it (GDPR Art. 17).
    case request = 400
    /// The time for which it may be kept is over.
    case retentionOver = 401
    /// A court or an authority ordered it.
    case order = 402
    /// It should never have been stored.
    case storedInError = 403
    /// The patient took the message back.
    case unsent = 404

    // MARK: Why something must be kept (legal holds)

    /// A lawsuit, or one that is to be expected.
    case litigation = 420
    /// An authority investigates.
    case investigation = 421
    /// An audit is under way.
    case audit = 422
    /// A complaint is being looked into.
    case complaint = 423

    /// The stable code, as printed and as accepted on the command line ("outside-hours").
    public var name: String {
        var text = ""
        for character in String(describing: self) {
            if character.isUppercase {
                text += "-" + character.lowercased()
            } else {
                text.append(character)
            }
        }
        return text
    }

    /// The reason with this stable code, if there is one. O(number of reasons).
    public init?(name: some StringProtocol) {
        guard let found = Reason.allCases.first(where: { name == $0.name }) else { return nil }
        self = found
    }

    /// The reasons that a cancellation, a declined request or a move may give.
    public static let cancellations: [Reason] = [.patient, .provider, .maintenance, .other]
    /// The reasons for which an episode may be closed.
    public static let closings: [Reason] = [
        .notNeeded, .thanks, .withdrawn, .spam, .duplicate, .booked,
    ]
    /// The purposes for which sealed content may be opened.
    public static let purposes: [Reason] = allCases.filter { (300..<400).contains($0.rawValue) }
    /// Why a person's data may be erased on demand.
    public static let erasures: [Reason] = [.request, .retentionOver, .order, .storedInError]
    /// Why data must be kept until a hold is lifted.
    public static let legalHolds: [Reason] = [.litigation, .investigation, .audit, .complaint]
    /// The evidence by which two tokens may be related.
    public static let evidence: [Reason] = allCases.filter { (500..<600).contains($0.rawValue) }
    /// The reasons for which somebody may leave the waitlist.
    public static let waitlistLeavings: [Reason] = [.notNeeded, .withdrawn, .duplicate, .booked]

    /// Whether a hold with this reason is one of several that its cause offers.
    @inlinable
    public var isOffer: Bool { self == .offered || self == .waitlisted || self == .rebooking }

    /// Whether this is a refusal of a command.
    public var isRefusal: Bool { rawValue >= 1 && rawValue < 100 }
}
