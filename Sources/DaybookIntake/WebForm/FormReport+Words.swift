extension FormReport.Problem {
    /// What to do, in words for the patient, not what was done wrong. They stand beside the field; in
    /// English they name it too.
    ///
    /// - Parameter tag: The BCP 47 tag of the language that the patient reads; English where it is none
    ///   of English, German, Spanish and French.
    public func words(in tag: String) -> String {
        switch TimeLanguage(tag: tag) ?? .english {
        case .english, .american: english
        case .german: german
        case .spanish: spanish
        case .french: french
        }
    }

    private var english: String {
        switch code {
        case .missing: "Enter \(label)."
        case .contactMissing: "Enter an email address or a phone number, so that we can answer."
        case .tooLong: "Shorten \(label) to \(lengthMax) characters or fewer."
        case .invalidEmail: "Enter an email address like name@example.org."
        case .invalidPhone: "Enter a phone number like 030 1234567 or +49 30 1234567."
        case .notAChoice: "Choose one of the answers for \(label)."
        case .invalidLanguage: "Choose \(label) from the list."
        case .invalidSlot: "That time is no longer free. Choose another one."
        case .repeated: "Enter \(label) only once."
        case .notText: "Enter \(label) again: some characters could not be read."
        }
    }

    private var german: String {
        switch code {
        case .missing: "Bitte füllen Sie dieses Feld aus."
        case .contactMissing:
            "Bitte geben Sie eine E-Mail-Adresse oder eine Telefonnummer an, damit wir antworten können."
        case .tooLong: "Bitte kürzen Sie den Text auf höchstens \(lengthMax) Zeichen."
        case .invalidEmail: "Bitte geben Sie eine E-Mail-Adresse wie name@example.org an."
        case .invalidPhone:
            "Bitte geben Sie eine Telefonnummer wie 030 1234567 oder +49 30 1234567 an."
        case .notAChoice: "Bitte wählen Sie eine der Antworten."
        case .invalidLanguage: "Bitte wählen Sie eine Sprache aus der Liste."
        case .invalidSlot: "Diese Zeit ist nicht mehr frei. Bitte wählen Sie eine andere."
        case .repeated: "Bitte füllen Sie dieses Feld nur einmal aus."
        case .notText: "Bitte schreiben Sie das noch einmal: Einige Zeichen waren nicht zu lesen."
        }
    }

    private var spanish: String {
        switch code {
        case .missing: "Rellene este campo."
        case .contactMissing:
            "Indique un correo electrónico o un número de teléfono para que podamos responderle."
        case .tooLong: "Acorte el texto a \(lengthMax) caracteres como máximo."
        case .invalidEmail: "Indique un correo electrónico como nombre@example.org."
        case .invalidPhone: "Indique un número de teléfono como 030 1234567 o +49 30 1234567."
        case .notAChoice: "Elija una de las respuestas."
        case .invalidLanguage: "Elija un idioma de la lista."
        case .invalidSlot: "Esa hora ya no está libre. Elija otra."
        case .repeated: "Rellene este campo una sola vez."
        case .notText: "Escríbalo de nuevo: algunos caracteres no se han podido leer."
        }
    }

    private var french: String {
        switch code {
        case .missing: "Veuillez remplir ce champ."
        case .contactMissing:
            "Indiquez une adresse e-mail ou un numéro de téléphone, pour que nous puissions répondre."
        case .tooLong: "Raccourcissez le texte à \(lengthMax) caractères au plus."
        case .invalidEmail: "Indiquez une adresse e-mail comme nom@example.org."
        case .invalidPhone: "Indiquez un numéro de téléphone comme 030 1234567 ou +49 30 1234567."
        case .notAChoice: "Choisissez une des réponses."
        case .invalidLanguage: "Choisissez une langue dans la liste."
        case .invalidSlot: "Cet horaire n’est plus libre. Choisissez-en un autre."
        case .repeated: "Remplissez ce champ une seule fois."
        case .notText: "Écrivez-le de nouveau : certains caractères sont illisibles."
        }
    }
}
