internal import DaybookDomain
internal import DaybookEngine
public import DaybookIntake
internal import DaybookStorage

extension Book {
    /// A queued answer as a mail, ready for a mail server: the person's own text, or the words for
    /// the offer, booking or acknowledgement that it tells of, with the appointment for the
    /// patient's calendar.
    ///
    /// Its Message-ID carries conversation and answer with a code over them, so that what is
    /// answered to it finds the conversation whoever wrote the subject. Automatic mails say so (RFC
    /// 3834); hand them over with a null return path. The patient's address and the text are opened
    /// for the purpose `operations`, which is a fact.
    ///
    /// - Parameters:
    ///   - reply: The answer's number, as ``Outbox`` lists it.
    ///   - sender: Who or what sends.
    /// - Throws: ``BookError``: `unknown` for what is no answer by mail, `erased`, or what the
    ///   vault says.
    public func mail(of reply: UInt64, sender: String) async throws(BookError) -> OutgoingMail {
        do {
            let vault = try requireVault()
            guard let queued = try queuedAnswer(reply), queued.fact.channel == .email else {
                throw BookError(
                    .input,
                    code: "unknown",
                    "\(reply) is no answer by mail",
                    next: "see `daybook outbox`"
                )
            }
            let answer = queued.fact
            let own = try clinic().channel(.email)?.ownAddresses.map { $0.lowercased() } ?? []
            let blank = try draft(queued, from: own.first ?? "", vault)
            let about = try await reveal(
                queued.asked.sequence,
                purpose: .operations,
                reader: sender
            )
            var draft = about.answered(
                by: blank,
                in: try language(for: queued.asked.party),
                isMail: queued.asked.channel == .email,
                ownAddresses: own
            )
            let domain = (own.first ?? "").split(separator: "@").last.map { String($0) } ?? ""
            let appointments = try mailCalendars(with: queued, domain: domain, vault)
            if answer.flags.contains(.sealed) {
                let text = try await reveal(reply, purpose: .operations, reader: sender)
                draft = text.worded(draft)
            } else {
                draft = try worded(draft, for: answer)
            }
            let warning = try warning(with: queued)
            let isReminder = answer.kind == .reminderQueued
            return OutgoingMail(
                draft.worded {
                    // Nobody asked for a reminder: it begins a thread of its own.
                    if isReminder { $0.begin(MailWords(tag: $0.language).reminderSubject) }
                    $0.text += warning
                    $0.calendars = appointments.calendars(
                        for: $0,
                        MailWords(tag: $0.language)
                    )
                }
            )
        } catch {
            throw BookError(error)
        }
    }

    /// The clinic's side of a mail.
    private func draft(
        _ queued: QueuedAnswer,
        from address: String,
        _ vault: Vault
    ) throws -> MailDraft {
        guard !address.isEmpty else {
            throw BookError(
                .input,
                code: "not-configured",
                "the clinic has no mail address of its own",
                next: "name it in clinic.json under channels/email/addresses"
            )
        }
        let clinic = try clinic()
        let now = Instant(milliseconds: options.clock())
        let domain = String(
            address[address.index(after: address.lastIndex(of: "@") ?? address.startIndex)...]
        )
        guard
            let id = OwnIdentifier(
                .mail,
                subject: queued.conversation,
                detail: queued.fact.sequence
            )
        else { throw BookError(.internal, code: "identifier", "a sequence has 48 bits") }
        var draft = MailDraft(
            from: address,
            to: "",
            messageID: try id.text(by: vault, domain: domain),
            date: now
        )
        draft.fromName = clinic.settings?.name ?? ""
        draft.offsetMinutes = Int(zone(of: clinic).offsetSeconds(at: now)) / 60
        if queued.fact.flags.contains(.automatic) {
            draft.origin = queued.fact.kind == .reminderQueued ? .ruleUnasked : .ruleInAnswer
        }
        return draft
    }

    func zone(of clinic: Clinic) -> ZoneRules {
        clinic.settings.flatMap { clinic.zone($0.zone) }?.rules ?? .utc
    }

    /// Words for an answer that no person worded: an offer's times, or a booking.
    private func worded(
        _ draft: consuming PHI<MailDraft>,
        for answer: Fact
    ) throws -> PHI<MailDraft> {
        let zone = zone(of: try clinic())
        let subject = try answerSubject(of: answer)
        return draft.worded { draft in
            draft.text = subject.text(MailWords(tag: draft.language), in: zone)
            draft.language = subject.language(writtenIn: draft.language)
        }
    }
}
