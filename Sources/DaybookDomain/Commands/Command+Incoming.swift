extension Command {
    /// What came in, for the commands that carry a message.
    package var incoming: Incoming? {
        get {
            switch self {
            case .receive(let incoming), .receiveAndBook(let incoming, _),
                .receiveAndConfirm(let incoming, _), .receiveAndDecline(let incoming, _),
                .receiveAndAnswer(let incoming, _, _):
                incoming
            default: nil
            }
        }
        set {
            guard let newValue else { return }
            switch self {
            case .receive: self = .receive(newValue)
            case .receiveAndBook(_, let request): self = .receiveAndBook(newValue, request)
            case .receiveAndConfirm(_, let hold): self = .receiveAndConfirm(newValue, hold: hold)
            case .receiveAndDecline(_, let hold): self = .receiveAndDecline(newValue, hold: hold)
            case .receiveAndAnswer(_, let reminder, let answer):
                self = .receiveAndAnswer(newValue, reminder: reminder, answer)
            default: break
            }
        }
    }
}
