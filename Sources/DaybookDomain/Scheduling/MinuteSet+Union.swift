extension MinuteSet {
    /// The longest runs that ``formUnionOfStarts(open:free:at:without:layer:)`` finds: a run that
    /// starts in a word ends in it or in the next one.
    static let shortRun = 65

    /// Four words side by side: 256 minutes, on multiples of it, so that they lie in one page of a
    /// counter.
    typealias Block = SIMD4<UInt64>
    static let blockWords = 4

    /// Adds the minutes at which a run of open minutes and a run of uncovered ones begin: what takes
    /// several sets and passes otherwise, in one pass that allocates nothing.
    ///
    /// O(words of the window), and little for words in which nothing is open.
    ///
    /// - Parameters:
    ///   - open: The length of the run of open minutes, 1...``shortRun``.
    ///   - free: The length of the run of uncovered minutes, `open`...``shortRun``; beyond `open` it
    ///     need not be open.
    ///   - hours: The open minutes, known at least through the last run.
    ///   - counter: What covers minutes, in that layer.
    @inline(__always)
    package mutating func formUnionOfStarts(
        open: Int,
        free: Int,
        at hours: borrowing MinuteSet,
        without counter: borrowing MinuteCounter,
        layer: Int
    ) {
        let isAlike = free == open
        let end = firstWord &+ words.count
        var word = firstWord & ~(MinuteSet.blockWords &- 1)
        var openHere = hours.block(at: word)
        // The uncovered minutes of the block that comes next, if they were looked at.
        var ahead: Block?
        while word < end {
            let following = word &+ MinuteSet.blockWords
            let openNext = hours.block(at: following)
            if openHere == .zero {
                ahead = nil
            } else {
                let freeHere = ahead ?? counter.freeBlock(at: word, layer)
                let isRead = openNext != .zero || !isAlike
                let freeNext = isRead ? counter.freeBlock(at: following, layer) : .zero
                ahead = isRead ? freeNext : nil
                var found: Block
                if isAlike {
                    found = MinuteSet.starts(
                        ofRun: open,
                        in: openHere & freeHere,
                        openNext[0] & freeNext[0]
                    )
                } else {
                    found = MinuteSet.starts(ofRun: open, in: openHere, openNext[0])
                    found &= MinuteSet.starts(ofRun: free, in: freeHere, freeNext[0])
                }
                add(found, at: word)
            }
            (openHere, word) = (openNext, following)
        }
    }

    @inline(__always)
    private mutating func add(_ block: Block, at word: Int) {
        let index = word &- firstWord
        for lane in 0..<MinuteSet.blockWords
        where index &+ lane >= 0 && index &+ lane < words.count {
            words[index &+ lane] |= block[lane]
        }
    }

    /// Takes minutes of four words out.
    @inline(__always)
    mutating func subtract(_ block: Block, at word: Int) {
        let index = word &- firstWord
        for lane in 0..<MinuteSet.blockWords
        where index &+ lane >= 0 && index &+ lane < words.count {
            words[index &+ lane] &= ~block[lane]
        }
    }

    /// The words from `word` on, none of them where the window doesn't reach.
    @inline(__always)
    func block(at word: Int) -> Block {
        let index = word &- firstWord
        if index >= 0, index < words.count &- 3 {
            return Block(words[index], words[index &+ 1], words[index &+ 2], words[index &+ 3])
        }
        var block = Block.zero
        for lane in 0..<MinuteSet.blockWords
        where index &+ lane >= 0 && index &+ lane < words.count {
            block[lane] = words[index &+ lane]
        }
        return block
    }

    /// The minutes of four words at which a run of at most ``shortRun`` begins, the word behind them
    /// known too.
    ///
    /// Gaps are spread backwards within each word, as far as a run is long; what a gap in the word
    /// behind takes is a mask that its first one gives.
    @inline(__always)
    static func starts(ofRun length: Int, in block: Block, _ next: UInt64) -> Block {
        var gaps = ~block
        var known = 1
        while known < length {
            // A step is 1...32, so the shift doesn't leave the word.
            let step = min(known, length &- known)
            gaps |= gaps &>> Block(repeating: UInt64(truncatingIfNeeded: step))
            known &+= step
        }
        let behind = Block(
            reach(ofGapIn: block[1], length),
            reach(ofGapIn: block[2], length),
            reach(ofGapIn: block[3], length),
            reach(ofGapIn: next, length)
        )
        return ~(gaps | behind)
    }

    /// The minutes of a word from which a run doesn't end before the first gap of the word behind.
    @inline(__always)
    private static func reach(ofGapIn next: UInt64, _ length: Int) -> UInt64 {
        ~0 << UInt64(truncatingIfNeeded: shortRun &- length &+ (~next).trailingZeroBitCount)
    }

    /// The same for one word.
    @inline(__always)
    static func starts(ofRun length: Int, in word: UInt64, _ next: UInt64) -> UInt64 {
        var low = word
        var high = next
        var known = 1
        while known < length {
            let step = UInt64(truncatingIfNeeded: min(known, length &- known))
            low &= low &>> step | high &<< (64 &- step)
            high &= high &>> step
            known &+= Int(truncatingIfNeeded: step)
        }
        return low
    }
}

extension MinuteCounter {
    /// What nothing covers in four words that begin on a multiple of four.
    @inline(__always)
    func freeBlock(at word: Int, _ layer: Int) -> SIMD4<UInt64> {
        let page = storage(of: word >> 4)
        guard page >= 0 else { return SIMD4(repeating: ~0) }
        let first = index(page, word & (MinuteCounter.pageWords &- 1), layer)
        return ~SIMD4(
            presence[first],
            presence[first &+ layers],
            presence[first &+ 2 &* layers],
            presence[first &+ 3 &* layers]
        )
    }
    /// What nothing covers in one word.
    @inline(__always)
    func freeWord(at word: Int, _ layer: Int) -> UInt64 {
        let page = storage(of: word >> 4)
        guard page >= 0 else { return ~0 }
        return ~presence[index(page, word & (MinuteCounter.pageWords &- 1), layer)]
    }
}
