import DaybookDomain

/// Reads the phrases of time in a text, from left to right and never back. O(length × phrases of
/// the language), bounded by ``WordLimits``.
struct TimeParser {
    let pieces: [WordReader.Piece]
    let words: TimeVocabulary
    let language: TimeLanguage
    let now: WallTime

    var today: CivilDate { now.date }

    /// The phrases of each sentence, in order.
    func sentences() -> [[TimePhrase]] {
        var sentences: [[TimePhrase]] = []
        var phrases: [TimePhrase] = []
        var index = 0
        var sentenceStart = 0
        while index < pieces.count {
            if endsSentence(at: index) {
                sentences.append(phrases)
                phrases = []
                index += 1
                sentenceStart = index
                continue
            }
            guard var phrase = phrase(at: index, after: phrases.last) else {
                index += 1
                continue
            }
            phrase.isNegated = isNegated(
                before: index,
                from: max(sentenceStart, phrases.last?.place.upperBound ?? 0)
            )
            index = max(index + 1, phrase.place.upperBound)
            phrases.append(phrase)
        }
        sentences.append(phrases)
        return sentences.filter { !$0.isEmpty }
    }

    private func phrase(at index: Int, after last: TimePhrase?) -> TimePhrase? {
        let previous: Int? =
            switch last?.meaning {
            case .days, .weekday: last?.place.upperBound
            default: nil
            }
        // "Montag morgen" is a morning, "morgen" alone is tomorrow.
        if let previous, index - previous <= 1, word(at: index) == words.morning,
            !words.morning.isEmpty
        {
            let clock = TimePhrase.Clock(from: 360, through: 720, known: .half, implied: .hour)
            return TimePhrase(meaning: .daypart(clock), place: index..<(index + 1))
        }
        return clock(at: index) ?? daypart(at: index) ?? days(at: index)
    }

    // MARK: Pieces

    func word(at index: Int) -> TimeVocabulary.Word? {
        guard index < pieces.count, case .word(let word) = pieces[index].token else { return nil }
        return word
    }

    /// A number of at most `digits` digits.
    func number(at index: Int, digits: Int = 2) -> (value: Int, digits: Int)? {
        guard index < pieces.count, case .number(let value, let count) = pieces[index].token,
            count <= digits
        else { return nil }
        return (value, count)
    }

    func isMark(_ mark: UInt8, at index: Int) -> Bool {
        index < pieces.count && pieces[index].token == .mark(mark)
    }

    func isSpaced(_ index: Int) -> Bool {
        index >= pieces.count || pieces[index].isSpaced
    }

    /// How many pieces a phrase takes at a place, or `nil`; hyphens may stand between its words.
    func length(of phrase: TimeVocabulary.Phrase, at start: Int) -> Int? {
        var index = start
        for (number, wanted) in phrase.enumerated() {
            if number > 0, isMark(Octets.hyphen, at: index), !isSpaced(index) { index += 1 }
            guard word(at: index) == wanted else { return nil }
            index += 1
        }
        return index - start
    }

    /// The first of the phrases that stands at a place: its length.
    func length(ofAny phrases: [TimeVocabulary.Phrase], at start: Int) -> Int? {
        for phrase in phrases {
            if let length = length(of: phrase, at: start) { return length }
        }
        return nil
    }

    private func endsSentence(at index: Int) -> Bool {
        switch pieces[index].token {
        case .mark(let mark):
            guard mark == Octets.dot || mark == Octets.question || mark == 0x21 else {
                return false
            }
            return isSpaced(index + 1)
        case .line:
            return index + 1 < pieces.count && pieces[index + 1].token == .line
        default: return false
        }
    }

    /// "I can't do Friday": a negation among the last words, with no other phrase between.
    private func isNegated(before index: Int, from start: Int) -> Bool {
        let reach = max(start, index - WordLimits.negationReach)
        guard reach < index else { return false }
        return (reach..<index).contains { place in
            word(at: place).map(words.negations.contains) ?? false
        }
    }
}
