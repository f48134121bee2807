extension Command {
    /// The subjects whose history decides this command, at most two; 0 where there is none.
    package var subjects: (UInt64, UInt64) {
        switch self {
        case .configure, .hold, .book, .block, .walkIn, .bookSeries, .advance, .relate,
            .recordConsent, .withdrawConsent, .recordPreference, .recordColleague, .custody:
            (0, 0)
        case .extendHold(let subject, _), .releaseHold(let subject), .confirmHold(let subject, _),
            .reschedule(let subject, _, _, _), .cancel(let subject, _), .progress(let subject, _),
            .unblock(let subject), .decline(let subject, _),
            .reresolve(let subject, _), .leaveWaitlist(let subject, _),
            .declineOffer(let subject), .recordResponse(let subject, _, _),
            .amend(let subject, _):
            (subject, 0)
        case .rebook(let subject, _, _, let conversation): (subject, conversation)
        case .joinWaitlist(let wish): (wish.conversation, 0)
        case .importBusy(let busy): (busy.entry, 0)
        case .settleConflict(let conflict): (conflict, 0)
        case .receive(let incoming):
            (incoming.conversation, incoming.reply?.appointment ?? 0)
        case .receiveAndBook(let incoming, _): (incoming.conversation, 0)
        case .receiveAndConfirm(let incoming, let hold),
            .receiveAndDecline(let incoming, let hold):
            (incoming.conversation, hold)
        case .receiveAndAnswer(let incoming, let reminder, _): (incoming.conversation, reminder)
        case .answerReminder(let reminder, _): (reminder, 0)
        case .offer(let conversation, _, _, _), .respond(let conversation, _, _),
            .close(let conversation, _), .reopen(let conversation):
            (conversation, 0)
        case .claim(let conversation), .assign(let conversation, _), .release(let conversation),
            .note(let conversation), .prioritise(let conversation, _):
            (conversation, 0)
        case .remind(let appointment, _): (appointment, 0)
        case .mintLink(let conversation, _), .invite(let conversation, _): (conversation, 0)
        case .redeemLink(let link): (link, 0)
        case .correctReading(let correction): (correction.message, 0)
        case .reportReply(let reply, _), .claimReply(let reply, _): (reply, 0)
        case .access(let sequence, _): (sequence, 0)
        }
    }

    /// A fact whose subject's history decides too, once the histories of ``subjects`` are known: the
    /// appointment that a confirmed hold was offered to replace, or what an appointment came about
    /// by that is to be reminded of. 0 none.
    package func further(history: [Fact], other: [Fact]) -> UInt64 {
        let held: [Fact]
        switch self {
        case .confirmHold: held = history
        case .receiveAndConfirm: held = other
        case .remind, .claimReply: return Command.origin(of: history)
        default: return 0
        }
        guard let first = held.first, first.reason == .rebooking else { return 0 }
        return first.cause
    }

    /// What an appointment came about by: the first cause that is none of its own facts.
    private static func origin(of history: [Fact]) -> UInt64 {
        guard history.contains(where: { $0.kind == .appointmentBooked }) else { return 0 }
        let own = Set(history.map(\.sequence))
        return history.first { $0.cause != 0 && !own.contains($0.cause) }?.cause ?? 0
    }

    /// The tokens of the persons that it is about, whose own facts decide it; 0 where there is none.
    package var parties: (UInt64, UInt64) {
        switch self {
        case .relate(let relation): (relation.first, relation.second)
        case .recordConsent(let party, _, _), .withdrawConsent(let party, _),
            .recordPreference(let party, _, _), .recordColleague(let party, _):
            (party, 0)
        default: (0, 0)
        }
    }

    /// Whose own facts decide whether they can be told of what is offered to them, once the history
    /// of the first subject is known. 0 nobody's.
    package func told(history: [Fact]) -> UInt64 {
        guard case .rebook = self else { return 0 }
        return history.last { $0.party != 0 }?.party ?? 0
    }

    /// Whether what the person behind ``subjects`` agreed to decides it: something is to be sent.
    package var asksForConsent: Bool {
        switch self {
        case .respond(_, let sent, _): !sent
        case .offer, .claimReply, .remind, .invite: true
        default: false
        }
    }

    /// Whose own facts decide what becomes of a message: of whoever asks that nothing is sent, to
    /// whom something may just be on its way, or to whom an acknowledgement may be due. 0 nobody's.
    ///
    /// - Parameter acknowledges: Whether the clinic acknowledges what comes by its channel.
    package func sender(acknowledges: Bool) -> UInt64 {
        guard let incoming, !incoming.introducesParty else { return 0 }
        let decides = acknowledges || incoming.stop || incoming.nature == .staffEcho
        return decides ? incoming.party : 0
    }
}
