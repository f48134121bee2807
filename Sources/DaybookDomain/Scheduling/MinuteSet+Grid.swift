extension MinuteSet {
    /// Keeps the minutes whose wall-clock minute of the day is a multiple of `step`, in a zone.
    ///
    /// Worked out period by period of one UTC offset, so the grid stays on the wall clock over a
    /// change of the clocks. O(words + days) for a step that does not divide the day, else
    /// O(words).
    package mutating func formAligned(to step: Int, zone: ZoneRules) {
        guard step > 1, wordCount > 0 else { return }
        let whole = zone.offsetPeriod(at: window.lowerBound.instant)
        if 1_440 % step == 0,
            window.upperBound.instant.milliseconds <= whole.milliseconds.upperBound
        {
            // Nearly always one offset holds throughout.
            formAligned(to: step, offset: whole.seconds / 60, in: window)
            return
        }
        var kept = MinuteSet(covering: window)
        var from = window.lowerBound
        while from < window.upperBound {
            let segment = zone.segment(atSecond: Int64(from.value) * 60)
            let end = zone.bounds(ofSegment: segment).upperBound
            let limit = Int64(window.upperBound.value) * 60
            let until = end < limit ? Minute(Int32(clamping: (end + 59) / 60)) : window.upperBound
            let offset = Int(zone.offset(ofSegment: segment) / 60)
            var part = MinuteSet(covering: from..<until)
            part.formUnion(self)
            part.cut(to: from..<until)
            part.formAligned(to: step, offset: offset, in: from..<until)
            kept.formUnion(part)
            from = max(until, from.advanced(by: 1))
        }
        self = kept
    }

    private mutating func formAligned(to step: Int, offset: Int, in range: Range<Minute>) {
        if 1_440 % step == 0 {
            formAligned(to: step, origin: Minute(Int32(-offset)))
            return
        }
        // The grid begins anew at each local midnight.
        var kept = MinuteSet(covering: range)
        var midnight = (Int(range.lowerBound.value) + offset) / 1_440 * 1_440 - offset - 1_440
        while midnight < Int(range.upperBound.value) {
            let day = Minute(Int32(clamping: midnight))..<Minute(Int32(clamping: midnight + 1_440))
            var part = MinuteSet(covering: day)
            part.formUnion(self)
            part.cut(to: day)
            part.formAligned(to: step, origin: day.lowerBound)
            kept.formUnion(part)
            midnight += 1_440
        }
        self = kept
    }

    /// Keeps only the minutes of a range. O(words).
    package mutating func cut(to range: Range<Minute>) {
        remove(window.lowerBound..<max(window.lowerBound, min(range.lowerBound, window.upperBound)))
        remove(min(max(range.upperBound, window.lowerBound), window.upperBound)..<window.upperBound)
    }

    /// Moves every minute of the set later; what leaves the window is gone. O(words), in place.
    package mutating func shiftLater(by minutes: Int) {
        guard minutes > 0 else { return }
        let skip = minutes >> 6
        let bits = UInt64(minutes & 63)
        var index = words.count - 1
        while index >= 0 {
            let low = index - skip
            var word: UInt64 = low >= 0 ? words[low] << bits : 0
            if bits > 0, low >= 1 { word |= words[low - 1] >> (64 - bits) }
            words[index] = word
            index -= 1
        }
    }
}

extension Minute {
    /// Whether its wall-clock minute of the day is a multiple of `step` in a zone: what
    /// ``MinuteSet/formAligned(to:zone:)`` keeps. O(log n).
    package func isAligned(to step: Int, zone: ZoneRules) -> Bool {
        guard step > 1 else { return true }
        let wall = Int(value) + zone.offsetSeconds(at: instant) / 60
        let inDay = (wall % 1_440 + 1_440) % 1_440
        return inDay.isMultiple(of: step)
    }
}
