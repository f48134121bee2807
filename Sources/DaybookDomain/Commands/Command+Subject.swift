extension Command {
    /// The subjects whose history decides this command, at most two; 0 where there is none.
    package var subjects: (UInt64, UInt64) {
        switch self {
        case .configure, .hold, .book, .block, .custody: (0, 0)
        case .extendHold(let subject, _), .releaseHold(let subject), .confirmHold(let subject, _),
            .reschedule(let subject, _, _), .cancel(let subject, _), .progress(let subject, _),
            .unblock(let subject):
            (subject, 0)
        case .receive(let incoming), .receiveAndBook(let incoming, _):
            (incoming.conversation, 0)
        case .receiveAndConfirm(let incoming, let hold): (incoming.conversation, hold)
        case .offer(let conversation, _, _, _), .respond(let conversation, _, _),
            .close(let conversation, _), .reopen(let conversation):
            (conversation, 0)
        case .reportReply(let reply, _): (reply, 0)
        case .access(let sequence, _): (sequence, 0)
        }
    }
}
