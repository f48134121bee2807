/// The pure core: a command, what is known, and the instant give facts, or a refusal with its
/// reason.
///
/// No clock, no input or output: the same arguments always give the same answer, which is why a
/// replay can ask "what if". Facts are complete; the writer appends them as they are.
public enum Decider {
    /// Decides one command.
    ///
    /// - Parameters:
    ///   - command: What is asked for.
    ///   - context: Who asks, when, and the sequence of the next fact.
    ///   - state: The clinic and its availability: the very projection that queries read.
    ///   - history: All facts of the command's first subject, in order.
    ///   - other: All facts of its second subject, in order.
    ///   - further: All facts of the appointment that a confirmed hold replaces, or of what an
    ///     appointment came about by that is to be reminded of, in order.
    ///   - sender: All facts of what is known of whoever sent a message, or is to be told of what
    ///     is offered to them, in order.
    ///   - contacts: For ``Command/advance``, who of those who wait can be told, by their entries.
    ///   - custody: What is kept and what is erased.
    /// - Returns: The facts to append, as one group.
    /// - Throws: ``Refusal``.
    /// - Complexity: O(resources of the service) words of the minute bitmaps for a booking;
    ///   O(history) otherwise.
    public static func decide(
        _ command: Command,
        in context: DecisionContext,
        given state: borrowing SlotState,
        history: [Fact] = [],
        other: [Fact] = [],
        further: [Fact] = [],
        sender: [Fact] = [],
        contacts: [UInt64: WaitlistContact] = [:],
        custody: Custody = Custody()
    ) throws(Refusal) -> Decision {
        var decision: Decision
        switch command {
        case .configure(let definitions):
            decision = try configure(definitions, context)
        case .hold(let request, let minutes):
            decision = Decision(
                try take(.hold(minutes: minutes), request, context, state, offset: 0)
            )
        case .extendHold(let subject, let minutes):
            decision = try extendHold(subject, minutes: minutes, context, state, history)
        case .releaseHold(let subject):
            decision = try releaseHold(subject, context, history)
        case .book(let request):
            decision = Decision(try take(.booking, request, context, state, offset: 0))
        case .confirmHold(_, let party):
            decision = Decision(
                try confirmHold(history, party: party, context, state, further, offset: 0)
            )
        case .decline(_, let reason):
            decision = try decline(reason, context, history)
        case .walkIn(let request):
            decision = try walkIn(request, context, state)
        case .bookSeries(let request):
            decision = try bookSeries(request, context, state)
        case .rebook, .reresolve, .reschedule, .cancel, .progress, .recordResponse, .amend:
            decision = try change(command, context, state, history, other, person: sender)
        case .block(let resource, let start, let length):
            decision = try block(resource, start, length, context, state)
        case .unblock(let subject):
            decision = try unblock(subject, context, history)
        case .joinWaitlist(let wish):
            decision = try joinWaitlist(wish, context, state, history)
        case .leaveWaitlist(let entry, let reason):
            decision = try leaveWaitlist(entry, reason, context, state)
        case .declineOffer:
            decision = try declineOffer(context, state, history)
        case .advance:
            decision = try advance(context, state, contacts)
        case .importBusy(let busy):
            decision = try importBusy(busy, context, state, history)
        case .settleConflict(let conflict):
            decision = try settleConflict(conflict, context, history)
        case .custody(let order):
            decision = try keep(order, context, custody)
        default:
            decision = try converse(command, context, state, history, other, further, sender)
        }
        decision.closeGroup()
        return decision
    }

