extension MinuteSet {
    /// The first minute of the set at or after a minute, or nothing. O(words passed over).
    package func first(atOrAfter minute: Minute) -> Minute? {
        nextBit(from: Int(minute.value) - firstWord << 6, inverted: false).map(self.minute(atBit:))
    }

    /// The first minute of the set, or nothing.
    package var first: Minute? { first(atOrAfter: start) }

    /// The first `count` minutes of the set, ascending. O(words passed over + count).
    package func first(_ count: Int) -> [Minute] {
        var result: [Minute] = []
        guard count > 0 else { return result }
        result.reserveCapacity(min(count, words.count << 6))
        for index in words.indices {
            var word = words[index]
            while word != 0 {
                result.append(minute(atBit: index << 6 + word.trailingZeroBitCount))
                if result.count == count { return result }
                word &= word &- 1
            }
        }
        return result
    }

    /// Calls `body` with every minute of the set, ascending. O(words + minutes).
    package func forEach(_ body: (Minute) -> Void) {
        for index in words.indices {
            var word = words[index]
            while word != 0 {
                body(minute(atBit: index << 6 + word.trailingZeroBitCount))
                word &= word &- 1
            }
        }
    }

    /// The longest ranges of minutes that are all in the set, ascending.
    package var runs: Runs { Runs(set: self) }

    /// The number of minutes of the set in a range. O(words of the range).
    package func count(in range: Range<Minute>) -> Int {
        let bits = bits(of: range)
        guard !bits.isEmpty else { return 0 }
        var sum = 0
        for index in (bits.lowerBound >> 6)...((bits.upperBound - 1) >> 6) {
            sum += (words[index] & MinuteSet.mask(of: bits, word: index)).nonzeroBitCount
        }
        return sum
    }

    /// The first bit at or after `bit` that is set, or that isn't; counted from the window's start.
    fileprivate func nextBit(from bit: Int, inverted: Bool) -> Int? {
        let first = max(bit, 0)
        var index = first >> 6
        guard index < words.count else { return nil }
        let flip: UInt64 = inverted ? ~0 : 0
        var word = (words[index] ^ flip) & (~0 << UInt64(first & 63))
        while word == 0 {
            index += 1
            guard index < words.count else { return nil }
            word = words[index] ^ flip
        }
        return index << 6 + word.trailingZeroBitCount
    }

    fileprivate func minute(atBit bit: Int) -> Minute {
        Minute(Int32(clamping: firstWord << 6 + bit))
    }

    /// The ranges of a ``MinuteSet``, one after the other; allocates nothing.
    package struct Runs: Sequence, IteratorProtocol {
        private let set: MinuteSet
        private var bit = 0

        fileprivate init(set: MinuteSet) {
            self.set = set
        }

        package mutating func next() -> Range<Minute>? {
            guard let lower = set.nextBit(from: bit, inverted: false) else { return nil }
            let upper = set.nextBit(from: lower, inverted: true) ?? set.words.count << 6
            bit = upper
            return set.minute(atBit: lower)..<set.minute(atBit: upper)
        }
    }
}
