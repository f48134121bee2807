extension SlotState {
    /// Folds the kinds that are rare enough to stand apart from the busy ones.
    mutating func applyRare(_ fact: Fact) {
        let number = Int(fact.resource)
        switch fact.kindCode {
        case Kind.appointmentRequested.rawValue:
            // What was held until now waits for approval, with an end of its own.
            calendars[number].release(subject: fact.subject)
            calendars[number].place(LiveHold(fact), now: fact.recordedAt)
        case Kind.appointmentDeclined.rawValue:
            calendars[number].release(subject: fact.subject)
        case Kind.timeReresolved.rawValue:
            calendars[number].take(fact)
            seat(fact, by: 1)
        default: waitlist.apply(fact)
        }
    }
}
