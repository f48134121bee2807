extension MinuteCounter {
    /// Appends what is covered, a plane of a page after the other: a word with the page (bits
    /// 0–31), the plane (32–39) and which of its 16 words follow (40–55), then those words. A zero
    /// word ends it.
    ///
    /// O(pages); a page of nights and week-ends costs a third of its memory.
    func encode(into writer: inout SnapshotWriter) {
        var records: [UInt64] = []
        forEachPage { page, plane, words in
            var header = UInt64(UInt32(bitPattern: Int32(clamping: page))) | UInt64(plane) << 32
            for (index, word) in words.enumerated() where word != 0 {
                header |= 1 << UInt64(40 + index)
            }
            records.append(header)
            for word in words where word != 0 { records.append(word) }
        }
        for record in records { writer.append(record) }
        writer.append(0)
    }

    /// The planes of this counter with those of another laid over them, bit by bit: nothing where
    /// both are the same. Good for storing one beside the other, and for nothing else.
    func difference(from other: MinuteCounter) -> MinuteCounter {
        var result = self
        other.forEachPage { page, plane, words in
            for (index, word) in words.enumerated() where word != 0 {
                result.toggle(word, page: page, plane: plane, index: index)
            }
        }
        return result
    }

    /// Lays what was encoded over this counter: over an empty one it gives what was stored, over
    /// another one what the difference was taken of.
    mutating func merge(decoding reader: inout SnapshotReader) throws(MalformedSnapshot) {
        while true {
            let header = try reader.word()
            if header == 0 { return }
            let page = Int(Int32(truncatingIfNeeded: header))
            let plane = Int(header >> 32 & 0xFF)
            let present = header >> 40
            guard MinuteCounter.pages.contains(page), plane <= MinuteCounter.upperPlanes,
                present != 0, present < 1 << UInt64(MinuteCounter.pageWords)
            else { throw reader.malformed("a page of minutes before") }
            let base = planeBase(page, plane)
            for index in 0..<MinuteCounter.pageWords where present >> UInt64(index) & 1 == 1 {
                let word = try reader.word()
                if plane == 0 {
                    presence[base + index] ^= word
                } else {
                    upper[base + index] ^= word
                }
            }
        }
    }

    /// Every page that a minute of 32 bits can lie in, and one more for ranges that begin in the
    /// last.
    private static let pages =
        (Int(Int32.min) >> pageShift)...((Int(Int32.max) + Limits.length) >> pageShift)

    private mutating func toggle(_ word: UInt64, page: Int, plane: Int, index: Int) {
        let base = planeBase(page, plane)
        if plane == 0 {
            presence[base + index] ^= word
        } else {
            upper[base + index] ^= word
        }
    }

    /// Where the words of a plane begin, in ``presence`` for plane 0 and in ``upper`` for the
    /// others; makes what isn't there.
    private mutating func planeBase(_ page: Int, _ plane: Int) -> Int {
        let found = storage(of: page)
        let storage = found >= 0 ? found : makePage(page)
        guard plane > 0 else { return Int(storage) * MinuteCounter.pageWords }
        return upperBase(of: storage) + (plane - 1) * MinuteCounter.pageWords
    }
}
