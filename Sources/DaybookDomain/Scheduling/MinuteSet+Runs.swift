extension MinuteSet {
    /// Keeps the minutes at which `length` consecutive minutes of the set begin.
    ///
    /// Minutes beyond the window count as absent. With all starts of runs of `k` known, those of
    /// runs of `2k` are the starts that another follows `k` later: so a run of 30 takes five steps,
    /// not 29. O(words · log length), in place. A length of zero or less leaves the set as it is.
    package mutating func formStarts(ofRun length: Int) {
        guard length > 1 else { return }
        guard length <= MinuteSet.shortRun else {
            formStartsOfLongRun(length)
            return
        }
        let count = words.count
        for index in 0..<count where words[index] != 0 {
            let next = index + 1 < count ? words[index + 1] : 0
            words[index] = MinuteSet.starts(ofRun: length, in: words[index], next)
        }
    }

    /// The minutes at which `length` consecutive minutes of the set begin. Allocates the result.
    package func starts(ofRun length: Int) -> MinuteSet {
        var result = self
        result.formStarts(ofRun: length)
        return result
    }

    private mutating func formStartsOfLongRun(_ length: Int) {
        var known = 1
        while known < length {
            let step = min(known, length - known)
            let wordStep = step >> 6
            let bitStep = UInt64(step & 63)
            guard wordStep < words.count else {
                removeAll()
                return
            }
            // Reads only at or after what it writes, so no copy is needed.
            for index in words.indices {
                let low = index + wordStep < words.count ? words[index + wordStep] : 0
                let high = index + wordStep + 1 < words.count ? words[index + wordStep + 1] : 0
                words[index] &= bitStep == 0 ? low : low >> bitStep | high << (64 - bitStep)
            }
            known += step
        }
    }

    /// Keeps the minutes that lie on a grid: those a multiple of `step` minutes from `origin`.
    ///
    /// O(words), in place. A step of one or less leaves the set as it is.
    package mutating func formAligned(to step: Int, origin: Minute) {
        guard step > 1 else { return }
        // The grid as seen from a word that a grid minute begins; every other word is it, shifted.
        var pattern: UInt64 = 0
        for bit in stride(from: 0, to: 64, by: step) {
            pattern |= 1 << UInt64(bit)
        }
        // How far the first grid minute lies beyond the word's first minute, 0..<step.
        var lead = (Int(origin.value) - firstWord << 6) % step
        if lead < 0 { lead += step }
        // The next word begins 64 minutes later, so its first grid minute lies that much closer.
        let advance = 64 % step
        for index in words.indices {
            words[index] &= lead < 64 ? pattern &<< UInt64(lead) : 0
            lead -= advance
            if lead < 0 { lead += step }
        }
    }

    /// The minutes of the set that lie on a grid. Allocates the result.
    package func aligned(to step: Int, origin: Minute) -> MinuteSet {
        var result = self
        result.formAligned(to: step, origin: origin)
        return result
    }
}