    /// The part of ``decide(_:in:given:history:other:further:sender:contacts:custody:)`` that is
    /// about what becomes of an appointment.
    private static func change(
        _ command: Command,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact],
        _ other: [Fact],
        person: [Fact]
    ) throws(Refusal) -> Decision {
        switch command {
        case .rebook(_, let starts, let minutes, _):
            return try rebook(
                starts,
                minutes: minutes,
                context,
                state,
                history,
                other,
                person: person
            )
        case .reresolve(_, let keep):
            return try reresolve(keep, context, state, history)
        case .reschedule(_, let start, let resource, let reason):
            return try reschedule(to: start, resource, reason, context, state, history)
        case .cancel(let subject, let reason):
            return try cancel(subject, reason, context, state, history)
        case .progress(let subject, let step):
            return try progress(subject, step, context, state, history)
        case .recordResponse(_, let resource, let response):
            return try recordResponse(of: resource, response, context, history)
        case .amend(_, let amendment):
            return try amend(amendment, context, history)
        default: throw Refusal(.unknown)
        }
    }

    /// The part of ``decide(_:in:given:history:other:further:sender:contacts:custody:)`` that is
    /// about conversations.
    private static func converse(
        _ command: Command,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact],
        _ other: [Fact],
        _ further: [Fact],
        _ sender: [Fact]
    ) throws(Refusal) -> Decision {
        switch command {
        case .answerReminder(let reminder, let answer):
            return try answerReminder(reminder, answer, context, state, history)
        case .offer(let conversation, let service, let starts, let minutes):
            return try offer(
                conversation,
                service,
                starts,
                minutes: minutes,
                context,
                state,
                history,
                person: other
            )
        case .respond(let conversation, let sent, let ifHead):
            return try respond(
                conversation,
                sent,
                ifHead,
                context,
                state,
                history,
                person: other
            )
        case .reportReply(let reply, let outcome):
            return try reportReply(reply, outcome, context, history)
        case .close(let conversation, let reason):
            return try close(conversation, reason, context, history)
        case .reopen(let conversation):
            return try reopen(conversation, context, history)
        case .access(let sequence, let purpose):
            return try access(sequence, purpose, context, history)
        case .claim, .assign, .release, .note, .prioritise:
            return try handOver(command, context, state, history)
        case .claimReply(let reply, let seconds):
            return try claimReply(
                reply,
                seconds,
                context,
                state,
                history,
                person: other,
                asked: further
            )
        case .mintLink(let conversation, let seconds):
            return try mintLink(conversation, seconds, context, history)
        case .redeemLink(let link):
            return try redeemLink(link, context, history)
        case .invite(let conversation, let seconds):
            return try invite(conversation, seconds, context, state, history, person: other)
        case .correctReading(let correction):
            return try correctReading(correction, context, state, history)
        case .relate, .recordConsent, .withdrawConsent, .recordPreference, .recordColleague:
            return try people(command, context, history, other)
        case .remind(let appointment, let channel):
            return try remind(
                appointment,
                channel,
                context,
                state,
                history,
                person: other,
                asked: further
            )
        default:
            return try takeIn(command, context, state, history, other, further, sender)
        }
    }

    /// The part of it that is about what came in.
    private static func takeIn(
        _ command: Command,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact],
        _ other: [Fact],
        _ further: [Fact],
        _ sender: [Fact]
    ) throws(Refusal) -> Decision {
        switch command {
        case .receive(let incoming):
            return try receive(incoming, context, state, history, other, sender: sender)
        case .receiveAndBook(let incoming, let request):
            return try receiveAndBook(
                incoming,
                request,
                context,
                state,
                history,
                sender: sender
            )
        case .receiveAndConfirm(let incoming, _):
            return try receiveAndConfirm(
                incoming,
                context,
                state,
                history,
                other,
                further,
                sender: sender
            )
        case .receiveAndDecline(let incoming, _):
            return try receiveAndDecline(incoming, context, state, history, other, sender: sender)
        case .receiveAndAnswer(let incoming, let reminder, let answer):
            return try receiveAndAnswer(
                incoming,
                (reminder, answer),
                context,
                state,
                history,
                other,
                sender: sender
            )
        default:
            throw Refusal(.unknown)
        }
    }
}
