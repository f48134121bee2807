/// What ``TimeGrammar`` made of a text: every time it may mean, or why there is none.
public struct TimeReading: Sendable, Equatable {
    /// Why no time can be told.
    public enum GaveUp: String, Sendable, CaseIterable {
        /// No words of time.
        case noTime = "no-time"
        /// More times than ``WordLimits/wishesMax``.
        case tooMany = "too-many"
        /// What the words say does not fit together ("Friday, 12 March" of a year in which that is
        /// a Thursday).
        case contradiction
        /// Only times that are over.
        case past
    }

    /// The times, in the order in which the words stand; the earlier of two readings first.
    public var wishes: [TimeWish]
    /// Why there are none; `nil` where there are some.
    public var gaveUp: GaveUp?
    /// In which language the words were read.
    public var language: TimeLanguage

    /// Makes a reading.
    public init(wishes: [TimeWish], gaveUp: GaveUp?, language: TimeLanguage) {
        self.wishes = wishes
        self.gaveUp = gaveUp
        self.language = language
    }
}
