internal import DaybookDomain
internal import DaybookIntake

/// A free start and how well it suits: not excluded first, then the nearest to a wish, then the
/// earliest.
struct RankedStart: Comparable {
    let start: Minute
    private let isExcluded: Bool
    /// Minutes to the nearest wish; 0 where nothing was wished.
    private let distance: Int

    init(_ start: Minute, _ wishes: [TimeWish], on wall: WallTime) {
        self.start = start
        isExcluded = wishes.contains { $0.isExcluded && $0.contains(wall) }
        distance = wishes.lazy.filter { !$0.isExcluded }.map { $0.distance(to: wall) }.min() ?? 0
    }

    static func < (left: RankedStart, right: RankedStart) -> Bool {
        if left.isExcluded != right.isExcluded { return right.isExcluded }
        if left.distance != right.distance { return left.distance < right.distance }
        return left.start < right.start
    }
}
