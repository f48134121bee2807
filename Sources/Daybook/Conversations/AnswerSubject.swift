internal import DaybookDomain
internal import DaybookEngine
internal import DaybookIntake
internal import DaybookStorage

/// What an answer tells of, where no person worded it.
enum AnswerSubject {
    /// Times that are held.
    case offer([OfferedTime])
    /// An appointment, by its number.
    case booking(UInt64, Book.CalendarState)
    /// Nothing: where to go on. In public there is no link, but the address of the clinic's form
    /// where it has one.
    case invitation(link: OneTimeLink?, form: String)

    /// The words for a mail, in which a time is taken by its code.
    func text(_ words: MailWords, in zone: ZoneRules) -> String {
        switch self {
        case .offer(let times):
            words.offer(
                times.map {
                    (when: zone.wallTime(at: $0.start.instant).spaced, token: $0.token)
                },
                until: expiry(of: times, in: zone)
            )
        case .booking(_, let state): booking(state, words, zone)
        case .invitation: caption(words, in: zone)
        }
    }

    /// The words above ``buttons(in:)``.
    func caption(_ words: MailWords, in zone: ZoneRules) -> String {
        switch self {
        case .offer(let times): words.choice(until: expiry(of: times, in: zone))
        case .booking(_, let state): booking(state, words, zone)
        case .invitation(let link?, _): words.invited(to: link.address)
        case .invitation(nil, let form): words.invitedInPrivate(or: form)
        }
    }

    /// A button for each time, by which it is taken.
    func buttons(in zone: ZoneRules) -> [ReplyPayload.Offer] {
        guard case .offer(let times) = self else { return [] }
        return times.map {
            ReplyPayload.Offer(
                title: zone.wallTime(at: $0.start.instant).spaced,
                token: $0.token
            )
        }
    }

    private func expiry(of times: [OfferedTime], in zone: ZoneRules) -> String {
        times.first.map { zone.wallTime(at: $0.expiry).spaced } ?? ""
    }

    private func booking(
        _ state: Book.CalendarState,
        _ words: MailWords,
        _ zone: ZoneRules
    ) -> String {
        let when = zone.wallTime(at: state.start).spaced
        return state.isCancelled ? words.cancelled(when) : words.booked(when, at: state.location)
    }
}

extension Book {
    /// What an answer without a text of its own tells of.
    func answerSubject(of answer: Fact) throws -> AnswerSubject {
        if answer.reason == .invited {
            return .invitation(
                link: try oneTimeLink(answer.cause),
                form: try clinic().channel(answer.channel)?.redirectAddress ?? ""
            )
        }
        guard let cause = try log.record(at: answer.cause, as: Fact.self) else {
            throw BookError(
                .input,
                code: "unknown",
                "nothing says what \(answer.sequence) is about"
            )
        }
        switch cause.kind {
        case .offerMade: return .offer(try heldTimes(of: cause))
        case .appointmentBooked, .appointmentRescheduled, .appointmentCancelled,
            .appointmentReinstated:
            return .booking(cause.subject, try calendarState(of: cause.subject, try clinic()))
        default:
            throw BookError(
                .input,
                code: "unknown",
                "\(answer.sequence) tells of a \(cause.kind?.name ?? "fact") that has no words",
                next: "answer with `daybook respond`"
            )
        }
    }

    /// The times that an offer holds, with their tokens.
    private func heldTimes(of offer: Fact) throws -> [OfferedTime] {
        let count = UInt64(offer.detail) * UInt64(Service.groupsMax)
        let group = try facts(from: offer.sequence, through: offer.sequence + count)
        return try offeredTimes(
            among: group.filter { $0.kind == .holdPlaced && $0.cause == offer.sequence }
        )
    }
}
