extension MinuteCounter {
    /// Adds every covered minute of a set's window to the set.
    ///
    /// O(words of the window) where there are pages; allocates nothing.
    package func copyBusy(into set: inout MinuteSet, layer: Int = 0) {
        combine(with: &set, layer) { $0 | $1 }
    }

    /// Takes every covered minute of a set's window out of the set. O(words), allocates nothing.
    package func subtractBusy(from set: inout MinuteSet, layer: Int = 0) {
        combine(with: &set, layer) { $0 & ~$1 }
    }

    /// Combines each word of the set that a page overlaps with that page's presence.
    @inline(__always)
    private func combine(
        with set: inout MinuteSet,
        _ layer: Int,
        _ operation: (UInt64, UInt64) -> UInt64
    ) {
        let first = set.firstWord
        var index = 0
        while index < set.words.count {
            // A page is sixteen words, and a window may begin or end inside one.
            let word = first + index
            let inPage = word & (MinuteCounter.pageWords - 1)
            let count = min(MinuteCounter.pageWords - inPage, set.words.count - index)
            let found = storage(of: word >> 4)
            if found >= 0 {
                let base = self.index(found, inPage, layer)
                for offset in 0..<count {
                    set.words[index + offset] =
                        operation(set.words[index + offset], presence[base + offset * layers])
                }
            }
            index += count
        }
    }

    /// Calls `body` with what is covered, in an order that depends on nothing but what is: pages
    /// ascending, of each page the planes ascending. Plane 0 is presence, plane `p` the digit `p −
    /// 1` of the covers beyond the first. Planes without a bit are left out, so adding and removing
    /// a range leaves no trace, and two counters with the same counts give the same calls.
    ///
    /// - Parameter body: takes the page's first minute divided by 1,024, the plane, and its 16
    ///   words.
    package func forEachPage(
        layer: Int = 0,
        _ body: (_ page: Int, _ plane: Int, _ words: ArraySlice<UInt64>) -> Void
    ) {
        let distant = far.keys.sorted()
        var next = 0
        for (index, slot) in slots.enumerated() where slot >= 0 {
            while next < distant.count, distant[next] < basePage + index {
                read(distant[next], far[distant[next]] ?? MinuteCounter.none, layer, body)
                next += 1
            }
            read(basePage + index, slot, layer, body)
        }
        while next < distant.count {
            read(distant[next], far[distant[next]] ?? MinuteCounter.none, layer, body)
            next += 1
        }
    }

    private func read(
        _ page: Int,
        _ storage: Int32,
        _ layer: Int,
        _ body: (_ page: Int, _ plane: Int, _ words: ArraySlice<UInt64>) -> Void
    ) {
        guard storage >= 0 else { return }
        let words = (0..<MinuteCounter.pageWords).map { presence[index(storage, $0, layer)] }
        emit(page, 0, words[...], body)
        let upperSlot = Int(upperSlots[Int(storage) * layers + layer])
        guard upperSlot >= 0 else { return }
        for plane in 0..<MinuteCounter.upperPlanes {
            let base = (upperSlot * MinuteCounter.upperPlanes + plane) * MinuteCounter.pageWords
            emit(page, plane + 1, upper[base..<(base + MinuteCounter.pageWords)], body)
        }
    }

    private func emit(
        _ page: Int,
        _ plane: Int,
        _ words: ArraySlice<UInt64>,
        _ body: (_ page: Int, _ plane: Int, _ words: ArraySlice<UInt64>) -> Void
    ) {
        if words.contains(where: { $0 != 0 }) {
            body(page, plane, words)
        }
    }
}

extension MinuteCounter {
    /// Whether no minute is covered, told by the pages alone: false while an empty page is kept.
    /// O(1).
    var isEmpty: Bool { pageCount == freePages.count }

    /// How many slots the directory has, for tests and metrics.
    package var directoryCount: Int { slots.count }

    /// How many pages live outside the directory, for tests and metrics.
    package var farCount: Int { far.count }

    /// How many bytes the planes and the directory take, for metrics.
    package var byteCount: Int {
        (presence.count + upper.count) * 8 + (slots.count + upperSlots.count) * 4 + far.count * 16
    }
}
