/// Starts that are looked for in one calendar after the other, four words at a time and only where
/// there are any: what takes a calendar's free time off them allocates nothing, and costs less the
/// more were found.
package struct SoughtStarts: Sendable {
    /// Four words side by side: 256 minutes, on multiples of it, so that they lie in one page of a
    /// counter.
    private struct Block: Sendable {
        /// The number of the first word.
        var word: Int
        /// The starts that are still sought.
        var starts: SIMD4<UInt64>
    }

    private var blocks: [Block] = []

    /// Looks for all starts of a set.
    ///
    /// - Parameter starts: Minutes from which on a calendar is open for as long as it takes.
    package init(_ starts: borrowing MinuteSet) {
        var word = starts.firstWord & ~(MinuteSet.blockWords &- 1)
        let end = starts.firstWord &+ starts.words.count
        while word < end {
            let found = starts.block(at: word)
            if found != .zero { blocks.append(Block(word: word, starts: found)) }
            word &+= MinuteSet.blockWords
        }
    }

    /// Whether all were found.
    package var isEmpty: Bool { blocks.isEmpty }

    /// Finds the starts at which a run of uncovered minutes begins.
    ///
    /// O(blocks in which some are still sought).
    ///
    /// - Parameters:
    ///   - free: The length of the run, 1...``MinuteSet/shortRun``.
    ///   - counter: What covers minutes, in that layer.
    package mutating func find(free: Int, without counter: borrowing MinuteCounter, layer: Int) {
        var kept = 0
        for index in blocks.indices {
            var block = blocks[index]
            block.starts &= ~SoughtStarts.starts(free, block.word, counter, layer)
            guard block.starts != .zero else { continue }
            blocks[kept] = block
            kept &+= 1
        }
        blocks.removeLast(blocks.count &- kept)
    }

    /// How many of the starts a run of uncovered minutes begins at; they are sought as before.
    package func count(free: Int, without counter: borrowing MinuteCounter, layer: Int) -> Int {
        var sum = SIMD4<UInt64>.zero
        for block in blocks {
            let found = block.starts & SoughtStarts.starts(free, block.word, counter, layer)
            sum &+= found.nonzeroBitCount
        }
        return Int(truncatingIfNeeded: sum.wrappedSum())
    }

    /// Takes out of a set what is still sought.
    package func subtract(from set: inout MinuteSet) {
        for block in blocks { set.subtract(block.starts, at: block.word) }
    }

    @inline(__always)
    private static func starts(
        _ free: Int,
        _ word: Int,
        _ counter: borrowing MinuteCounter,
        _ layer: Int
    ) -> SIMD4<UInt64> {
        let here = counter.freeBlock(at: word, layer)
        return MinuteSet.starts(
            ofRun: free,
            in: here,
            counter.freeWord(at: word &+ MinuteSet.blockWords, layer)
        )
    }
}
