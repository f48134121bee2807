/// What was asked for, as 64 bytes in the layout of a fact: the part of a command's row that replay
/// asks "what if" about.
///
/// Byte 8 holds a ``Demand/Code`` instead of a kind, and the first eight bytes the subject that the
/// command is about. Everything else stands where a fact has it. No name, no address, no text.
public enum Demand {
    /// What was asked for. Frozen raw values.
    public enum Code: UInt8, Sendable, CaseIterable {
        /// Set the clinic's data; `detail` is the number of definitions.
        case configure = 1
        /// Hold time; `detail` is the minutes.
        case hold = 2
        /// Extend a hold; `detail` is the minutes.
        case extendHold = 3
        /// Give a hold up.
        case releaseHold = 4
        /// Book free time.
        case book = 5
        /// Confirm a hold.
        case confirmHold = 6
        /// Move an appointment.
        case reschedule = 7
        /// Cancel an appointment.
        case cancel = 8
        /// A step in an appointment's day; `rank` is the step.
        case progress = 9
        /// Block a resource.
        case block = 10
        /// Lift a block.
        case unblock = 11
        /// A message; `rank` is its nature.
        case receive = 12
        /// A message that chooses a free time.
        case receiveAndBook = 13
        /// A message that accepts a hold, which is `cause`.
        case receiveAndConfirm = 14
        /// Offer times: `rank` of them; the first is `start`, a second `detail`, a third `cause`
        /// (minutes).
        case offer = 15
        /// Answer a conversation; `rank` 1 if it was sent already; `cause` is the head it was
        /// written for.
        case respond = 16
        /// What became of an answer; `rank` is the outcome.
        case reportReply = 17
        /// End an episode.
        case close = 18
        /// Open an ended episode again.
        case reopen = 19
        /// Open sealed content.
        case access = 20
        /// Decline a request.
        case decline = 21
        /// Somebody is here without an appointment.
        case walkIn = 22
        /// Book a series; `rank` 1 if all or nothing.
        case bookSeries = 23
        /// Offer other times instead of a booked one: times and minutes as in ``offer``.
        case rebook = 24
        /// Say what becomes of an appointment under newer zone rules; `rank` is the decision.
        case reresolve = 25
        /// Wait for a time, in the layout of ``Kind/waitlistJoined``.
        case joinWaitlist = 26
        /// Wait no longer.
        case leaveWaitlist = 27
        /// Decline a time offered to somebody who waits.
        case declineOffer = 28
        /// Do what is due.
        case advance = 29
        /// Take a conversation in hand.
        case claim = 116
        /// Give a conversation into somebody's hands; `detail` is the actor number.
        case assign = 117
        /// Give a conversation out of hand.
        case release = 118
        /// Note something down.
        case note = 119
        /// Take an answer over to send it; `detail` is the seconds.
        case claimReply = 120
        /// Relate two tokens: `rank` is the change, `party` the first; the second's lower 48 bits
        /// are `cause`, the rest `detail`.
        case relate = 121
        /// Record consent; `detail` is the wording's version.
        case recordConsent = 122
        /// Withdraw consent.
        case withdrawConsent = 123
        /// Record a preference; `detail` is the language.
        case recordPreference = 124
        /// Remind of an appointment.
        case remind = 125
        /// A message that declines a time offered to somebody who waits, held by `cause`.
        case receiveAndDecline = 30
        /// Record what somebody who takes part answers, in the layout of
        /// ``Kind/participantResponded``.
        case recordResponse = 66
        /// Amend an appointment, in the layout of ``Kind/appointmentAmended``; the second byte of
        /// `detail` says what is given: 1 the modality, 2 the priority, 4 the visit type, 8 a
        /// comment.
        case amend = 67
        /// Take over what another system says; `detail` is the version, `rank` 1 if it gave the
        /// time up, the first of its resources is `resource`.
        case importBusy = 80
        /// Settle a conflict.
        case settleConflict = 83
        /// Make a one-time link; `detail` is the seconds.
        case mintLink = 140
        /// Use a one-time link.
        case redeemLink = 141
        /// Ask to go on elsewhere; `detail` is the seconds of the link.
        case invite = 142
        /// Record whether somebody is one of the clinic's own people; `rank` 1 if so.
        case recordColleague = 143
        /// Say what a message was, in the layout of ``Kind/readingCorrected``.
        case correctReading = 144
        /// An order about what is kept; `rank` is its code.
        case custody = 64
    }

    /// The record of a command.
    public static func record(of command: Command, in context: DecisionContext) -> Fact {
        var record = context.fact(.requestReceived)
        record.sequence = command.subjects.0
        record.subject = 0
        func set(_ code: Code) { record.kindCode = code.rawValue }
        switch command {
        case .configure(let definitions):
            set(.configure)
            record.detail = UInt32(clamping: definitions.count)
        case .hold(let request, let minutes):
            set(.hold)
            write(request, into: &record)
            record.detail = UInt32(minutes)
        case .extendHold(_, let minutes):
            set(.extendHold)
            record.detail = UInt32(minutes)
        case .releaseHold: set(.releaseHold)
        case .book(let request):
            set(.book)
            write(request, into: &record)
        case .confirmHold(_, let party):
            set(.confirmHold)
            record.party = party
        case .reschedule(_, let start, let resource, let reason):
            set(.reschedule)
            record.reason = reason
            record.start = start
            record.resource = resource
        case .cancel(_, let reason):
            set(.cancel)
            record.reason = reason
        case .progress(_, let step):
            set(.progress)
            record.rank = step.rawValue
        case .block(let resource, let start, let length):
            set(.block)
            record.resource = resource
            record.start = start
            record.length = length
        case .unblock: set(.unblock)
        case .decline(_, let reason):
            set(.decline)
            record.reason = reason
        case .walkIn(let request):
            set(.walkIn)
            write(request, into: &record)
        case .reresolve(_, let keep):
            set(.reresolve)
            record.rank = keep.rawValue
        case .importBusy(let busy):
            set(.importBusy)
            record.resource = busy.resources.first ?? 0
            record.start = busy.start
            record.length = busy.length
            record.detail = busy.version
            record.rank = busy.isCleared ? 1 : 0
        case .settleConflict: set(.settleConflict)
        default: return planRecord(of: command, record)
        }
        return record
    }

