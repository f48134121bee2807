/// The words of time of one language, folded as ``WordReader`` folds them.
struct TimeVocabulary: Sendable {
    typealias Word = [UInt8]
    typealias Phrase = [Word]

    /// A stretch of the day, in minutes.
    struct Daypart: Sendable {
        let phrase: Phrase
        let from: Int
        let through: Int
    }

    /// ISO numbers, Monday 1.
    var weekdays: [Word: Int] = [:]
    /// 1 to 12.
    var months: [Word: Int] = [:]
    /// Number words, 1 to 12 and what else hours and days are counted by.
    var numbers: [Word: Int] = [:]
    /// Days from today.
    var days: [(phrase: Phrase, offset: Int)] = []
    /// Weeks from this one.
    var weeks: [(phrase: Phrase, offset: Int)] = []
    /// The word that is "tomorrow" alone and "morning" after a day ("morgen", "mañana").
    var morning: Word = []
    /// What makes a weekday the next one, before or after it.
    var next: [Phrase] = []
    /// What makes it this week's.
    var this: [Phrase] = []
    var dayparts: [Daypart] = []
    /// "in" of "in three days".
    var within: [Phrase] = []
    var dayUnits: Set<Word> = []
    var weekUnits: Set<Word> = []
    /// "in" of "in March".
    var monthPrepositions: Set<Word> = []
    /// Words between day and month, and endings of ordinal numbers.
    var dayFillers: Set<Word> = []
    /// What stands before a time of the clock.
    var at: [Phrase] = []
    var after: [Phrase] = []
    var before: [Phrase] = []
    var between: [Phrase] = []
    /// "and", "to": what joins the ends of a stretch.
    var joins: Set<Word> = []
    /// "Uhr", "h", "o'clock".
    var clockWords: Set<Word> = []
    var noon: [Phrase] = []
    /// Minutes by which the hour named before is changed ("y media": 30).
    var afterHour: [(phrase: Phrase, minutes: Int)] = []
    /// Minutes by which the hour named after is changed ("half past": 30, "viertel vor": −15).
    var beforeHour: [(phrase: Phrase, minutes: Int)] = []
    var negations: Set<Word> = []
    /// Words that may stand between a weekday and the part of its day without meaning anything.
    var fillers: Set<Word> = []

    static func words(_ text: String) -> Set<Word> {
        Set(text.utf8.split(separator: 0x20).map { Array($0) })
    }

    static func phrase(_ text: String) -> Phrase {
        text.utf8.split(separator: 0x20).map { Array($0) }
    }

    /// Longest first, so that "the day after tomorrow" is not "tomorrow".
    static func phrases(_ texts: String...) -> [Phrase] {
        texts.map(phrase).sorted { $0.count > $1.count }
    }

    static func offsets(_ entries: KeyValuePairs<String, Int>) -> [(phrase: Phrase, offset: Int)] {
        entries.map { (phrase($0.key), $0.value) }.sorted { $0.phrase.count > $1.phrase.count }
    }

    static func minutes(_ entries: KeyValuePairs<String, Int>) -> [(phrase: Phrase, minutes: Int)] {
        entries.map { (phrase($0.key), $0.value) }.sorted { $0.phrase.count > $1.phrase.count }
    }

    static func parts(_ entries: KeyValuePairs<String, ClosedRange<Int>>) -> [Daypart] {
        entries.map {
            Daypart(
                phrase: phrase($0.key),
                from: $0.value.lowerBound * 60,
                through: $0.value.upperBound * 60
            )
        }.sorted { $0.phrase.count > $1.phrase.count }
    }

    /// Words numbered from 1 in the order given; several for one number stand together with `/`.
    static func numbered(_ text: String) -> [Word: Int] {
        var table: [Word: Int] = [:]
        for (index, entry) in text.utf8.split(separator: 0x20).enumerated() {
            for word in entry.split(separator: 0x2F) { table[Array(word)] = index + 1 }
        }
        return table
    }
}
