extension MinuteSet {
    /// Adds the minutes of another set that lie in this set's window. O(words).
    package mutating func formUnion(_ other: borrowing MinuteSet) {
        let (own, shift) = overlap(with: other)
        for index in own {
            words[index] |= other.words[index + shift]
        }
    }

    /// Keeps the minutes that are in both sets; what lies outside the other's window goes.
    /// O(words).
    package mutating func formIntersection(_ other: borrowing MinuteSet) {
        let (own, shift) = overlap(with: other)
        for index in 0..<own.lowerBound {
            words[index] = 0
        }
        for index in own {
            words[index] &= other.words[index + shift]
        }
        for index in own.upperBound..<words.count {
            words[index] = 0
        }
    }

    /// Takes the minutes of another set out. O(words).
    package mutating func subtract(_ other: borrowing MinuteSet) {
        let (own, shift) = overlap(with: other)
        for index in own {
            words[index] &= ~other.words[index + shift]
        }
    }

    /// Takes out what is in and puts in what isn't, over the whole window. O(words).
    package mutating func formComplement() {
        for index in words.indices {
            words[index] = ~words[index]
        }
    }

    /// The indices of the words that both windows have, and what to add for the other's index.
    @inline(__always)
    private func overlap(with other: borrowing MinuteSet) -> (own: Range<Int>, shift: Int) {
        let shift = firstWord - other.firstWord
        let lower = min(max(-shift, 0), words.count)
        let upper = min(max(other.words.count - shift, lower), words.count)
        return (lower..<upper, shift)
    }
}
