import Daybook
import DaybookTesting

/// A course of events that is played into an empty book, the same each time.
protocol Course {
    var book: Book { get }

    init(_ book: Book, clock: ManualClock, seed: UInt64)

    mutating func play() async throws
}
