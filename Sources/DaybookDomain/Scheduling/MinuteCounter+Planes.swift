extension MinuteCounter {
    /// Adds one to the covers beyond the first of some minutes of a word: a ripple-carry adder over
    /// the planes, for 64 minutes at once.
    @inline(never)
    mutating func carry(_ minutes: UInt64, _ page: Int32, _ word: Int, _ layer: Int) {
        let base = upperBase(of: page, layer) + word
        var carry = minutes & ~saturated(base)
        for plane in 0..<MinuteCounter.upperPlanes where carry != 0 {
            let index = base + plane * MinuteCounter.pageWords
            let before = upper[index]
            upper[index] = before ^ carry
            carry &= before
        }
    }

    /// Takes one from the covers beyond the first where there are any.
    ///
    /// - Returns: the minutes among `minutes` that stay covered.
    @inline(never)
    mutating func borrow(_ minutes: UInt64, _ page: Int32, _ word: Int, _ layer: Int) -> UInt64 {
        let base = upperBase(of: page, layer) + word
        var covered: UInt64 = 0
        for plane in 0..<MinuteCounter.upperPlanes {
            covered |= upper[base + plane * MinuteCounter.pageWords]
        }
        covered &= minutes
        var borrow = covered & ~saturated(base)
        for plane in 0..<MinuteCounter.upperPlanes where borrow != 0 {
            let index = base + plane * MinuteCounter.pageWords
            let before = upper[index]
            upper[index] = before ^ borrow
            borrow &= ~before
        }
        return covered
    }

    /// The minutes of a word whose upper planes show 254 (or 255, which never happens): all planes
    /// but the lowest are set, and with the presence that makes a count of 255.
    private func saturated(_ base: Int) -> UInt64 {
        var minutes: UInt64 = ~0
        for plane in 1..<MinuteCounter.upperPlanes {
            minutes &= upper[base + plane * MinuteCounter.pageWords]
        }
        return minutes
    }

    /// Where the upper planes of a page's layer begin; makes them where there are none.
    mutating func upperBase(of page: Int32, _ layer: Int) -> Int {
        let words = MinuteCounter.upperPlanes * MinuteCounter.pageWords
        let slot = Int(page) * layers + layer
        if upperSlots[slot] < 0 {
            if let reused = freeUppers.popLast() {
                upperSlots[slot] = reused
            } else {
                upperSlots[slot] = Int32(clamping: upper.count / words)
                upper.append(contentsOf: repeatElement(0, count: words))
            }
        }
        return Int(upperSlots[slot]) * words
    }
}
