extension MinuteCounter {
    /// The number of a page's storage, or ``none``. One comparison and one load in the directory.
    @inline(__always)
    func storage(of page: Int) -> Int32 {
        let index = page &- basePage
        if index >= 0, index < slots.count {
            let slot = slots[index]
            if slot >= 0 || far.isEmpty { return slot }
        } else if far.isEmpty {
            return MinuteCounter.none
        }
        return far[page] ?? MinuteCounter.none
    }

    /// The word of presence around a minute, or zero where the directory shows none: for its way
    /// from memory, not for what it says.
    @inline(__always)
    func glance(at minute: Minute) -> UInt64 {
        let index = Int(minute.value) >> MinuteCounter.pageShift &- basePage
        guard index >= 0, index < slots.count, slots[index] >= 0 else { return 0 }
        let word = Int(minute.value) >> 6 & (MinuteCounter.pageWords - 1)
        return presence[self.index(slots[index], word, 0)]
    }

    /// Makes a page that isn't there yet, empty.
    @inline(never)
    mutating func makePage(_ page: Int) -> Int32 {
        let storage: Int32
        if let reused = freePages.popLast() {
            storage = reused
        } else {
            storage = Int32(clamping: pageCount)
            pageCount += 1
            presence.append(contentsOf: repeatElement(0, count: MinuteCounter.pageWords * layers))
            upperSlots.append(contentsOf: repeatElement(MinuteCounter.none, count: layers))
        }
        if reach(page) {
            slots[page - basePage] = storage
        } else {
            far[page] = storage
            if far.count > 8, far.count > 2 * (pageCount - freePages.count - far.count) {
                moveDirectory(to: page)
            }
        }
        return storage
    }

    /// Grows the directory so that it has a slot for a page, unless that would make it too long.
    private mutating func reach(_ page: Int) -> Bool {
        if slots.isEmpty { basePage = page }
        let end = basePage + slots.count
        guard max(end, page + 1) - min(basePage, page) <= Limits.directoryPages else {
            return false
        }
        // Growing by half spreads the cost of moving the directory over the pages that are made.
        let spare = min(max(slots.count / 2, 16), Limits.directoryPages - slots.count)
        if page < basePage {
            let count = max(basePage - page, spare)
            slots.insert(contentsOf: repeatElement(MinuteCounter.none, count: count), at: 0)
            basePage -= count
        } else if page >= end {
            let count = max(page + 1 - end, spare)
            slots.append(contentsOf: repeatElement(MinuteCounter.none, count: count))
        }
        return true
    }

    /// Starts the directory anew around a page: its own pages become far ones, and those near the
    /// page move in. Rare: when the first dates were absurd and the real ones came later.
    private mutating func moveDirectory(to page: Int) {
        for (index, slot) in slots.enumerated() where slot >= 0 {
            far[basePage + index] = slot
        }
        slots.removeAll()
        let reach = Limits.directoryPages / 2 - 16
        let near = far.keys.filter { abs($0 - page) < reach }.sorted()
        for page in near where self.reach(page) {
            slots[page - basePage] = far.removeValue(forKey: page) ?? MinuteCounter.none
        }
    }

    /// Forgets every cover of the minutes before `minute`, and gives back their pages.
    ///
    /// O(pages); keeps the storage for later pages.
    package mutating func dropBefore(_ minute: Minute) {
        let page = Int(minute.value) >> MinuteCounter.pageShift
        let count = min(max(page - basePage, 0), slots.count)
        for index in 0..<count where slots[index] >= 0 {
            release(slots[index])
        }
        slots.removeFirst(count)
        basePage += count
        for old in far.keys where old < page {
            if let storage = far.removeValue(forKey: old) { release(storage) }
        }
        let rest = storage(of: page)
        if rest >= 0 {
            clear(rest, bitsBelow: Int(minute.value) - page << MinuteCounter.pageShift)
        }
    }

    private mutating func release(_ page: Int32) {
        for word in index(page, 0, 0)..<index(page, MinuteCounter.pageWords, 0) {
            presence[word] = 0
        }
        for slot in (Int(page) * layers)..<(Int(page) * layers + layers)
        where upperSlots[slot] >= 0 {
            let words = MinuteCounter.upperPlanes * MinuteCounter.pageWords
            let base = Int(upperSlots[slot]) * words
            for word in base..<(base + words) { upper[word] = 0 }
            freeUppers.append(upperSlots[slot])
            upperSlots[slot] = MinuteCounter.none
        }
        freePages.append(page)
    }

    private mutating func clear(_ page: Int32, bitsBelow end: Int) {
        guard end > 0 else { return }
        for layer in 0..<layers {
            let upperSlot = Int(upperSlots[Int(page) * layers + layer])
            for word in 0...((end - 1) >> 6) {
                let keep = ~MinuteSet.mask(of: 0..<end, word: word)
                presence[index(page, word, layer)] &= keep
                guard upperSlot >= 0 else { continue }
                for plane in 0..<MinuteCounter.upperPlanes {
                    let base =
                        (upperSlot * MinuteCounter.upperPlanes + plane) * MinuteCounter.pageWords
                    upper[base + word] &= keep
                }
            }
        }
    }
}
