/// One row of the table before it is measured.
struct Measurement: Sendable {
    /// What is done.
    let work: String
    /// In what it is counted.
    let unit: String
    /// Whether more is better: rates; for times and sizes less is.
    let moreIsBetter: Bool
    /// What is to be reached; all of them.
    let reach: [Goal]
    /// Measures it; throws ``Skipped`` with the reason where something it needs is not there.
    let measure: @Sendable (Bench) async throws -> Measured

    init(
        _ work: String,
        _ unit: String,
        moreIsBetter: Bool = true,
        reach: [Goal] = [],
        measure: @escaping @Sendable (Bench) async throws -> Measured
    ) {
        self.work = work
        self.unit = unit
        self.moreIsBetter = moreIsBetter
        self.reach = reach
        self.measure = measure
    }
}

/// What a row has to reach.
enum Goal: Sendable {
    /// At least so many, in the row's unit.
    case atLeast(Double)
    /// At most so many, in the row's unit.
    case atMost(Double)
    /// At least this share of the limit (of a time: the limit's time is at least this share of ours).
    case ofLimit(Double)
    /// So many times as fast as the peer.
    case timesPeer(Double)

    func text(_ unit: String) -> String {
        switch self {
        case .atLeast(let value): "≥ \(Figure.text(value)) \(unit)"
        case .atMost(let value): "≤ \(Figure.text(value)) \(unit)"
        case .ofLimit(let share): "≥ \(Figure.text(share)) of the limit"
        case .timesPeer(let times): "≥ \(Figure.text(times))× the peer"
        }
    }
}

/// What a measurement gave.
struct Measured {
    var ours: Double
    var limit: Double?
    var limitName: String?
    var peer: Double?
    var peerName: String?
    /// What a reader must know beside the figures.
    var note: String?

    init(_ ours: Double, note: String? = nil) {
        self.ours = ours
        self.note = note
    }

    /// The same beside a limit.
    func beside(limit: Double, _ name: String) -> Measured {
        var copy = self
        copy.limit = limit
        copy.limitName = name
        return copy
    }

    /// The same beside a peer, if peers are asked for; one that can't run here leaves a note.
    func beside(
        peerOf bench: Bench,
        _ find: () async throws -> (value: Double, name: String)
    ) async throws -> Measured {
        guard bench.options.withPeers else { return self }
        var copy = self
        do {
            let found = try await find()
            copy.peer = found.value
            copy.peerName = found.name
        } catch let skipped as Skipped {
            copy.add(note: "peer skipped: \(skipped.reason)")
        }
        return copy
    }

    /// The same beside a limit that something else measures; where it can't, that leaves a note.
    func beside(limitNamed name: String, _ find: () throws -> Double) throws -> Measured {
        var copy = self
        do {
            copy.limit = try find()
            copy.limitName = name
        } catch let skipped as Skipped {
            copy.add(note: "limit skipped: \(skipped.reason)")
        }
        return copy
    }

    mutating func add(note text: String) {
        note = note.map { "\($0); \(text)" } ?? text
    }
}

/// A row that can't be measured here, and why.
struct Skipped: Error {
    let reason: String
}

/// An answer that is not what it has to be: what was measured means nothing.
struct WrongAnswer: Error, CustomStringConvertible {
    let description: String
}

/// Holds an answer against what it has to be.
func demand(_ condition: Bool, _ what: @autoclosure () -> String) throws(WrongAnswer) {
    if !condition { throw WrongAnswer(description: what()) }
}
