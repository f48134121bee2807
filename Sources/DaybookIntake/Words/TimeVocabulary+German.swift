extension TimeVocabulary {
    static let german: TimeVocabulary = {
        var words = TimeVocabulary()
        words.weekdays = numbered(
            "montag/montags dienstag/dienstags mittwoch/mittwochs donnerstag/donnerstags "
                + "freitag/freitags samstag/samstags/sonnabend sonntag/sonntags"
        )
        words.months = numbered(
            "januar/janner/jan februar/feber/feb marz april/apr mai juni/jun juli/jul "
                + "august/aug september/sept oktober/okt november/nov dezember/dez"
        )
        words.numbers = numbered(
            "eins/ein/einem/einer zwei drei vier funf sechs sieben acht neun zehn elf zwolf"
        )
        words.days = offsets(["heute": 0, "morgen": 1, "ubermorgen": 2])
        words.morning = Array("morgen".utf8)
        words.weeks = offsets([
            "diese woche": 0, "dieser woche": 0, "nachste woche": 1, "nachster woche": 1,
            "kommende woche": 1, "kommender woche": 1, "ubernachste woche": 2,
            "ubernachster woche": 2,
        ])
        words.next = phrases("nachsten", "nachster", "nachste", "nachstem")
        words.this = phrases("diesen", "dieser", "kommenden", "kommender", "diesem", "kommendem")
        words.dayparts = parts([
            "morgens": 6...10, "am morgen": 6...12, "fruh": 6...10, "vormittag": 8...12,
            "vormittags": 8...12, "mittags": 11...14, "mittag": 11...14, "nachmittag": 12...18,
            "nachmittags": 12...18, "abend": 17...22, "abends": 17...22,
        ])
        words.within = phrases("in")
        words.dayUnits = TimeVocabulary.words("tag tage tagen")
        words.weekUnits = TimeVocabulary.words("woche wochen")
        words.monthPrepositions = TimeVocabulary.words("im")
        words.dayFillers = TimeVocabulary.words("der den dem")
        words.at = phrases("um", "gegen", "ca", "circa", "so um", "etwa um")
        words.after = phrases("nach", "ab", "fruhestens um", "nicht vor")
        words.before = phrases("vor", "bis", "spatestens um", "nicht nach")
        words.between = phrases("zwischen", "von")
        words.joins = TimeVocabulary.words("und bis")
        words.clockWords = TimeVocabulary.words("uhr h")
        words.noon = phrases("zwolf uhr mittags")
        words.beforeHour = minutes([
            "halb": -30, "viertel nach": 15, "viertel vor": -15, "dreiviertel": -15,
        ])
        words.negations = TimeVocabulary.words("nicht kein keine keinen nie ausser ohne")
        words.fillers = TimeVocabulary.words("am im den der")
        return words
    }()
}