    private static func planRecord(of command: Command, _ base: Fact) -> Fact {
        var record = base
        func set(_ code: Code) { record.kindCode = code.rawValue }
        switch command {
        case .bookSeries(let request):
            set(.bookSeries)
            write(request.first, into: &record)
            record.rank = request.isAllOrNothing ? 1 : 0
        case .rebook(_, let starts, let minutes, _):
            set(.rebook)
            write(starts, minutes, into: &record)
        case .joinWaitlist(let wish):
            set(.joinWaitlist)
            wish.write(into: &record)
        case .leaveWaitlist(_, let reason):
            set(.leaveWaitlist)
            record.reason = reason
        case .declineOffer: set(.declineOffer)
        case .recordResponse(_, let resource, let response):
            set(.recordResponse)
            record.resource = resource
            record.rank = response.rawValue
        case .amend(_, let amendment):
            set(.amend)
            amendment.write(into: &record)
        case .advance: set(.advance)
        default: return conversationRecord(of: command, record)
        }
        return record
    }

    private static func conversationRecord(of command: Command, _ base: Fact) -> Fact {
        var record = base
        func set(_ code: Code) { record.kindCode = code.rawValue }
        switch command {
        case .receive(let incoming):
            set(.receive)
            write(incoming, into: &record)
        case .receiveAndBook(let incoming, let request):
            set(.receiveAndBook)
            write(request, into: &record)
            write(incoming, into: &record)
        case .receiveAndConfirm(let incoming, let hold):
            set(.receiveAndConfirm)
            write(incoming, into: &record)
            record.cause = hold
        case .receiveAndDecline(let incoming, let hold):
            set(.receiveAndDecline)
            write(incoming, into: &record)
            record.cause = hold
        case .offer(_, let service, let starts, let minutes):
            set(.offer)
            record.service = service
            write(starts, minutes, into: &record)
        case .respond(_, let sent, let ifHead):
            set(.respond)
            record.rank = sent ? 1 : 0
            record.cause = ifHead
        case .reportReply(_, let outcome):
            set(.reportReply)
            record.rank = outcome.rawValue
        case .close(_, let reason):
            set(.close)
            record.reason = reason
        case .reopen: set(.reopen)
        case .access(_, let purpose):
            set(.access)
            record.reason = purpose
        case .custody(let order):
            set(.custody)
            order.write(into: &record)
        default: return staffRecord(of: command, record)
        }
        return record
    }

    private static func staffRecord(of command: Command, _ base: Fact) -> Fact {
        var record = base
        func set(_ code: Code) { record.kindCode = code.rawValue }
        switch command {
        case .claim: set(.claim)
        case .assign(_, let actor):
            set(.assign)
            record.detail = actor
        case .release: set(.release)
        case .note: set(.note)
        case .claimReply(_, let seconds):
            set(.claimReply)
            record.detail = seconds
        case .relate(let relation):
            set(.relate)
            record.rank = relation.change.rawValue
            record.reason = relation.evidence
            record.party = relation.first
            record.cause = relation.second & 0xFFFF_FFFF_FFFF
            record.detail = UInt32(truncatingIfNeeded: relation.second >> 48)
        case .recordConsent(let party, let channel, let wording):
            set(.recordConsent)
            record.party = party
            record.channel = channel
            record.detail = wording
        case .withdrawConsent(let party, let channel):
            set(.withdrawConsent)
            record.party = party
            record.channel = channel
        case .recordPreference(let party, let channel, let language):
            set(.recordPreference)
            record.party = party
            record.channel = channel
            record.detail = language?.packed ?? 0
        case .remind(_, let channel):
            set(.remind)
            record.channel = channel
        case .mintLink(_, let seconds):
            set(.mintLink)
            record.detail = seconds
        case .redeemLink: set(.redeemLink)
        case .invite(_, let seconds):
            set(.invite)
            record.detail = seconds
        case .recordColleague(let party, let isColleague):
            set(.recordColleague)
            record.party = party
            record.rank = isColleague ? 1 : 0
        case .correctReading(let correction):
            set(.correctReading)
            correction.write(into: &record)
        default: break
        }
        return record
    }

    private static func write(_ starts: [Minute], _ minutes: UInt16, into record: inout Fact) {
        record.rank = UInt8(clamping: starts.count)
        record.length = minutes
        if starts.count > 0 { record.start = starts[0] }
        if starts.count > 1 { record.detail = UInt32(bitPattern: starts[1].value) }
        if starts.count > 2 { record.cause = UInt64(UInt32(bitPattern: starts[2].value)) }
    }

    private static func write(_ request: TimeRequest, into record: inout Fact) {
        record.service = request.service
        record.resource = request.resource
        record.start = request.start
        record.party = request.party
        record.cause = request.cause
        if request.overbooks { record.flags.insert(.override) }
    }

    private static func write(_ incoming: Incoming, into record: inout Fact) {
        record.rank = incoming.nature.rawValue
        record.party = incoming.party
        record.reason = incoming.reason
        if incoming.service != 0 { record.service = incoming.service }
        if incoming.link != 0 { record.cause = incoming.link }
        if let occurredAt = incoming.occurredAt { record.occurredAt = occurredAt }
    }
}
