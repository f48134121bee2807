public import DaybookDomain

/// Reads the times that a patient's words may mean. Pure, bounded by ``WordLimits``, the same for
/// the same words on the same day.
///
/// It never decides between two readings: "at three" is three in the night and in the afternoon,
/// "next Friday" both Fridays. What can be had of them is for the diary to say, and a person books.
public enum TimeGrammar {
    /// All times that the words may mean, or why there are none.
    ///
    /// - Parameters:
    ///   - text: What was written; only the first ``WordLimits/textBytesMax`` bytes are read.
    ///   - tag: The language's BCP 47 tag where it is known. Where it is not, or more is said in
    ///     another one, that one in which the most is said is taken: a telephone's language need not
    ///     be what its owner writes.
    ///   - now: The time on the clinic's wall when it was written: "tomorrow" counts from there.
    /// - Complexity: O(length), for each language tried.
    public static func read(_ text: String, language tag: String = "", at now: WallTime)
        -> TimeReading
    {
        let pieces = WordReader.pieces(text.utf8)
        let most = mostTelling(pieces, now)
        guard let stated = TimeLanguage(tag: tag) else { return most }
        let own = read(pieces, stated, now)
        // What contradicts itself in their own language is not another time in another.
        if let gaveUp = own.gaveUp, gaveUp != .noTime { return own }
        return partsSaid(most) > partsSaid(own) ? most : own
    }

    /// The reading in the language in which the most is said.
    private static func mostTelling(
        _ pieces: [WordReader.Piece],
        _ now: WallTime
    ) -> TimeReading {
        var best: TimeReading?
        for language in TimeLanguage.allCases where language != .american {
            let reading = read(pieces, language, now)
            if score(reading) > best.map(score) ?? -1 { best = reading }
        }
        return best ?? TimeReading(wishes: [], gaveUp: .noTime, language: .english)
    }

    /// How much a reading knows: the parts that were said, of what could be told best.
    private static func score(_ reading: TimeReading) -> Int {
        if reading.wishes.isEmpty { return reading.gaveUp == .noTime ? 0 : 1 }
        return 2 + partsSaid(reading) * 8 + min(7, reading.wishes.count)
    }

    private static func partsSaid(_ reading: TimeReading) -> Int {
        reading.wishes.map { $0.known.rawValue.nonzeroBitCount }.max() ?? 0
    }

    private static func read(
        _ pieces: [WordReader.Piece],
        _ language: TimeLanguage,
        _ now: WallTime
    ) -> TimeReading {
        let parser = TimeParser(
            pieces: pieces,
            words: language.vocabulary,
            language: language,
            now: now
        )
        var combiner = TimeCombiner(now: now)
        for sentence in parser.sentences() { combiner.take(sentence) }
        return TimeReading(
            wishes: combiner.gaveUp == nil ? combiner.wishes : [],
            gaveUp: combiner.gaveUp,
            language: language
        )
    }
}
