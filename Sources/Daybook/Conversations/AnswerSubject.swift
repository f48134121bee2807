internal import DaybookDomain
internal import DaybookEngine
internal import DaybookIntake
internal import DaybookStorage

/// What an answer tells of, where no person worded it.
enum AnswerSubject {
    /// Times that are held.
    case offer([OfferedTime])
    /// An appointment, by its number.
    case booking(UInt64, Book.CalendarState, ClinicVoice)
    /// That a message came in.
    case acknowledgement(ClinicVoice)
    /// That an appointment is near, with the tokens by which the patient answers.
    case reminder(Book.CalendarState, ClinicVoice, ReminderTokens)
    /// Nothing: where to go on. In public there is no link, but the address of the clinic's form
    /// where it has one. Where a rule says it, the clinic's emergency wording ends it, in one language.
    case invitation(link: OneTimeLink?, form: String, rule: MessageTemplates?)

    /// The words where there is nothing to press: a time is taken, and a reminder answered, by a
    /// code.
    func text(_ words: MailWords, in zone: ZoneRules) -> String {
        switch self {
        case .offer(let times):
            words.offer(
                times.map {
                    (when: zone.wallTime(at: $0.start.instant).spaced, token: $0.token)
                },
                until: expiry(of: times, in: zone)
            )
        case .reminder(_, let voice, let tokens) where voice.templates == nil:
            caption(words, in: zone)
                + words.reminderCodes(confirm: tokens.confirm, cancel: tokens.cancel)
        case .booking, .acknowledgement, .reminder, .invitation: caption(words, in: zone)
        }
    }

    /// The words above ``buttons(_:in:)``.
    func caption(_ words: MailWords, in zone: ZoneRules) -> String {
        switch self {
        case .offer(let times): words.choice(until: expiry(of: times, in: zone))
        case .booking(_, let state, let voice): booking(state, voice, words, zone)
        case .acknowledgement(let voice): acknowledgement(voice)
        case .reminder(let state, let voice, let tokens):
            reminder(state, voice, tokens, words, zone)
        case .invitation(let link?, _, let rule?):
            MailWords(tag: rule.language.description).invited(to: link.address)
                + "\n" + rule.emergency + "\n"
        case .invitation(let link?, _, nil): words.invited(to: link.address)
        case .invitation(nil, let form, _): words.invitedInPrivate(or: form)
        }
    }

    /// The language of the words for somebody who wrote in a language, as a tag.
    func language(writtenIn tag: String) -> String {
        switch self {
        case .invitation(_, _, let rule?): rule.language.description
        case .offer, .invitation: tag
        case .booking(_, let state, let voice):
            state.isCancelled ? tag : voice.templates?.language.description ?? tag
        case .acknowledgement(let voice), .reminder(_, let voice, _):
            voice.templates?.language.description ?? tag
        }
    }

    /// A button for each time, by which it is taken, or for each answer to a reminder.
    func buttons(_ words: MailWords, in zone: ZoneRules) -> [ReplyPayload.Offer] {
        switch self {
        case .offer(let times):
            times.map {
                ReplyPayload.Offer(
                    title: zone.wallTime(at: $0.start.instant).spaced,
                    token: $0.token
                )
            }
        case .reminder(_, _, let tokens):
            [
                ReplyPayload.Offer(title: words.reminderButtons.confirm, token: tokens.confirm),
                ReplyPayload.Offer(title: words.reminderButtons.cancel, token: tokens.cancel),
            ]
        case .booking, .acknowledgement, .invitation: []
        }
    }

    private func expiry(of times: [OfferedTime], in zone: ZoneRules) -> String {
        times.first.map { zone.wallTime(at: $0.expiry).spaced } ?? ""
    }

    private func booking(
        _ state: Book.CalendarState,
        _ voice: ClinicVoice,
        _ words: MailWords,
        _ zone: ZoneRules
    ) -> String {
        let when = zone.wallTime(at: state.start).spaced
        if state.isCancelled { return words.cancelled(when) }
        guard let templates = voice.templates else {
            return words.booked(when, at: state.location)
        }
        let values: [MessageTemplates.Variable: String] = [
            .clinic: voice.name, .when: when, .place: state.location,
        ]
        return MessageTemplates.fill(templates.confirmation, values) + "\n"
    }

    private func reminder(
        _ state: Book.CalendarState,
        _ voice: ClinicVoice,
        _ tokens: ReminderTokens,
        _ words: MailWords,
        _ zone: ZoneRules
    ) -> String {
        let when = zone.wallTime(at: state.start).spaced
        guard let templates = voice.templates else {
            return words.reminder(when, at: state.location)
        }
        let values: [MessageTemplates.Variable: String] = [
            .clinic: voice.name, .when: when, .place: state.location,
            .confirm: tokens.confirm, .cancel: tokens.cancel,
        ]
        return MessageTemplates.fill(templates.reminder, values) + "\n"
    }

    /// The emergency wording ends every acknowledgement: nobody reads the message at once.
    private func acknowledgement(_ voice: ClinicVoice) -> String {
        guard let templates = voice.templates else { return "" }
        return MessageTemplates.fill(templates.acknowledgement, [.clinic: voice.name])
            + "\n\n" + templates.emergency + "\n"
    }
}

extension Book {
    /// What an answer without a text of its own tells of.
    func answerSubject(of answer: Fact) throws -> AnswerSubject {
        if answer.reason == .invited {
            return .invitation(
                link: try oneTimeLink(answer.cause),
                form: try clinic().channel(answer.channel)?.redirectAddress ?? "",
                rule: nil
            )
        }
        if answer.kind == .acknowledgementQueued {
            let templates = try templates(named: answer.detail, by: answer)
            // Where the channel only redirects, the link stands right before its acknowledgement.
            if let link = try oneTimeLink(answer.sequence - 1) {
                return .invitation(link: link, form: "", rule: templates)
            }
            return .acknowledgement(
                ClinicVoice(
                    templates: templates,
                    name: try clinic().settings?.name ?? ""
                )
            )
        }
        if answer.kind == .reminderQueued {
            return .reminder(
                try calendarState(of: answer.subject, try clinic()),
                try voice(for: answer.party),
                try reminderTokens(answer)
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
        case .holdPlaced: return .offer(try timesOffered(from: cause, through: answer.sequence))
        case .waitlistOffered:
            let held = try facts(from: cause.cause, through: cause.cause)
            return .offer(try offeredTimes(among: held))
        case .appointmentBooked, .appointmentRescheduled, .appointmentCancelled,
            .appointmentReinstated, .attendanceConfirmed:
            return .booking(
                cause.subject,
                try calendarState(of: cause.subject, try clinic()),
                try voice(for: answer.party)
            )
        default:
            throw BookError(
                .input,
                code: "unknown",
                "\(answer.sequence) tells of a \(cause.kind?.name ?? "fact") that has no words",
                next: "answer with `daybook respond`"
            )
        }
    }

    /// The times held in one group instead of an appointment, with their tokens.
    private func timesOffered(from first: Fact, through last: UInt64) throws -> [OfferedTime] {
        try offeredTimes(
            among: try facts(from: first.sequence, through: last).filter {
                $0.kind == .holdPlaced && $0.cause == first.cause && $0.reason == first.reason
            }
        )
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
