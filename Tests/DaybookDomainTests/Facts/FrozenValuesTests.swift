import DaybookDomain
import Testing

/// What stands in logs for ever. A number here may be added, never changed.
@Suite("Frozen numbers")
struct FrozenValuesTests {
    @Test("of kinds")
    func kinds() {
        let frozen: [UInt8: String] = [
            1: "zoneRulesRecorded", 2: "locationDefined", 3: "resourceDefined", 4: "serviceDefined",
            5: "channelDefined", 6: "clinicDefined", 7: "actorDefined", 8: "locationWithdrawn",
            9: "resourceWithdrawn", 10: "serviceWithdrawn", 11: "channelWithdrawn",
            32: "holdPlaced", 33: "holdExtended", 34: "holdReleased", 40: "appointmentBooked",
            41: "appointmentRescheduled", 42: "timeReleased", 43: "appointmentCancelled",
            44: "patientArrived", 45: "patientCheckedIn", 46: "appointmentFulfilled",
            47: "patientNoShow", 48: "appointmentReinstated", 49: "appointmentEnteredInError",
            50: "appointmentRequested", 51: "appointmentDeclined", 52: "timeReresolved",
            56: "timeBlocked", 57: "timeUnblocked", 58: "waitlistJoined", 59: "waitlistLeft",
            60: "waitlistOffered", 61: "waitlistDeclined", 64: "seriesDefined",
            65: "occurrenceMissed", 66: "participantResponded", 67: "appointmentAmended",
            68: "noticeWithheld", 80: "externalBusySet", 81: "externalBusyCleared",
            82: "conflictFound", 83: "conflictSettled", 96: "requestReceived",
            97: "messageReceived",
            98: "offerMade", 99: "replyQueued", 100: "replySent", 101: "replyFailed",
            102: "replyDelivered", 103: "replyRead", 104: "conversationClosed",
            105: "conversationReopened", 110: "messageEdited", 111: "messageUnsent",
            112: "reactionReceived", 113: "machineMessageReceived", 114: "unrecognisedReceived",
            115: "messageQuarantined", 117: "replyClaimed",
            118: "conversationAssigned", 119: "conversationReleased", 120: "noteAdded",
            121: "contactLinked", 122: "contactUnlinked", 123: "partiesMerged",
            124: "partiesSplit", 125: "consentRecorded", 126: "consentWithdrawn",
            127: "preferenceRecorded", 128: "reminderQueued", 130: "acknowledgementQueued",
            131: "attendanceConfirmed", 132: "priorityChanged",
            133: "replyUncertain",
            140: "linkMinted", 141: "linkRedeemed", 142: "readingCorrected",
            144: "colleagueRecorded", 145: "colleagueWithdrawn",
            160: "partyIntroduced", 161: "erasureRequested",
            162: "erasureCompleted", 163: "legalHoldPlaced", 164: "legalHoldReleased",
            165: "retentionDefined", 166: "contentExpired", 167: "contentsDestroyed",
            168: "contentAccessed", 169: "keysBackedUp", 170: "keyBackupsDestroyed",
            171: "keysRotated", 176: "copyReceived",
        ]
        for (number, name) in frozen { #expect(Kind(rawValue: number)?.name == name) }
        #expect(Kind.allCases.count >= frozen.count)
    }

    @Test("of reasons")
    func reasons() {
        let frozen: [UInt16: String] = [
            0: "none", 1: "outside-hours", 2: "blocked", 3: "taken", 4: "held", 5: "buffer",
            6: "notice", 7: "horizon", 8: "capacity", 9: "not-eligible", 10: "unknown",
            11: "transition-not-allowed", 12: "hold-expired", 13: "stale-version", 14: "off-grid",
            15: "past", 16: "not-configured", 17: "not-waiting", 18: "reply-window-closed",
            19: "not-offered", 20: "out-of-range", 21: "channel-policy", 22: "unchanged",
            23: "needs-approval", 24: "not-permitted", 40: "no-consent", 41: "claimed",
            44: "public-place", 45: "not-open", 46: "link-used", 47: "link-expired",
            60: "legal-hold", 61: "erased", 130: "invited",
            100: "patient", 101: "provider", 102: "maintenance", 103: "other", 104: "moved",
            105: "given", 106: "zone-rules", 120: "offered", 121: "waitlisted",
            122: "rebooking", 150: "not-needed", 151: "thanks", 152: "withdrawn",
            153: "spam", 156: "unanswered",
            154: "duplicate", 155: "booked", 200: "auto-reply", 201: "list", 202: "bounce",
            203: "loop", 210: "too-large", 211: "too-many", 212: "too-deep", 213: "malformed",
            300: "treatment", 301: "operations", 302: "patient-request", 303: "legal",
            304: "system-check", 400: "request", 401: "retention-over", 402: "order",
            403: "stored-in-error", 404: "unsent", 420: "litigation", 421: "investigation",
            422: "audit", 423: "complaint",
            500: "document-shown", 501: "called-back",
            502: "answered-from-there", 503: "knew-reference", 504: "mistaken",
        ]
        for (number, name) in frozen {
            #expect(Reason(rawValue: number)?.name == name)
            #expect(Reason(name: name)?.rawValue == number)
        }
        #expect(Reason.allCases.count >= frozen.count)
        #expect(Reason.allCases.allSatisfy { $0.isRefusal == (1..<100).contains($0.rawValue) })
    }

    @Test("of channels and classes of actors")
    func channels() {
        let channels = [
            "system", "phone", "desk", "email", "form", "messenger", "instagram", "whatsapp",
            "telegram", "sms", "x", "slack", "forum", "nurse", "chat", "transfer",
        ]
        for (number, name) in channels.enumerated() {
            #expect(Channel(rawValue: UInt8(number))?.name == name)
            #expect(Channel(name: name)?.rawValue == UInt8(number))
        }
        let actors = ["system", "patient", "staff", "service", "machine"]
        for (number, name) in actors.enumerated() {
            #expect(ActorClass(rawValue: UInt8(number))?.name == name)
        }
    }

    @Test("of flags, demands, natures, steps and outcomes")
    func others() {
        let flags: [FactFlags] = [
            .groupContinues, .body, .sealed, .automatic, .override, .telephone, .video, .urgent,
        ]
        #expect(flags.map(\.rawValue) == [1, 2, 4, 8, 16, 32, 64, 128])
        let demands: [Demand.Code] = [
            .configure, .hold, .extendHold, .releaseHold, .book, .confirmHold, .reschedule, .cancel,
            .progress, .block, .unblock, .receive, .receiveAndBook, .receiveAndConfirm, .offer,
            .respond, .reportReply, .close, .reopen, .access, .decline, .walkIn, .bookSeries,
            .rebook, .reresolve, .joinWaitlist, .leaveWaitlist, .declineOffer, .advance,
            .receiveAndDecline,
        ]
        #expect(demands.map(\.rawValue) == Array(1...30))
        let staff: [Demand.Code] = [
            .claim, .assign, .release, .note, .claimReply, .relate, .recordConsent,
            .withdrawConsent, .recordPreference, .remind,
        ]
        #expect(staff.map(\.rawValue) == Array(116...125))
        let links: [Demand.Code] = [
            .mintLink, .redeemLink, .invite, .recordColleague, .correctReading,
        ]
        #expect(links.map(\.rawValue) == Array(140...144))
        #expect(Demand.Code.receiveAndAnswer.rawValue == 130)
        #expect(Demand.Code.answerReminder.rawValue == 131)
        #expect(Demand.Code.prioritise.rawValue == 132)
        #expect(Priority.allCases.map(\.name) == ["routine", "urgent"])
        #expect(ReminderAnswer.allCases.map(\.rawValue) == [0, 1])
        #expect(ReadingCorrection.Intent.allCases.map(\.rawValue) == Array(1...7))
        #expect(AnswerContent.allCases.map(\.name) == ["neutral", "scheduling", "full"])
        #expect(Demand.Code.importBusy.rawValue == 80)
        #expect(Demand.Code.settleConflict.rawValue == 83)
        #expect(Demand.Code.custody.rawValue == 64)
        #expect(Demand.Code.recordResponse.rawValue == 66)
        #expect(Demand.Code.amend.rawValue == 67)
        let responses = ["needs-action", "accepted", "declined", "tentative"]
        #expect(ParticipantResponse.allCases.map(\.rawValue) == Array(0...3))
        #expect(ParticipantResponse.allCases.map(\.code) == responses)
        let visits = ["none", "routine", "check-up", "follow-up", "emergency", "walk-in"]
        #expect(VisitType.allCases.map(\.rawValue) == Array(0...5))
        #expect(VisitType.allCases.map(\.name) == visits)
        let orders: [CustodyOrder.Code] = [
            .erase, .completeErasure, .placeHold, .releaseHold, .keep, .expire, .completeExpiry,
            .noteKeyBackup, .attest, .noteRotation,
        ]
        #expect(orders.map(\.rawValue) == Array(1...10))
        let natures: [Incoming.Nature] = [
            .message, .edit, .unsend, .reaction, .staffEcho, .delivered, .read, .failed, .machine,
            .unrecognised, .quarantined,
        ]
        #expect(natures.map(\.rawValue) == Array(0...10))
        let steps: [Command.Step] = [
            .arrive, .checkIn, .fulfil, .noShow, .reinstate, .enteredInError,
        ]
        #expect(steps.map(\.rawValue) == Array(0...5))
        let outcomes: [Command.ReplyOutcome] = [.sent, .failed, .delivered, .read, .uncertain]
        #expect(outcomes.map(\.rawValue) == Array(0...4))
        #expect(ChoicePolicy.allCases.map(\.name) == ["first-free", "least-booked", "round-robin"])
        #expect(ZoneDecision.allCases.map(\.rawValue) == [0, 1])
        #expect(BufferPolicy.allCases.map(\.name) == ["additive", "maximum", "existing-only"])
    }
}
