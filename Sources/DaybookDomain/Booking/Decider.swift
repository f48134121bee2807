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
        custody: Custody = Custody()
    ) throws(Refusal) -> Decision {
        var decision: Decision
        switch command {
        case .configure(let definitions):
            decision = try configure(definitions, context)
        case .hold(let request, let minutes):
            decision = Decision(
                try hold(request, minutes: minutes, context, state, offset: 0)
            )
        case .extendHold(let subject, let minutes):
            decision = try extendHold(subject, minutes: minutes, context, state, history)
        case .releaseHold(let subject):
            decision = try releaseHold(subject, context, history)
        case .book(let request):
            decision = Decision(try book(request, context, state, offset: 0))
        case .confirmHold(let subject, let party):
            decision = Decision(
                try confirmHold(subject, party: party, context, state, history, offset: 0)
            )
        case .reschedule(let subject, let start, let resource):
            decision = try reschedule(subject, start, resource, context, state, history)
        case .cancel(let subject, let reason):
            decision = try cancel(subject, reason, context, history)
        case .progress(let subject, let step):
            decision = try progress(subject, step, context, state, history)
        case .block(let resource, let start, let length):
            decision = try block(resource, start, length, context, state)
        case .unblock(let subject):
            decision = try unblock(subject, context, history)
        case .importBusy(let busy):
            decision = try importBusy(busy, context, state, history)
        case .settleConflict(let conflict):
            decision = try settleConflict(conflict, context, history)
        case .receive(let incoming):
            decision = try receive(incoming, context, history, person: other)
        case .receiveAndBook(let incoming, let request):
            decision = try receiveAndBook(incoming, request, context, state, history)
        case .receiveAndConfirm(let incoming, let hold):
            decision = try receiveAndConfirm(incoming, hold, context, state, history, other)
        case .offer(let conversation, let service, let starts, let minutes):
            decision = try offer(
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
            decision = try respond(
                conversation,
                sent,
                ifHead,
                context,
                state,
                history,
                person: other
            )
        case .reportReply(let reply, let outcome):
            decision = try reportReply(reply, outcome, context, history)
        case .close(let conversation, let reason):
            decision = try close(conversation, reason, context, history)
        case .reopen(let conversation):
            decision = try reopen(conversation, context, history)
        case .access(let sequence, let purpose):
            decision = try access(sequence, purpose, context, history)
        case .claim, .assign, .release, .note:
            decision = try handOver(command, context, state, history)
        case .claimReply(let reply, let seconds):
            decision = try claimReply(reply, seconds, context, state, history, person: other)
        case .relate, .recordConsent, .withdrawConsent, .recordPreference:
            decision = try people(command, context, history, other)
        case .remind(let appointment, let channel):
            decision = try remind(appointment, channel, context, state, history, person: other)
        case .custody(let order):
            decision = try keep(order, context, custody)
        }
        decision.closeGroup()
        return decision
    }
}
