import Daybook

/// Holds the view of the log that a replay reads through until the next line on standard input, as a
/// program that hangs would.
struct Holder: Projection {
    static let name = "holder"
    static let version: UInt32 = 1

    private var hasHeld = false

    init() {}

    mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies) {
        guard !hasHeld else { return }
        hasHeld = true
        Clerk.say("held")
        _ = readLine()
    }

    func digest(into digest: inout Digest) {
        digest.absorb(hasHeld ? 1 : 0)
    }
}
