internal import CAllocations

/// A figure that does not depend on how busy the machine is: how often memory is asked for, how many facts are read,
/// how many bytes are kept.
struct Counter: Sendable {
    /// What is done, and what is counted.
    let work: String
    /// Counts it.
    let count: @Sendable (Bench) async throws -> Double

    init(_ work: String, count: @escaping @Sendable (Bench) async throws -> Double) {
        self.work = work
        self.count = count
    }

    /// How often one call of `body` asks for memory on this thread, the median of several.
    static func allocations(rounds: Int = 21, _ body: (Int) throws -> Void) rethrows -> Double {
        try body(0)
        var counted: [Double] = []
        for number in 1...rounds {
            let before = allocations_of_this_thread()
            try body(number)
            counted.append(Double(allocations_of_this_thread() - before))
        }
        return Stopwatch.median(counted)
    }
}
