/// A set of UTC minutes within a bounded window: one bit a minute, 64 to a word.
///
/// What lies outside the window is in no set and is never inserted: ranges are cut to the window,
/// and nothing traps. Free and busy time, opening hours and possible starts all have this shape, so
/// that a query is a few passes over a few hundred words.
package struct MinuteSet: Sendable, Hashable {
    /// The bounds of a window.
    package enum Limits {
        /// The most words of a window: 2^20 words are 67 million minutes, or 127 years, in 8 MiB.
        package static let words = 1 << 20
    }

    /// The number of the first word: its first minute, divided by 64.
    private(set) var firstWord: Int
    /// The bits, the earliest minute lowest.
    var words: [UInt64]

    /// An empty set whose window covers a range, widened to whole words, and at most
    /// ``Limits/words`` of them.
    package init(covering range: Range<Minute>) {
        let first = Int(range.lowerBound.value) >> 6
        let end = range.isEmpty ? first : (Int(range.upperBound.value) + 63) >> 6
        firstWord = first
        words = Array(repeating: 0, count: min(end - first, Limits.words))
    }

    /// The first minute of the window, a multiple of 64.
    package var start: Minute { Minute(Int32(clamping: firstWord << 6)) }

    /// All minutes the set could hold.
    package var window: Range<Minute> {
        let end = Minute(Int32(clamping: (firstWord + words.count) << 6))
        return min(start, end)..<end
    }

    /// The number of words of the window.
    package var wordCount: Int { words.count }

    /// Whether no minute is in the set. O(words).
    package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// The number of minutes in the set. O(words).
    package var count: Int {
        var sum = 0
        for word in words {
            sum += word.nonzeroBitCount
        }
        return sum
    }

    /// Whether a minute is in the set. O(1).
    package func contains(_ minute: Minute) -> Bool {
        let index = Int(minute.value) >> 6 - firstWord
        guard words.indices.contains(index) else { return false }
        return words[index] >> UInt64(Int(minute.value) & 63) & 1 == 1
    }

    /// Empties the set and keeps its window and storage. O(words).
    package mutating func removeAll() {
        for index in words.indices {
            words[index] = 0
        }
    }

    /// Empties the set and gives it the window of ``init(covering:)``, in the storage it has where
    /// that is large enough. O(words).
    package mutating func reset(covering range: Range<Minute>) {
        let first = Int(range.lowerBound.value) >> 6
        let end = range.isEmpty ? first : (Int(range.upperBound.value) + 63) >> 6
        firstWord = first
        words.removeAll(keepingCapacity: true)
        words.append(contentsOf: repeatElement(0, count: min(end - first, Limits.words)))
    }

    /// Makes this set equal to another, in the storage it has where that is large enough. O(words).
    package mutating func assign(_ other: borrowing MinuteSet) {
        firstWord = other.firstWord
        if words.count == other.words.count {
            for index in words.indices {
                words[index] = other.words[index]
            }
        } else {
            words.removeAll(keepingCapacity: true)
            words.append(contentsOf: other.words)
        }
    }

    /// A range's bits, counted from the window's first minute and cut to the window.
    @inline(__always)
    func bits(of range: Range<Minute>) -> Range<Int> {
        let base = firstWord << 6
        let end = words.count << 6
        let lower = min(max(Int(range.lowerBound.value) - base, 0), end)
        let upper = min(max(Int(range.upperBound.value) - base, lower), end)
        return lower..<upper
    }
}

/// The bits `lower..<upper` of a word; both 0...64, not both equal.
@inline(__always)
func wordMask(_ lower: Int, _ upper: Int) -> UInt64 {
    (~0 << UInt64(lower)) & (~0 >> UInt64(64 - upper))
}
