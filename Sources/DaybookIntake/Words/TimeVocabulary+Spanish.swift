extension TimeVocabulary {
    static let spanish: TimeVocabulary = {
        var words = TimeVocabulary()
        words.weekdays = numbered(
            "lunes martes miercoles jueves viernes sabado/sabados domingo/domingos"
        )
        words.months = numbered(
            "enero/ene febrero/feb marzo abril/abr mayo junio/jun julio/jul agosto/ago "
                + "septiembre/setiembre/sept octubre/oct noviembre/nov diciembre/dic"
        )
        words.numbers = numbered(
            "una/uno/un dos tres cuatro cinco seis siete ocho nueve diez once doce"
        )
        words.days = offsets(["hoy": 0, "manana": 1, "pasado manana": 2])
        words.morning = Array("manana".utf8)
        words.weeks = offsets([
            "esta semana": 0, "la proxima semana": 1, "proxima semana": 1,
            "la semana que viene": 1, "semana que viene": 1, "la semana proxima": 1,
        ])
        words.next = phrases("proximo", "proxima", "que viene", "siguiente")
        words.this = phrases("este", "esta")
        words.dayparts = parts([
            "por la manana": 6...13, "de la manana": 6...13, "por las mananas": 6...13,
            "a mediodia": 12...14, "al mediodia": 12...14, "por la tarde": 12...20,
            "de la tarde": 12...20, "por las tardes": 12...20, "tarde": 12...20,
            "por la noche": 19...23, "de la noche": 19...23,
        ])
        words.within = phrases("en", "dentro de")
        words.dayUnits = TimeVocabulary.words("dia dias")
        words.weekUnits = TimeVocabulary.words("semana semanas")
        words.monthPrepositions = TimeVocabulary.words("en")
        words.dayFillers = TimeVocabulary.words("de del o")
        words.at = phrases("a las", "a la", "las", "sobre las", "hacia las")
        words.after = phrases(
            "despues de las",
            "despues de la",
            "a partir de las",
            "a partir de la",
            "desde las"
        )
        words.before = phrases("antes de las", "antes de la", "hasta las", "hasta la")
        words.between = phrases("entre las", "entre la", "de")
        words.joins = TimeVocabulary.words("y a")
        words.clockWords = TimeVocabulary.words("h hs horas hrs")
        words.noon = phrases("mediodia")
        words.afterHour = minutes([
            "y media": 30, "y cuarto": 15, "menos cuarto": -15, "en punto": 0,
        ])
        words.negations = TimeVocabulary.words("no excepto menos nunca salvo sin ni")
        words.fillers = TimeVocabulary.words("el la los las en")
        return words
    }()
}
