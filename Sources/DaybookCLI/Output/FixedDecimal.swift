/// Numbers with a fixed count of decimals, without the C library and its locale.
package enum FixedDecimal {
    /// The number rounded half away from zero.
    ///
    /// Exact up to the rounding of one multiplication while number × 10^decimals stays under 2^53;
    /// beyond, doubles have no such decimals, and the shortest text that reads back is given.
    ///
    /// - Parameters:
    ///   - number: Any double.
    ///   - decimals: 0 to ``OutputLimits/decimals``; what lies outside is brought inside.
    /// - Returns: The text, nil when the number is not finite.
    package static func text(_ number: Double, decimals: Int) -> String? {
        guard number.isFinite else { return nil }
        let decimals = min(max(decimals, 0), OutputLimits.decimals)
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (number.magnitude * scale).rounded(.toNearestOrAwayFromZero)
        guard scaled < 0x1p53 else { return number.description }
        var digits = String(UInt64(scaled))
        if digits.utf8.count <= decimals {
            digits = String(repeating: "0", count: decimals + 1 - digits.utf8.count) + digits
        }
        // No "-0.00": a sign that says nothing.
        let sign = number < 0 && scaled > 0 ? "-" : ""
        guard decimals > 0 else { return sign + digits }
        return sign + digits.dropLast(decimals) + "." + digits.suffix(decimals)
    }
}
