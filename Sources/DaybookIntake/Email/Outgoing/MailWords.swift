/// What automatic mails say, in the patient's language: as little as will do, and nothing of what
/// the appointment is for.
package struct MailWords: Sendable {
    /// The language.
    package let language: TimeLanguage

    /// Words of a language by its tag; English where it is none of the four.
    package init(tag: String) {
        language = TimeLanguage(tag: tag) ?? .english
    }

    private func pick(_ english: String, _ german: String, _ spanish: String, _ french: String)
        -> String
    {
        switch language {
        case .english, .american: english
        case .german: german
        case .spanish: spanish
        case .french: french
        }
    }

    /// Times on offer, each with the word that takes it.
    package func offer(_ times: [(when: String, token: String)], until: String) -> String {
        var lines = [
            pick(
                "We can offer you these times. To take one, answer with its code alone on a line:",
                "Wir können Ihnen diese Termine anbieten. Um einen zu nehmen, antworten Sie mit "
                    + "seinem Code allein in einer Zeile:",
                "Podemos ofrecerle estas horas. Para elegir una, responda con su código solo en "
                    + "una línea:",
                "Nous pouvons vous proposer ces horaires. Pour en choisir un, répondez avec son "
                    + "code seul sur une ligne :"
            ), "",
        ]
        for time in times { lines.append("\(time.when)    \(time.token)") }
        lines += [
            "",
            pick(
                "We hold them for you until \(until).",
                "Wir halten sie bis \(until) für Sie frei.",
                "Se las reservamos hasta las \(until).",
                "Nous vous les réservons jusqu’à \(until)."
            ),
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// The same where each time has a button.
    package func choice(until: String) -> String {
        pick(
            "We can offer you these times and hold them until \(until):",
            "Wir können Ihnen diese Termine anbieten und halten sie bis \(until) frei:",
            "Podemos ofrecerle estas horas y reservárselas hasta las \(until):",
            "Nous pouvons vous proposer ces horaires, réservés jusqu’à \(until) :"
        )
    }

    /// A message came in, and is answered on the clinic's own form.
    package func invited(to address: String) -> String {
        pick(
            "Thank you for your message. Please go on here, so that we can answer you:",
            "Danke für Ihre Nachricht. Bitte schreiben Sie uns hier weiter, damit wir Ihnen "
                + "antworten können:",
            "Gracias por su mensaje. Por favor, continúe aquí para que podamos responderle:",
            "Merci de votre message. Veuillez continuer ici pour que nous puissions vous répondre :"
        ) + "\n" + address + "\n"
    }

    /// Something was said in public, and is answered in private.
    package func invitedInPrivate(or address: String) -> String {
        let ask = pick(
            "Thank you for writing. Please send us a private message; we cannot answer here.",
            "Danke für Ihre Nachricht. Bitte schreiben Sie uns privat; hier können wir nicht "
                + "antworten.",
            "Gracias por escribirnos. Envíenos un mensaje privado; aquí no podemos responderle.",
            "Merci de votre message. Écrivez-nous en privé ; nous ne pouvons pas répondre ici."
        )
        return ask + "\n" + (address.isEmpty ? "" : address + "\n")
    }

    /// An appointment is booked.
    package func booked(_ when: String, at place: String) -> String {
        let where_ = place.isEmpty ? "" : ", \(place)"
        return pick(
            "Your appointment is booked: \(when)\(where_).",
            "Ihr Termin steht: \(when)\(where_).",
            "Su cita está reservada: \(when)\(where_).",
            "Votre rendez-vous est pris : \(when)\(where_)."
        ) + "\n"
    }

    /// An appointment is off.
    package func cancelled(_ when: String) -> String {
        pick(
            "Your appointment on \(when) is cancelled.",
            "Ihr Termin am \(when) ist abgesagt.",
            "Su cita del \(when) está anulada.",
            "Votre rendez-vous du \(when) est annulé."
        ) + "\n"
    }

    /// An appointment is near.
    package func reminder(_ when: String, at place: String) -> String {
        let where_ = place.isEmpty ? "" : ", \(place)"
        return pick(
            "We remind you of your appointment: \(when)\(where_).",
            "Wir erinnern Sie an Ihren Termin: \(when)\(where_).",
            "Le recordamos su cita: \(when)\(where_).",
            "Nous vous rappelons votre rendez-vous : \(when)\(where_)."
        ) + "\n"
    }

    /// The codes that answer a reminder, where there is nothing to press.
    package func reminderCodes(confirm: String, cancel: String) -> String {
        let coming = pick(
            "If you will come, answer with this code alone on a line:",
            "Wenn Sie kommen, antworten Sie mit diesem Code allein in einer Zeile:",
            "Si va a venir, responda con este código solo en una línea:",
            "Si vous venez, répondez avec ce code seul sur une ligne :"
        )
        let cancelling = pick(
            "To cancel, answer with this one:",
            "Um abzusagen, antworten Sie mit diesem:",
            "Para anular la cita, responda con este:",
            "Pour annuler, répondez avec celui-ci :"
        )
        return "\n\(coming)\n\(confirm)\n\n\(cancelling)\n\(cancel)\n"
    }

    /// What the buttons say that answer a reminder.
    package var reminderButtons: (confirm: String, cancel: String) {
        (
            pick("I will come", "Ich komme", "Voy a ir", "Je viendrai"),
            pick("Cancel it", "Absagen", "Anular", "Annuler")
        )
    }

    /// What a mail that reminds has as subject.
    package var reminderSubject: String {
        pick("Your appointment", "Ihr Termin", "Su cita", "Votre rendez-vous")
    }

    /// What a mail that answers a form has as subject.
    var requestSubject: String {
        pick("Your request", "Ihre Anfrage", "Su consulta", "Votre demande")
    }

    /// What a calendar shows as title.
    package func appointment(at clinic: String) -> String {
        pick(
            "Appointment: \(clinic)",
            "Termin: \(clinic)",
            "Cita: \(clinic)",
            "Rendez-vous : \(clinic)"
        )
    }

    /// "Re:" once, in whatever language it was put before.
    static func answering(_ subject: String) -> String {
        let bytes = Array(subject.utf8)
        for prefix in ["re:", "aw:", "sv:", "rv:", "ref:", "tr:"] {
            if Octets.stands(Array(prefix.utf8), in: bytes, at: 0, before: bytes.count) {
                return subject
            }
        }
        return subject.isEmpty ? "Re:" : "Re: " + subject
    }
}
