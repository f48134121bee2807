/// What is asked for. A command holds no name, no address and no text; it is answered with facts or
/// a ``Refusal``.
public enum Command: Sendable {
    /// Set the clinic's data to what these definitions say.
    case configure([Definition])
    /// Hold time for somebody, for so many minutes (0: the clinic's default).
    case hold(TimeRequest, minutes: UInt16)
    /// Give a hold more time, counted from now.
    case extendHold(subject: UInt64, minutes: UInt16)
    /// Give a hold up.
    case releaseHold(subject: UInt64)
    /// Book free time at once.
    case book(TimeRequest)
    /// Turn a live hold into a booking.
    case confirmHold(subject: UInt64, party: UInt64)
    /// Move an appointment; `resource` 0 keeps those it has where they are free, else any that fit.
    /// The reason is one of ``Reason/cancellations``, or `none`.
    case reschedule(subject: UInt64, start: Minute, resource: UInt16, reason: Reason = .none)
    /// Cancel an appointment; the reason is one of ``Reason/cancellations``.
    case cancel(subject: UInt64, reason: Reason)
    /// Decline a request that waits for approval; the reason is one of ``Reason/cancellations``.
    case decline(subject: UInt64, reason: Reason)
    /// Somebody is here without an appointment: booked from the next whole minute and arrived.
    case walkIn(TimeRequest)
    /// Book a series of appointments.
    case bookSeries(SeriesRequest)
    /// Offer other times, each held, instead of a booked one; the conversation (0 none) is told.
    case rebook(subject: UInt64, starts: [Minute], minutes: UInt16, conversation: UInt64 = 0)
    /// Say what becomes of an appointment under newer zone rules.
    case reresolve(subject: UInt64, keep: ZoneDecision)
    /// A step in an appointment's day.
    case progress(subject: UInt64, step: Step)
    /// Record what somebody who takes part in an appointment answers; `resource` 0 is the patient.
    case recordResponse(subject: UInt64, resource: UInt16, response: ParticipantResponse)
    /// Change what is neither time nor resources of an appointment.
    case amend(subject: UInt64, Amendment)
    /// Take a resource out of service for a while.
    case block(resource: UInt16, start: Minute, length: UInt16)
    /// Lift a block.
    case unblock(subject: UInt64)
    /// Wait for a time.
    case joinWaitlist(WaitlistWish)
    /// Wait no longer; the reason is one of ``Reason/waitlistLeavings``.
    case leaveWaitlist(entry: UInt64, reason: Reason)
    /// Decline a time offered to somebody who waits.
    case declineOffer(hold: UInt64)
    /// Do what is due.
    case advance
    /// Take over what another system's diary says.
    case importBusy(ExternalBusy)
    /// Say that a conflict with another system is dealt with; its own fact's sequence.
    case settleConflict(conflict: UInt64)
    /// Something came in.
    case receive(Incoming)
    /// Something came in that chooses a free time: the message and the booking in one.
    case receiveAndBook(Incoming, TimeRequest)
    /// Something came in that accepts an offered hold: the message and the booking in one.
    case receiveAndConfirm(Incoming, hold: UInt64)
    /// Something came in that declines a time offered to somebody who waits.
    case receiveAndDecline(Incoming, hold: UInt64)
    /// Offer times, each held, in answer to a conversation.
    case offer(conversation: UInt64, service: UInt16, starts: [Minute], minutes: UInt16)
    /// Answer a conversation; `sent` when it has already reached the channel, else it is queued.
    case respond(conversation: UInt64, sent: Bool, ifHead: UInt64)
    /// What became of a queued answer.
    case reportReply(reply: UInt64, outcome: ReplyOutcome)
    /// End an episode that needs no (further) answer; the reason is one of ``Reason/closings``.
    case close(conversation: UInt64, reason: Reason)
    /// Open an ended episode again.
    case reopen(conversation: UInt64)
    /// Open sealed content for a purpose.
    case access(sequence: UInt64, purpose: Reason)
    /// Take a conversation in hand; refused while somebody else has it.
    case claim(conversation: UInt64)
    /// Give a conversation into the hands of an actor, whoever has it.
    case assign(conversation: UInt64, to: UInt32)
    /// Give a conversation out of hand.
    case release(conversation: UInt64)
    /// Note something down in a conversation, for staff alone.
    case note(conversation: UInt64)
    /// Take a queued answer over to send it, for so many seconds.
    case claimReply(reply: UInt64, seconds: UInt32)
    /// Say that two tokens belong together, or do not.
    case relate(PartyRelation)
    /// Record that a person may be written to on a channel, having agreed to a wording.
    case recordConsent(party: UInt64, channel: Channel, wording: UInt32)
    /// Record that a person is not to be written to on a channel any more.
    case withdrawConsent(party: UInt64, channel: Channel)
    /// Record which channel and language a person prefers; `.system` prefers none.
    case recordPreference(party: UInt64, channel: Channel, language: LanguageTag?)
    /// Queue a reminder of an appointment, to be sent on a channel.
    case remind(appointment: UInt64, channel: Channel)
    /// Make a one-time link out of a conversation, good for so many seconds.
    case mintLink(conversation: UInt64, seconds: UInt32)
    /// Use a one-time link, without a message.
    case redeemLink(link: UInt64)
    /// Ask a patient to go on elsewhere: the one answer that says nothing. In private it carries a
    /// one-time link, good for so many seconds.
    case invite(conversation: UInt64, seconds: UInt32)
    /// Record whether a person is one of the clinic's own people.
    case recordColleague(party: UInt64, isColleague: Bool)
    /// Say what a message was, whatever it was read as.
    case correctReading(ReadingCorrection)
    /// Something about what is kept, how long, and under which keys.
    case custody(CustodyOrder)

    /// A step in an appointment's day.
    public enum Step: UInt8, Sendable, Hashable, CaseIterable {
        /// The patient is here.
        case arrive = 0
        /// The paperwork is done.
        case checkIn = 1
        /// The visit took place.
        case fulfil = 2
        /// The patient did not come.
        case noShow = 3
        /// Undo a cancellation or no-show.
        case reinstate = 4
        /// It was recorded by mistake.
        case enteredInError = 5
    }

    /// What became of an answer.
    public enum ReplyOutcome: UInt8, Sendable, Hashable, CaseIterable {
        /// It reached the channel.
        case sent = 0
        /// It could not be sent.
        case failed = 1
        /// The platform delivered it.
        case delivered = 2
        /// The patient read it.
        case read = 3
    }
}
