extension MinuteSet {
    /// The longest runs that ``formUnionOfStarts(open:free:at:without:layer:)`` finds: a run that
    /// starts in a word ends in it or in the next one.
    static let shortRun = 65

    /// Adds the minutes at which a run of open minutes and a run of open and uncovered ones begin:
    /// what takes several sets and passes otherwise, in one pass that allocates nothing.
    ///
    /// O(words of the window), and little for a word in which nothing is open.
    ///
    /// - Parameters:
    ///   - open: The length of the run of open minutes, 1...``shortRun``.
    ///   - free: The length of the run of uncovered minutes, `open`...``shortRun``; beyond `open` it
    ///     need not be open.
    ///   - hours: The open minutes, known at least through the last run.
    ///   - counter: What covers minutes, in that layer.
    mutating func formUnionOfStarts(
        open: Int,
        free: Int,
        at hours: borrowing MinuteSet,
        without counter: borrowing MinuteCounter,
        layer: Int
    ) {
        let shift = firstWord - hours.firstWord
        var page = Int.min
        var storage = MinuteCounter.none
        // Backwards, so that the next word is at hand; the one behind the window is looked at too.
        var nextOpen: UInt64 = 0
        var nextFree: UInt64 = 0
        var index = words.count
        while index >= 0 {
            let there = index &+ shift
            let openWord = there >= 0 && there < hours.words.count ? hours.words[there] : 0
            // Without anything open no run begins here; what is free is asked for by the word before.
            let isAsked = openWord != 0 || (free > open && index > 0)
            var freeWord: UInt64 = 0
            if isAsked {
                let word = firstWord &+ index
                if word >> 4 != page {
                    page = word >> 4
                    storage = counter.storage(of: page)
                }
                freeWord = ~0
                if storage >= 0 {
                    freeWord = ~counter.presence[counter.index(storage, word & 15, layer)]
                }
            }
            if openWord != 0, index < words.count {
                if free == open {
                    words[index] |= MinuteSet.starts(
                        ofRun: open,
                        in: openWord & freeWord,
                        nextOpen & nextFree
                    )
                } else {
                    words[index] |=
                        MinuteSet.starts(ofRun: open, in: openWord, nextOpen)
                        & MinuteSet.starts(ofRun: free, in: freeWord, nextFree)
                }
            }
            (nextOpen, nextFree) = (openWord, freeWord)
            index &-= 1
        }
    }

    /// The minutes of a word at which a run of at most ``shortRun`` begins that ends in it or the
    /// next word.
    @inline(__always)
    static func starts(ofRun length: Int, in word: UInt64, _ next: UInt64) -> UInt64 {
        var low = word
        var high = next
        var known = 1
        while known < length {
            let step = UInt64(truncatingIfNeeded: min(known, length &- known))
            // A step is 1...32, so neither shift leaves the word.
            low &= low &>> step | high &<< (64 &- step)
            high &= high &>> step
            known &+= Int(truncatingIfNeeded: step)
        }
        return low
    }
}
