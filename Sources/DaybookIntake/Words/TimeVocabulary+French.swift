extension TimeVocabulary {
    static let french: TimeVocabulary = {
        var words = TimeVocabulary()
        words.weekdays = numbered(
            "lundi/lundis mardi/mardis mercredi/mercredis jeudi/jeudis vendredi/vendredis "
                + "samedi/samedis dimanche/dimanches"
        )
        words.months = numbered(
            "janvier/janv fevrier/fevr mars avril/avr mai juin juillet/juil aout "
                + "septembre/sept octobre/oct novembre/nov decembre/dec"
        )
        words.numbers = numbered(
            "une/un deux trois quatre cinq six sept huit neuf dix onze douze"
        )
        words.days = offsets([
            "aujourdhui": 0, "ce soir": 0, "demain": 1, "apres demain": 2,
        ])
        words.weeks = offsets([
            "cette semaine": 0, "la semaine prochaine": 1, "semaine prochaine": 1,
        ])
        words.next = phrases("prochain", "prochaine", "suivant")
        words.this = phrases("ce", "cette")
        words.dayparts = parts([
            "matin": 6...12, "le matin": 6...12, "du matin": 6...12, "matinee": 6...12,
            "apres midi": 12...18, "lapres midi": 12...18, "soir": 17...22, "le soir": 17...22,
            "du soir": 17...22, "ce soir": 17...22, "soiree": 17...22,
        ])
        words.within = phrases("dans")
        words.dayUnits = TimeVocabulary.words("jour jours")
        words.weekUnits = TimeVocabulary.words("semaine semaines")
        words.monthPrepositions = TimeVocabulary.words("en")
        words.dayFillers = TimeVocabulary.words("er le")
        words.at = phrases("a", "vers", "aux alentours de")
        words.after = phrases("apres", "a partir de", "des")
        words.before = phrases("avant", "jusqua", "jusqu a")
        words.between = phrases("entre", "de")
        words.joins = TimeVocabulary.words("et a")
        words.clockWords = TimeVocabulary.words("h heure heures")
        words.noon = phrases("midi")
        words.afterHour = minutes([
            "et demie": 30, "et demi": 30, "et quart": 15, "moins le quart": -15,
            "moins quart": -15, "pile": 0,
        ])
        words.negations = TimeVocabulary.words("pas sauf jamais sans ni aucun")
        words.fillers = TimeVocabulary.words("le la les l dans")
        return words
    }()
}
