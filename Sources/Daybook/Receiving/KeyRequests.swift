internal import DaybookIntake
internal import DaybookStorage

/// The tokens that wait for their keys, bounded in number: overload is an answer at once.
final class KeyRequests: @unchecked Sendable {
    /// Some tokens and whom to tell; `nil` once their keys are durable.
    struct Request: Sendable {
        let tokens: [UInt64]
        let reply: @Sendable (VaultError?) -> Void
    }

    // All state is touched only while `signal` is locked.
    private let signal = Signal()
    private var waiting: [Request] = []
    private var tokens = 0
    private var isClosed = false

    /// Puts a request in, or says at once why not.
    func put(_ request: Request) -> VaultError? {
        signal.locked(wake: true) {
            guard !isClosed, tokens + request.tokens.count <= IntakeLimits.keysWaiting else {
                return VaultError(
                    .busy,
                    "\(tokens) keys wait to be made, or the book is closed.",
                    next: "Try again later."
                )
            }
            waiting.append(request)
            tokens += request.tokens.count
            return nil
        }
    }

    /// Takes all that waits, waiting until there is something; `nil` once closed and empty.
    func take() -> [Request]? {
        signal.waiting(until: { !waiting.isEmpty || isClosed }) {
            guard !waiting.isEmpty else { return nil }
            defer {
                waiting.removeAll(keepingCapacity: true)
                tokens = 0
            }
            return waiting
        }
    }

    /// How many requests wait.
    var count: Int { signal.locked { waiting.count } }

    /// Lets no more in; what waits is still handled.
    func close() {
        signal.locked(wake: true) { isClosed = true }
    }
}
