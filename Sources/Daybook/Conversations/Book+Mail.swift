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
            var draft = about.answered(by: blank, ownAddresses: own)
            if answer.flags.contains(.sealed) {
                let text = try await reveal(reply, purpose: .operations, reader: sender)
                draft = text.worded(draft)
            } else {
                draft = try worded(draft, for: answer, vault)
            }
            return OutgoingMail(draft)
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
        draft.isAutomatic = queued.fact.flags.contains(.automatic)
        return draft
    }

    func zone(of clinic: Clinic) -> ZoneRules {
        clinic.settings.flatMap { clinic.zone($0.zone) }?.rules ?? .utc
    }

    /// Words for an answer that no person worded: an offer's times, or a booking with its calendar.
    private func worded(
        _ draft: consuming PHI<MailDraft>,
        for answer: Fact,
        _ vault: Vault
    ) throws -> PHI<MailDraft> {
        let zone = zone(of: try clinic())
        let subject = try answerSubject(of: answer)
        guard case .booking(let number, let state, _) = subject else {
            return draft.worded { draft in
                draft.text = subject.text(MailWords(tag: draft.language), in: zone)
                draft.language = subject.language(writtenIn: draft.language)
            }
        }
        let id = try calendarID(of: number, vault)
        return draft.worded { draft in
            let words = MailWords(tag: draft.language)
            draft.text = subject.text(words, in: zone)
            draft.language = subject.language(writtenIn: draft.language)
            let invite = state.invite(
                uid: id + "@" + (draft.from.split(separator: "@").last ?? ""),
                for: draft,
                words
            )
            draft.calendar = (state.isCancelled ? .cancel : .request, invite.bytes)
        }
    }
}
