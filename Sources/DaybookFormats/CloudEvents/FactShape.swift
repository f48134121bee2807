package import DaybookDomain

/// Which fields a kind uses: the one table behind the JSON form, exports and `schemas/events`.
///
/// Channel, actor class and marks belong to every kind and are not listed.
package struct FactShape: Sendable, Equatable {
    /// The fields that every fact of the kind carries, also when they are zero.
    package let required: [FactField]
    /// The fields that it carries where they are not zero.
    package let optional: [FactField]

    init(_ required: [FactField] = [], optional: [FactField] = []) {
        self.required = required
        self.optional = optional
    }

    /// Whether the kind uses that field.
    package func contains(_ field: FactField) -> Bool {
        required.contains(field) || optional.contains(field)
    }

    private static let footprint: [FactField] = [
        .start, .minutes, .bufferBefore, .bufferAfter, .resource, .group,
    ]

    /// The shape of a kind.
    package static func of(_ kind: Kind) -> FactShape {
        switch kind {
        case .zoneRulesRecorded, .locationDefined, .actorDefined:
            FactShape([.number, .definition])
        case .resourceDefined: FactShape([.resource, .definition])
        case .serviceDefined: FactShape([.service, .definition])
        case .channelDefined, .clinicDefined: FactShape([.definition])
        case .locationWithdrawn: FactShape([.number])
        case .resourceWithdrawn: FactShape([.resource])
        case .serviceWithdrawn: FactShape([.service])
        case .channelWithdrawn: FactShape()
        case .holdPlaced, .holdExtended:
            FactShape(
                footprint + [.service, .holdSeconds],
                optional: [.party, .cause, .reason, .modality]
            )
        case .appointmentRequested:
            FactShape(
                footprint + [.service, .holdSeconds],
                optional: [.party, .cause, .modality]
            )
        case .appointmentBooked:
            FactShape(footprint + [.service, .zone], optional: [.party, .cause, .modality])
        case .appointmentRescheduled, .timeReresolved:
            FactShape(
                footprint + [.service, .zone],
                optional: [.party, .cause, .reason, .modality]
            )
        case .waitlistJoined:
            FactShape(
                [.service, .start, .until],
                optional: [.party, .cause, .resource, .priority, .weekdays, .dayFrom, .dayTo]
            )
        case .waitlistLeft: FactShape([.service, .reason], optional: [.party])
        case .waitlistOffered:
            FactShape(
                [.service, .start, .minutes, .resource, .holdSeconds, .cause],
                optional: [.party]
            )
        case .waitlistDeclined: FactShape([.service, .cause], optional: [.party])
        case .seriesDefined:
            FactShape(
                [.service, .start, .recurrence],
                optional: [.party, .cause, .resource]
            )
        case .occurrenceMissed:
            FactShape([.service, .start, .reason], optional: [.party, .cause])
        case .participantResponded:
            FactShape([.service, .resource, .response], optional: [.party, .cause])
        case .appointmentAmended:
            FactShape([.service, .urgency, .visitType], optional: [.party, .cause, .modality])
        case .noticeWithheld: FactShape([.service, .reason, .cause], optional: [.party])
        case .holdReleased, .timeReleased, .appointmentCancelled, .appointmentDeclined:
            FactShape(
                footprint + [.service],
                optional: [.party, .cause, .reason, .modality]
            )
        case .appointmentReinstated, .appointmentEnteredInError:
            FactShape(
                [.service],
                optional: footprint + [.party, .cause, .reason, .modality]
            )
        case .patientArrived, .patientCheckedIn, .appointmentFulfilled, .patientNoShow:
            FactShape([.service], optional: [.party, .cause, .modality])
        case .timeBlocked: FactShape([.start, .minutes, .resource])
        case .timeUnblocked: FactShape([.start, .minutes, .resource, .cause])
        case .externalBusySet:
            FactShape([.start, .minutes, .resource, .entryVersion], optional: [.cause])
        case .externalBusyCleared: FactShape([.entryVersion], optional: [.cause])
        case .conflictFound: FactShape([.start, .minutes, .resource, .cause])
        case .conflictSettled: FactShape([.resource, .cause])
        case .offerMade: FactShape([.service, .times], optional: [.party, .cause])
        case .requestReceived, .messageReceived:
            FactShape(optional: [.party, .cause, .reason, .service, .readerVersion, .answerBy])
        case .machineMessageReceived, .unrecognisedReceived, .messageQuarantined:
            FactShape(optional: [.party, .cause, .reason, .service, .readerVersion])
        case .replyQueued, .replySent, .replyFailed, .replyUncertain, .replyDelivered, .replyRead,
            .messageEdited,
            .messageUnsent, .reactionReceived:
            FactShape(optional: [.party, .cause, .reason, .service])
        case .linkMinted: FactShape([.linkSeconds], optional: [.party, .cause])
        case .linkRedeemed: FactShape([.cause], optional: [.party])
        case .readingCorrected:
            FactShape([.cause, .intent], optional: [.party, .service, .start, .readerVersion])
        case .colleagueRecorded, .colleagueWithdrawn: FactShape([.party])
        case .conversationClosed, .conversationReopened:
            FactShape(optional: [.party, .cause, .reason])
        case .replyClaimed: FactShape([.cause, .claimSeconds], optional: [.party])
        case .conversationAssigned: FactShape([.assignee], optional: [.party])
        case .conversationReleased: FactShape(optional: [.party])
        case .noteAdded: FactShape(optional: [.party, .cause])
        case .contactLinked, .contactUnlinked, .partiesMerged, .partiesSplit:
            FactShape([.party, .cause, .reason])
        case .consentRecorded: FactShape([.party, .wording])
        case .consentWithdrawn: FactShape([.party], optional: [.wording, .cause])
        case .preferenceRecorded: FactShape([.party], optional: [.language])
        case .reminderQueued: FactShape([.party, .cause], optional: [.service])
        case .acknowledgementQueued: FactShape([.party, .cause, .templates])
        case .attendanceConfirmed: FactShape([.service, .party, .cause])
        case .priorityChanged: FactShape([.priority], optional: [.party, .cause])
        case .partyIntroduced: FactShape([.party])
        case .contentAccessed: FactShape([.reason, .cause], optional: [.party])
        case .erasureRequested, .legalHoldPlaced: FactShape([.party, .reason])
        case .erasureCompleted: FactShape([.party, .cause, .generation])
        case .legalHoldReleased: FactShape([.party, .cause])
        case .retentionDefined: FactShape([.retention, .days])
        case .contentExpired: FactShape([.reason, .cause, .part, .retention], optional: [.party])
        case .contentsDestroyed, .keysBackedUp, .keyBackupsDestroyed: FactShape([.generation])
        case .keysRotated: FactShape([.epoch])
        case .copyReceived: FactShape([.cause], optional: [.party])
        }
    }
}
