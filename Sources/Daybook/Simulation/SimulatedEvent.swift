internal import DaybookDomain

/// Something that will happen in the simulation, in whole seconds since its first midnight.
struct SimulatedEvent {
    enum Kind {
        /// A patient asks for an appointment by some channel.
        case contact
        /// Staff answer a request: with times or with words.
        case answer(conversation: UInt64, person: Int, channel: Channel)
        /// Staff answer a request with words.
        case answerInWords(conversation: UInt64)
        /// The host reports that an answer was sent.
        case sent(reply: UInt64)
        /// The patient picks an offered time, or lets it run out.
        case pick(hold: UInt64, conversation: UInt64, person: Int, channel: Channel)
        /// Staff close an episode that needs nothing more.
        case close(conversation: UInt64, Reason)
        /// The day of an appointment, step by step.
        case progress(appointment: UInt64, Command.Step)
        /// The patient cancels.
        case cancel(appointment: UInt64, place: SimulatedPlace)
        /// The patient moves the appointment.
        case move(appointment: UInt64, place: SimulatedPlace)
    }

    let second: Int
    let kind: Kind
}

/// Where a simulated booking lies.
struct SimulatedPlace {
    var offered: Int
    var resource: Int
    var day: Int
    var halfHour: Int
}
