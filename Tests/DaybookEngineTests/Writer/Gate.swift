import DaybookStorage

/// Lets nobody through until it is opened, and knows whether somebody waits.
final class Gate: @unchecked Sendable {
    // Touched only while `signal` is locked.
    private let signal = Signal()
    private var isOpen = false
    private var hasVisitor = false

    /// Waits for the gate, as the writer's clock.
    func pass() -> Int64 {
        signal.locked { hasVisitor = true }
        signal.waiting(until: { isOpen }) {}
        return EngineBook.now
    }

    func open() {
        signal.locked(wake: true) { isOpen = true }
    }

    /// Returns when somebody stands before it.
    func visited() async throws {
        while !signal.locked({ hasVisitor }) { try await Task.sleep(for: .milliseconds(1)) }
    }
}
