import Foundation

/// Open unless it was shut; who comes while it is shut waits.
final class Gate: Sendable {
    private let condition = NSCondition()
    // Touched only while `condition` is locked.
    nonisolated(unsafe) private var isShut = false

    func shut() {
        condition.withLock { unsafe isShut = true }
    }

    func open() {
        condition.withLock {
            unsafe isShut = false
            condition.broadcast()
        }
    }

    func pass() {
        condition.withLock {
            while unsafe isShut { condition.wait() }
        }
    }
}
