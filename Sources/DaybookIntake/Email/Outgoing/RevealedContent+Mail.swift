extension RevealedContent {
    /// A draft of the answer to this mail: to whom, about what, in which thread. Its text is still
    /// empty.
    ///
    /// - Parameters:
    ///   - draft: With the clinic's side filled in.
    ///   - language: In which language it will be worded.
    ///   - isMail: Whether it came as a mail; otherwise the answer begins a thread of its own.
    ///   - ownAddresses: The clinic's addresses in lower case: answered from the one that was
    ///     written to.
    package func answered(
        by draft: MailDraft,
        in language: AnswerLanguage,
        isMail: Bool,
        ownAddresses: [String]
    ) -> PHI<MailDraft> {
        let answered = withContact { contact in
            var draft = draft
            draft.toName = contact.senderName
            draft.language = language.tag(answering: contact)
            guard isMail else {
                // A form's fields are whatever was sent: only the checked address counts.
                draft.to = contact.sender
                draft.begin(MailWords(tag: draft.language).requestSubject)
                return draft
            }
            let replyTo = contact.fields.first { $0.name == "reply-to" }?.value ?? ""
            draft.to = replyTo.isEmpty ? contact.sender : replyTo
            if ownAddresses.contains(contact.recipient) { draft.from = contact.recipient }
            draft.subject = MailWords.answering(contact.subject)
            draft.inReplyTo = contact.messageID
            draft.references = contact.references.reversed()
            if !contact.messageID.isEmpty { draft.references.append(contact.messageID) }
            return draft
        }
        return PHI(answered)
    }

    /// The same draft with this text: a person's own words.
    package func worded(_ draft: consuming PHI<MailDraft>) -> PHI<MailDraft> {
        let words = withContact { contact in contact.text }
        return PHI(
            draft.exposed { draft in
                var draft = draft
                draft.text = words
                return draft
            }
        )
    }
}

extension PHI where Value == MailDraft {
    /// The draft with the words that a rule gives it.
    package consuming func worded(_ fill: (inout MailDraft) -> Void) -> PHI<MailDraft> {
        PHI(
            exposed { draft in
                var draft = draft
                fill(&draft)
                return draft
            }
        )
    }
}
