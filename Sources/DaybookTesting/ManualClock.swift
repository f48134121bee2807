public import Daybook
internal import Synchronization

/// A clock that stands still until a test moves it.
public final class ManualClock: Sendable {
    private let milliseconds: Mutex<Int64>

    /// A clock that shows this instant.
    public init(_ start: Instant) {
        milliseconds = Mutex(start.milliseconds)
    }

    /// What it shows.
    public var now: Instant {
        Instant(milliseconds: milliseconds.withLock { $0 })
    }

    /// Moves it, forwards or back.
    public func advance(seconds: Int64) {
        milliseconds.withLock { $0 += seconds * 1_000 }
    }

    /// Sets it.
    public func set(_ instant: Instant) {
        milliseconds.withLock { $0 = instant.milliseconds }
    }

    /// What a book's options take as clock.
    public var source: @Sendable () -> Int64 {
        { self.now.milliseconds }
    }
}
