/// What differs from the weekly hours on one date.
///
/// It concerns the intervals that *open* on its date: a night shift that opens the evening before
/// keeps its hours after midnight unless an exception of that day takes them away.
public struct HoursException: Sendable, Hashable {
    /// Where an exception comes from. A higher layer is applied after a lower one and so has the
    /// last word, as with the priorities of RFC 7953; below all of them lie the weekly hours.
    public enum Layer: UInt8, Sendable, Hashable, Comparable, CaseIterable {
        /// Set by the clinic for this date.
        case exception = 1
        /// A holiday.
        case holiday = 2
        /// A block, which nothing opens again.
        case block = 3

        /// Whether the left layer lies below.
        public static func < (left: Layer, right: Layer) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// What an exception does to the hours that the layers below it leave.
    ///
    /// Several exceptions of one layer and one date are applied in the order of these cases,
    /// whatever order they are given in.
    public enum Effect: Sendable, Hashable {
        /// The hours are exactly these; several replacements of one layer are united.
        case replaced(by: [WallInterval])
        /// No hours at all.
        case closed
        /// These minutes too.
        case extra([WallInterval])
        /// All but these minutes.
        case without([WallInterval])
    }

    /// The date on which the changed intervals open, in the calendar's zone.
    public let date: CivilDate
    /// Where it comes from.
    public let layer: Layer
    /// What it does.
    public let effect: Effect

    /// Makes an exception.
    ///
    /// - Throws: ``HoursError/tooManyIntervals`` above 48 intervals.
    public init(
        on date: CivilDate,
        _ effect: Effect,
        layer: Layer = .exception
    ) throws(HoursError) {
        self.date = date
        self.layer = layer
        switch effect {
        case .closed: self.effect = .closed
        case .replaced(let intervals): self.effect = .replaced(by: try Self.checked(intervals))
        case .extra(let intervals): self.effect = .extra(try Self.checked(intervals))
        case .without(let intervals): self.effect = .without(try Self.checked(intervals))
        }
    }

    private static func checked(
        _ intervals: [WallInterval]
    ) throws(HoursError) -> [WallInterval] {
        guard intervals.count <= TimeLimits.intervalsPerDay else {
            throw HoursError.tooManyIntervals
        }
        return WallInterval.normalised(intervals)
    }

    /// The hours of one date after all its exceptions.
    ///
    /// - Parameter exceptions: those of one date, in any order.
    static func apply(
        _ exceptions: some Sequence<HoursException>,
        to rules: [WallInterval]
    ) -> [WallInterval] {
        var hours = rules
        for layer in Layer.allCases {
            let own = exceptions.filter { $0.layer == layer }
            let replacements = own.compactMap { exception -> [WallInterval]? in
                if case .replaced(let intervals) = exception.effect { intervals } else { nil }
            }
            if !replacements.isEmpty {
                hours = WallInterval.normalised(Array(replacements.joined()))
            }
            if own.contains(where: { $0.effect == .closed }) {
                hours = []
            }
            for case .extra(let intervals) in own.map(\.effect) {
                hours = WallInterval.normalised(hours + intervals)
            }
            for case .without(let intervals) in own.map(\.effect) {
                hours = WallInterval.subtract(intervals, from: hours)
            }
        }
        return hours
    }
}
