public import DaybookDomain

/// What a simulated clinic is like. One plan with one seed gives one log, byte for byte.
public struct SimulationPlan: Sendable, Equatable {
    /// The seed of everything that is drawn.
    public var seed: UInt64
    /// How many facts are wanted; the log ends with the batch that reaches them.
    public var facts: Int
    /// Practitioners.
    public var resources: Int
    /// Weeks over which the facts are spread.
    public var weeks: Int
    /// The first day, a Monday.
    public var start: CivilDate
    /// Of a hundred contacts, how many come by each channel.
    public var mix: [Channel: Int]

    /// The defaults: 200 practitioners, two years, telephone and desk 40 %, web form 30 %, email 20
    /// %, social and messaging 10 %.
    public init(seed: UInt64, facts: Int) {
        self.seed = seed
        self.facts = facts
        resources = 200
        weeks = 104
        start = CivilDate(year: 2024, month: 1, day: 1) ?? CivilDate(dayNumber: 19_723)
        mix = SimulationPlan.usualMix
    }

    /// The usual mix of channels, in per cent.
    public static let usualMix: [Channel: Int] = [
        .phone: 30, .desk: 10, .form: 30, .email: 20, .messenger: 3, .instagram: 2, .whatsapp: 5,
    ]
}
