extension TimeVocabulary {
    static let english: TimeVocabulary = {
        var words = TimeVocabulary()
        // "mon", "sat" and "sun" are words of other meanings too often.
        words.weekdays = numbered(
            "monday/mondays tuesday/tuesdays/tue/tues wednesday/wednesdays/wed "
                + "thursday/thursdays/thu/thur/thurs friday/fridays/fri saturday/saturdays "
                + "sunday/sundays"
        )
        words.months = numbered(
            "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug "
                + "september/sep/sept october/oct november/nov december/dec"
        )
        words.numbers = numbered(
            "one two three four five six seven eight nine ten eleven twelve"
        )
        words.days = offsets([
            "today": 0, "tonight": 0, "tomorrow": 1, "tmrw": 1, "the day after tomorrow": 2,
            "day after tomorrow": 2,
        ])
        words.weeks = offsets([
            "this week": 0, "next week": 1, "the week after next": 2, "week after next": 2,
        ])
        words.next = phrases("next")
        words.this = phrases("this", "this coming", "coming")
        words.dayparts = parts([
            "morning": 6...12, "mornings": 6...12, "afternoon": 12...18, "afternoons": 12...18,
            "evening": 17...22, "evenings": 17...22, "tonight": 17...22, "lunchtime": 11...14,
            "early morning": 6...9, "late morning": 10...12, "late afternoon": 15...18,
        ])
        words.within = phrases("in")
        words.dayUnits = TimeVocabulary.words("day days")
        words.weekUnits = TimeVocabulary.words("week weeks")
        words.monthPrepositions = TimeVocabulary.words("in during")
        words.dayFillers = TimeVocabulary.words("st nd rd th of the")
        words.at = phrases("at", "around", "about", "by", "circa", "from")
        words.after = phrases("after", "from", "any time after", "later than", "not before")
        words.before = phrases("before", "until", "till", "earlier than", "not after")
        words.between = phrases("between", "from")
        words.joins = TimeVocabulary.words("and to until till")
        words.clockWords = TimeVocabulary.words("oclock")
        words.noon = phrases("noon", "midday")
        words.beforeHour = minutes([
            "half past": 30, "quarter past": 15, "a quarter past": 15, "quarter to": -15,
            "a quarter to": -15,
        ])
        words.negations = TimeVocabulary.words(
            "not no cant cannot dont wont except never unable without isnt doesnt"
        )
        words.fillers = TimeVocabulary.words("in on the at of")
        return words
    }()
}
