/// Wall-clock times: medians of rounds, after a round that warms up.
enum Stopwatch {
    /// The seconds that a piece of work takes.
    static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try body()
        return (ContinuousClock.now - start).inSeconds
    }

    /// The median seconds of several pieces of work, taken in turn so that what else the machine does meets all.
    ///
    /// - Parameter check: Called after each round; its time does not count.
    static func medians(
        rounds: Int,
        of bodies: [() throws -> Void],
        check: () throws -> Void = {}
    ) throws -> [Double] {
        for body in bodies { try body() }
        try check()
        var taken = Array(repeating: [Double](), count: bodies.count)
        for _ in 0..<rounds {
            for (index, body) in bodies.enumerated() { taken[index].append(try seconds(body)) }
            try check()
        }
        return taken.map(median)
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return .nan }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1
            ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// The median seconds of one call of short work, repeated until a round is long enough to be timed.
    ///
    /// - Parameter body: Is given the number of the call, so that no call need be the one before it again.
    static func secondsPerCall(
        rounds: Int = 7,
        roundSeconds: Double = 0.05,
        _ body: (Int) throws -> Void
    ) rethrows -> Double {
        var calls = 1
        var number = 0
        while true {
            let taken = try seconds {
                for _ in 0..<calls {
                    try body(number)
                    number += 1
                }
            }
            if taken >= roundSeconds || calls >= 1 << 28 { break }
            calls *= taken < roundSeconds / 20 ? 8 : 2
        }
        var all: [Double] = []
        for _ in 0..<rounds {
            let taken = try seconds {
                for _ in 0..<calls {
                    try body(number)
                    number += 1
                }
            }
            all.append(taken / Double(calls))
        }
        return median(all)
    }
}

extension Duration {
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
