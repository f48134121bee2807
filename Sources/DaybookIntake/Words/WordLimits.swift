/// Every bound of reading patients' words, in one place.
public enum WordLimits {
    /// How much of a text is looked at, in UTF-8 bytes; wishes stand at the beginning.
    public static let textBytesMax = 4_096
    /// Most words and marks that are looked at.
    public static let tokensMax = 800
    /// Most times that one text may stand for; one that means more is given up.
    public static let wishesMax = 24
    /// Longest run of words that is one phrase ("the day after tomorrow").
    public static let phraseWordsMax = 6
    /// How many words before a day may take it back ("I can't do Friday").
    public static let negationReach = 4
}
