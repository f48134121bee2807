public import DaybookDomain
public import DaybookEngine
internal import Synchronization

/// What a book said at a position of its log about who waited and how fast patients were answered.
///
/// The part of a ``BookView`` that is about free time is left out, which halves the work of folding it.
/// Only facts through that position have a part in it.
public struct ResponseView: Sendable {
    /// The last fact that it knows.
    public let position: UInt64
    /// The instant that targets are compared with.
    public let now: Instant
    /// Waits and answers.
    public let responses: ResponseTimes
    /// The clinic as configured then.
    public var clinic: Clinic { responses.clinic }
    private let order = Order()

    init(position: UInt64, now: Instant, responses: ResponseTimes) {
        self.position = position
        self.now = now
        self.responses = responses
    }

    /// Those who wait in order, which is made when somebody first asks and kept with the view.
    private final class Order: Sendable {
        let index = Mutex<WaitingIndex?>(nil)
    }

    /// Looks at those who wait in order: O(n log n) in those who wait the first time, O(1) then.
    func waitingInOrder(
        _ body: (borrowing WaitingIndex) -> [WaitingRequest]
    ) -> [WaitingRequest] {
        order.index.withLock { held in
            let index = held ?? WaitingIndex(responses)
            held = index
            return body(index)
        }
    }
}
