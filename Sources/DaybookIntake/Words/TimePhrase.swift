import DaybookDomain

/// A phrase of time as it stands in a text, before days and hours are put together.
struct TimePhrase {
    /// A day or a run of days that a phrase may mean.
    struct Days: Equatable {
        var first: CivilDate
        var last: CivilDate
        var known: TimeWish.Parts
        var implied: TimeWish.Parts
    }

    /// A stretch of the day, or one time of it.
    struct Clock: Equatable {
        var from: Int
        var through: Int
        var known: TimeWish.Parts
        var implied: TimeWish.Parts
    }

    /// What the phrase is about.
    enum Meaning {
        /// Days, every one that it may mean.
        case days([Days])
        /// A weekday without more, which a week named beside it places.
        case weekday(Int, [Days])
        /// A whole week.
        case week(Days)
        /// Times of the clock, every one that it may mean.
        case clock([Clock])
        /// A part of the day.
        case daypart(Clock)
    }

    var meaning: Meaning
    /// Where it stands, in pieces.
    var place: Range<Int>
    /// Whether the words before it say that it does not suit.
    var isNegated = false
}
