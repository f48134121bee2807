extension MailWords {
    /// Words by which a language is known, folded as the reader folds them, and none of which is a word
    /// of another of the four: "es" would make a German question a Spanish one.
    private static let marks: [(language: TimeLanguage, words: Set<[UInt8]>)] = [
        (
            .english,
            TimeVocabulary.words(
                "the and you is for please would like have my appointment can could we are it this "
                    + "that with from when what want need next week day morning afternoon evening "
                    + "tomorrow today hello hi thanks thank dear at to of your be book visit "
                    + "available oclock monday tuesday wednesday thursday friday saturday sunday"
            )
        ),
        (
            .german,
            TimeVocabulary.words(
                "der die das und ich sie ist fur bitte hatte einen eine einem ein mein meine nicht "
                    + "geht um uhr termin termine haben habe brauche kann konnen mochte wann wir "
                    + "ihnen ihr ihre mit von zu bei auf noch oder wenn dass ware gern gerne passt "
                    + "woche nachste nachsten danke hallo guten liebe sehr heute morgen ubermorgen "
                    + "vormittag nachmittag abend montag dienstag mittwoch donnerstag freitag "
                    + "samstag sonntag nein"
            )
        ),
        (
            .spanish,
            TimeVocabulary.words(
                "el y yo usted para por quisiera quiero una mi cita hora los las con del gracias "
                    + "hola buenos buenas dia dias manana tarde tengo necesito puedo puede cuando "
                    + "hay semana proxima proximo lunes martes miercoles jueves viernes sabado "
                    + "domingo hoy"
            )
        ),
        (
            .french,
            TimeVocabulary.words(
                "et je vous nous est pour merci voudrais une rendez heure heures matin soir apres "
                    + "midi bonjour demain lundi mardi mercredi jeudi vendredi samedi dimanche "
                    + "semaine prochain prochaine serait puis peux dans avec votre plait aux cette "
                    + "aujourdhui"
            )
        ),
    ]

    /// The language that a text is plainly in, by its commonest words; `nil` where there are none, or
    /// as many of another.
    static func language(of text: String) -> TimeLanguage? {
        let words = WordReader.pieces(text.utf8).compactMap { piece -> [UInt8]? in
            if case .word(let word) = piece.token { word } else { nil }
        }
        let counts = marks.map { mark in
            (mark.language, count: words.count { mark.words.contains($0) })
        }
        guard let most = counts.map(\.count).max(), most > 0 else { return nil }
        let best = counts.filter { $0.count == most }
        return best.count == 1 ? best[0].0 : nil
    }
}
