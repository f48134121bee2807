/// SplitMix64: the same numbers for the same seed, on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// A whole number below `bound`, which is at least 1. Modulo: its bias is far below what a
    /// simulation shows.
    mutating func below(_ bound: Int) -> Int {
        Int(next() % UInt64(max(1, bound)))
    }

    /// True in `percent` of a hundred cases.
    mutating func chance(_ percent: Int) -> Bool {
        below(100) < percent
    }

    /// A whole number with a long tail: `scale` on the median, doubled or halved by fair coins, so
    /// that no floating-point function of the platform decides.
    mutating func longTailed(_ scale: Int) -> Int {
        var value = scale
        while chance(40), value < scale * 64 { value *= 2 }
        while chance(25), value > 1 { value /= 2 }
        return value / 2 + below(max(1, value))
    }
}
