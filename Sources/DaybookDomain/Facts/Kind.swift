/// What kind of thing happened. The raw values are frozen: they stand in byte 8 of every fact.
///
/// Gaps are left between the groups so that later kinds stand beside their kin. A reader that meets
/// a kind it does not know steps over it in projections and shows it by number.
public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    // MARK: The clinic as data (each carries a body)

    /// Zone rules in force from here on; `detail` is the zone's number.
    case zoneRulesRecorded = 1
    /// A location, with its zone, hours and holidays; `detail` is its number.
    case locationDefined = 2
    /// A practitioner, room or device, with opening hours; `resource` is its number.
    case resourceDefined = 3
    /// A service; `service` is its number.
    case serviceDefined = 4
    /// A channel with its response target and policy.
    case channelDefined = 5
    /// The clinic's own settings.
    case clinicDefined = 6
    /// A person or program that acts; `detail` is its number.
    case actorDefined = 7
    /// A location is no longer in use.
    case locationWithdrawn = 8
    /// A resource takes no new bookings.
    case resourceWithdrawn = 9
    /// A service is no longer offered.
    case serviceWithdrawn = 10
    /// A channel is no longer served.
    case channelWithdrawn = 11

    // MARK: Appointments

    /// Time is held for somebody until `detail` seconds after `recordedAt`.
    case holdPlaced = 32
    /// A hold's end moved to `detail` seconds after this fact's `recordedAt`.
    case holdExtended = 33
    /// A hold ended before its time; carries the footprint set free.
    case holdReleased = 34
    /// An appointment is booked; one fact for each resource it occupies.
    case appointmentBooked = 40
    /// An appointment's new time; follows ``timeReleased`` in the same group.
    case appointmentRescheduled = 41
    /// An appointment's old time, set free by a reschedule of the same group.
    case timeReleased = 42
    /// An appointment is cancelled; carries the footprint set free.
    case appointmentCancelled = 43
    /// The patient is here.
    case patientArrived = 44
    /// The paperwork is done.
    case patientCheckedIn = 45
    /// The visit took place.
    case appointmentFulfilled = 46
    /// The patient did not come.
    case patientNoShow = 47
    /// A cancellation or no-show is undone; carries the footprint taken again.
    case appointmentReinstated = 48
    /// The appointment was recorded by mistake; carries the footprint set free, if any.
    case appointmentEnteredInError = 49
    /// An appointment is asked for and takes its time until somebody approves or declines, at most
    /// until `detail` seconds after `recordedAt`; one fact for each resource.
    case appointmentRequested = 50
    /// A request is declined; carries the footprint set free.
    case appointmentDeclined = 51
    /// An appointment's time after new zone rules, as somebody decided; follows ``timeReleased`` in
    /// the same group.
    case timeReresolved = 52
    /// A resource is not available for a while.
    case timeBlocked = 56
    /// A block is lifted; carries the same times.
    case timeUnblocked = 57

    // MARK: Waiting for a time

    /// Somebody waits for a time: from `start` to the minute `detail`, on the weekdays of `length`
    /// (bit 0 Monday; 0 any), between `bufferBefore` and `bufferAfter` quarter hours of the day
    /// (both 0: any); `rank` is the priority.
    case waitlistJoined = 58
    /// Somebody waits no longer; `reason` says why.
    case waitlistLeft = 59
    /// A time is offered to somebody who waits; `cause` is the hold, which ends `detail` seconds
    /// after `recordedAt`.
    case waitlistOffered = 60
    /// The offered time was declined; `cause` is the hold.
    case waitlistDeclined = 61

    // MARK: Series

    /// A series of appointments is booked: each follows in the same group, its cause is this fact.
    /// The rule stands in the body.
    case seriesDefined = 64
    /// An occurrence of a series that could not be booked; `reason` says why.
    case occurrenceMissed = 65

    // MARK: Who takes part in an appointment, and what else is said of it

    /// Somebody who takes part answers: `resource` is who, 0 the patient, and `rank` their
    /// ``ParticipantResponse``. When the appointment is moved they are asked again.
    case participantResponded = 66
    /// What is neither time nor resources of an appointment changed: the marks of the modality,
    /// `rank` the priority and `detail` the ``VisitType``, all of them as they are from here on. A
    /// comment is sealed content.
    case appointmentAmended = 67
    /// Somebody who was to be told of something was not written to: `cause` is what, `reason` why.
    case noticeWithheld = 68

    // MARK: Other systems

    /// Another system took time of a resource; `detail` is the version of its entry. The block
    /// follows in the same group.
    case externalBusySet = 80
    /// Another system gave an entry up; `detail` is the version that says so.
    case externalBusyCleared = 81
    /// Another system took time that is booked or held here; `cause` is what it took.
    case conflictFound = 82
    /// A person dealt with a conflict; `cause` is where it was found.
    case conflictSettled = 83

    // MARK: Conversations

    /// A patient's message that opens an episode of a conversation: somebody waits from here on.
    case requestReceived = 96
    /// A patient's further message in an open episode.
    case messageReceived = 97
    /// Times were offered in answer to a request; the offered holds follow in the same group.
    case offerMade = 98
    /// An answer is written and waits to be sent.
    case replyQueued = 99
    /// An answer reached the channel: the clock stops here.
    case replySent = 100
    /// An answer could not be sent: whoever waited still waits.
    case replyFailed = 101
    /// The platform says that an answer was delivered.
    case replyDelivered = 102
    /// The platform says that an answer was read.
    case replyRead = 103
    /// An episode ended without needing (another) answer; `reason` says why.
    case conversationClosed = 104
    /// An ended episode is open again: somebody waits from here on.
    case conversationReopened = 105
    /// The patient edited a message.
    case messageEdited = 110
    /// The patient took a message back.
    case messageUnsent = 111
    /// The patient reacted to a message.
    case reactionReceived = 112
    /// Mail from a machine: an auto-reply, a list, a bounce. Nobody waits.
    case machineMessageReceived = 113
    /// A well-formed delivery of a kind this version does not know.
    case unrecognisedReceived = 114
    /// A message beyond the reader's limits, or not readable; kept sealed for a better reader.
    case messageQuarantined = 115
    /// A sender took an answer over, until `detail` seconds after `recordedAt`.
    case replyClaimed = 117
    /// A conversation is in the hands of the member of staff whose actor number is `detail`.
    case conversationAssigned = 118
    /// A conversation is in nobody's hands again.
    case conversationReleased = 119
    /// Staff noted something down for themselves: no answer, nobody's clock changes.
    case noteAdded = 120

    // MARK: People, by their tokens (one fact a person concerned, with `cause` the other's subject)

    /// A contact belongs to a person; `reason` is the evidence.
    case contactLinked = 121
    /// A contact does not belong to a person after all.
    case contactUnlinked = 122
    /// Two tokens are one person; `reason` is the evidence.
    case partiesMerged = 123
    /// Two tokens that were taken for one person are two.
    case partiesSplit = 124
    /// A person may be written to on `channel`, having agreed to the wording of version `detail`.
    case consentRecorded = 125
    /// A person is not to be written to on `channel` any more.
    case consentWithdrawn = 126
    /// A person prefers `channel`, and the language in `detail`.
    case preferenceRecorded = 127
    /// A reminder of an appointment waits to be sent; `cause` is the fact that set its time.
    case reminderQueued = 128
    /// That a message came in is acknowledged by rule, which answers nothing: `cause` is the message,
    /// `detail` the number of the clinic's templates that word it, and the subject the person, so
    /// that no clock of a conversation ever stops for it.
    case acknowledgementQueued = 130
    /// A patient says that they will come to an appointment; `cause` is the reminder that asked. It
    /// holds for the time that they were reminded of.
    case attendanceConfirmed = 131
    /// A person said how soon whoever waits in a conversation wants an answer: `rank` is the priority.
    case priorityChanged = 132
    /// A sender does not know whether an answer reached the channel: it waits for somebody to say so,
    /// and no sender takes it over by itself.
    case replyUncertain = 133

    // MARK: Links, readings and the clinic's own people

    /// A one-time link out of a conversation was made; it ends `detail` seconds after
    /// `recordedAt`.
    case linkMinted = 140
    /// A one-time link was used; `cause` is where it was made. From here on the conversation is
    /// held on `channel`.
    case linkRedeemed = 141
    /// A person says what the message `cause` was: `rank` is what was wanted, `detail` the version
    /// of the reader that had read it.
    case readingCorrected = 142
    /// A person is one of the clinic's own people.
    case colleagueRecorded = 144
    /// A person is not one of the clinic's own people, or no longer.
    case colleagueWithdrawn = 145

    // MARK: People

    /// A contact address was seen for the first time; `party` is its new random token.
    case partyIntroduced = 160
    /// Sealed content was opened; `reason` is the purpose, `cause` the fact it belongs to.
    case contentAccessed = 168

    // MARK: Custody: what is kept, how long, and under which keys

    /// A party is to be erased; from here on nothing can be sealed for it.
    case erasureRequested = 161
    /// A party's key is destroyed; `detail` is the generation of the keys without it.
    case erasureCompleted = 162
    /// What is kept of a party must stay; `reason` says why.
    case legalHoldPlaced = 163
    /// A legal hold, which is `cause`, is over.
    case legalHoldReleased = 164
    /// How long contents of the class `rank` are kept: `detail` days, 0 without end.
    case retentionDefined = 165
    /// A content of the fact `cause` is to be destroyed alone; `rank` is its class, `detail` the
    /// part.
    case contentExpired = 166
    /// The keys of the contents that expired together are destroyed; `detail` is the generation.
    case contentsDestroyed = 167
    /// The keys were copied to a backup; `detail` is their generation.
    case keysBackedUp = 169
    /// Somebody attests that no copy of keys of a generation below `detail` is left.
    case keyBackupsDestroyed = 170
    /// The keys are wrapped under a new key; `detail` is its epoch.
    case keysRotated = 171

    // MARK: Deliveries

    /// The same mail came to another address of the clinic too: `cause` is the message, in whose
    /// conversation nothing changes.
    case copyReceived = 176

    /// The stable name, as in CloudEvents types and on the command line ("appointmentBooked").
    public var name: String { String(describing: self) }

    /// Whether the fact carries a footprint: one that it takes, keeps or sets free.
    @inlinable
    public var hasFootprint: Bool {
        switch self {
        case .holdPlaced, .holdExtended, .holdReleased, .appointmentBooked, .appointmentRescheduled,
            .timeReleased, .appointmentCancelled, .appointmentReinstated,
            .appointmentEnteredInError, .appointmentRequested, .appointmentDeclined,
            .timeReresolved, .timeBlocked, .timeUnblocked, .externalBusySet, .conflictFound:
            true
        default: false
        }
    }
}
