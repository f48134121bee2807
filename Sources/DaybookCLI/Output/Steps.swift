/// Values as steps of a scale that begins at zero.
enum Steps {
    /// The value if there is one that can be drawn.
    static func finite(_ value: Double?) -> Double? {
        guard let value, value.isFinite else { return nil }
        return value
    }

    /// The step of a value between zero and the largest: 0 to `count` − 1, the last one only for
    /// what is nearer to the largest than to the step before.
    static func step(_ value: Double, of largest: Double, count: Int) -> Int {
        guard largest > 0, value > 0, count > 1 else { return 0 }
        let share = min(1, value / largest)
        return Int((share * Double(count - 1)).rounded())
    }
}
