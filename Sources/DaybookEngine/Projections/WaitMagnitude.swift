/// Lengths of waits that agree in their highest bit and the five below it, so that a group is a
/// thirty-second wide in proportion whether waits take minutes or weeks. Its bounds are bounds of a
/// histogram's counts, too: those keep eleven bits.
///
/// A wait beyond ``EngineLimits/waitSeconds`` is in the group of that.
struct WaitMagnitude: Sendable {
    let number: Int

    /// How many groups there are.
    static let count = WaitMagnitude(of: .max).number + 1

    init(number: Int) {
        self.number = number
    }

    @inline(__always)
    init(of wait: UInt32) {
        let seconds = min(wait, EngineLimits.waitSeconds)
        let bits = UInt32.bitWidth - seconds.leadingZeroBitCount
        number = bits <= 5 ? Int(seconds) : bits << 5 | Int(seconds >> UInt32(bits - 6)) & 31
    }

    /// The lengths in it, in seconds.
    var range: ClosedRange<UInt32> {
        guard number >= 32 else { return UInt32(number)...UInt32(number) }
        let below = UInt32(max(0, number >> 5 - 6))
        let first = UInt32(32 | number & 31) << below
        return first...first | (1 << below - 1)
    }
}
