extension MinuteCounter {
    /// Appends what is covered in every layer, the second and later ones as their difference from
    /// the first: nothing at all where no service has buffers.
    func encode(into writer: inout SnapshotWriter) {
        encode(layer: 0, into: &writer)
        for layer in 1..<max(1, layers) {
            difference(of: layer).encode(layer: 0, into: &writer)
        }
    }

    /// Lays what was encoded over this counter, which is empty.
    mutating func decode(_ reader: inout SnapshotReader) throws(MalformedSnapshot) {
        try merge(decoding: &reader, layer: 0)
        for layer in 1..<max(1, layers) {
            forEachPage(layer: 0) { page, plane, words in
                toggle(words, page: page, plane: plane, layer: layer)
            }
            try merge(decoding: &reader, layer: layer)
        }
    }

    /// Appends what a layer covers, a plane of a page after the other: a word with the page (bits
    /// 0–31), the plane (32–39) and which of its 16 words follow (40–55), then those words. A zero
    /// word ends it.
    ///
    /// O(pages); a page of nights and week-ends costs a third of its memory.
    private func encode(layer: Int, into writer: inout SnapshotWriter) {
        var records: [UInt64] = []
        forEachPage(layer: layer) { page, plane, words in
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

    /// The planes of a layer with those of the first laid over them, bit by bit: nothing where both
    /// are the same. Good for storing one beside the other, and for nothing else.
    private func difference(of layer: Int) -> MinuteCounter {
        var result = MinuteCounter()
        for layer in [0, layer] {
            forEachPage(layer: layer) { page, plane, words in
                result.toggle(words, page: page, plane: plane, layer: 0)
            }
        }
        return result
    }

    /// Lays what was encoded over a layer: over an empty one it gives what was stored, over another
    /// one what the difference was taken of.
    private mutating func merge(
        decoding reader: inout SnapshotReader,
        layer: Int
    ) throws(MalformedSnapshot) {
        while true {
            let header = try reader.word()
            if header == 0 { return }
            let page = Int(Int32(truncatingIfNeeded: header))
            let plane = Int(header >> 32 & 0xFF)
            let present = header >> 40
            guard MinuteCounter.pages.contains(page), plane <= MinuteCounter.upperPlanes,
                present != 0, present < 1 << UInt64(MinuteCounter.pageWords)
            else { throw reader.malformed("a page of minutes before") }
            for word in 0..<MinuteCounter.pageWords where present >> UInt64(word) & 1 == 1 {
                toggle(try reader.word(), page: page, plane: plane, word: word, layer: layer)
            }
        }
    }

    /// Every page that a minute of 32 bits can lie in, and one more for ranges that begin in the
    /// last.
    private static let pages =
        (Int(Int32.min) >> pageShift)...((Int(Int32.max) + Limits.length) >> pageShift)

    private mutating func toggle(
        _ words: ArraySlice<UInt64>,
        page: Int,
        plane: Int,
        layer: Int
    ) {
        for (index, word) in words.enumerated() where word != 0 {
            toggle(word, page: page, plane: plane, word: index, layer: layer)
        }
    }

    /// Flips bits of a word of a plane: of ``presence`` for plane 0, of ``upper`` for the others;
    /// makes what isn't there.
    private mutating func toggle(_ bits: UInt64, page: Int, plane: Int, word: Int, layer: Int) {
        let found = storage(of: page)
        let storage = found >= 0 ? found : makePage(page)
        if plane == 0 {
            presence[index(storage, word, layer)] ^= bits
        } else {
            let base = upperBase(of: storage, layer) + (plane - 1) * MinuteCounter.pageWords
            upper[base + word] ^= bits
        }
    }
}
